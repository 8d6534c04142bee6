#!/usr/bin/env python3
"""Looks in workbooks for what makes spreadsheet programs offer a repair, or leave something out without a word.

Usage: check_parts.py WORKBOOK_OR_FOLDER...   looks at each workbook
       check_parts.py --prove WORKBOOK        makes each fault in a copy and sees that it is found

What a schema cannot say is checked here: references between parts, limits of the programs, ranges that overlap.
Exit status: 0 nothing found, 1 something found, 66 no workbook.
"""
import collections
import re
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
X14 = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
REFERENCE = re.compile(r"([A-Z]+)(\d+)")


def number(letters):
    value = 0
    for letter in letters:
        value = value * 26 + ord(letter) - 64
    return value


def area(text):
    """A reference as (first row, first column, last row, last column)."""
    ends = [REFERENCE.fullmatch(end) for end in text.replace("$", "").split(":")]
    cells = [(int(end[2]), number(end[1])) for end in ends]
    return cells[0] + cells[-1]


def overlap(one, other):
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def folder_of(part):
    return part.rsplit("/", 1)[0] + "/" if "/" in part else ""


def resolved(part, target):
    """The part that a relation of another names."""
    if target.startswith("/"):
        return target[1:]
    path = folder_of(part) + target
    while "/../" in path:
        path = re.sub(r"[^/]+/\.\./", "", path, count=1)
    return path


class Workbook:
    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.names = self.archive.namelist()
        self.found = []

    def xml(self, part):
        return ElementTree.fromstring(self.archive.read(part))

    def say(self, part, what):
        self.found.append(f"{part}: {what}")

    def relations(self, part):
        name = f"{folder_of(part)}_rels/{part.rsplit('/', 1)[-1]}.rels"
        return {} if name not in self.names else {
            node.get("Id"): (node.get("Target"), node.get("TargetMode")) for node in self.xml(name)}

    def check(self):
        self.package()
        if self.found:
            # What is not there cannot be read.
            return self.found
        book = self.xml("xl/workbook.xml")
        links = self.relations("xl/workbook.xml")
        sheets = [(node.get("name"), resolved("xl/workbook.xml", links[node.get(OFFICE + "id")][0]))
                  for node in book.iter(MAIN + "sheet")]
        self.sheet_names = [name for name, _ in sheets]
        folded = [name.lower() for name in self.sheet_names]
        for name in self.sheet_names:
            if not 0 < len(name.encode("utf-16-le")) // 2 <= 31 or re.search(r"[\[\]:*?/\\]", name) or name[0] + name[-1] != (
                    (name[0] + name[-1]).replace("'", "")) or folded.count(name.lower()) > 1:
                self.say("xl/workbook.xml", f"sheet name {name}")
        defined = collections.Counter((node.get("name").lower(), node.get("localSheetId")) for node in book.iter(MAIN + "definedName"))
        for node in book.iter(MAIN + "definedName"):
            self.reference("xl/workbook.xml", node.text or "")
            if defined[node.get("name").lower(), node.get("localSheetId")] > 1:
                self.say("xl/workbook.xml", f"name {node.get('name')} defined twice")
            if int(node.get("localSheetId") or 0) >= len(sheets):
                self.say("xl/workbook.xml", f"name {node.get('name')} of no sheet")
        styles = self.xml("xl/styles.xml")
        self.styles = len(styles.find(MAIN + "cellXfs"))
        self.differential = len(styles.find(MAIN + "dxfs") or [])
        self.strings = 0
        if "xl/sharedStrings.xml" in self.names:
            items = self.xml("xl/sharedStrings.xml").findall(MAIN + "si")
            self.strings = len(items)
            if any(len("".join(item.itertext()).encode("utf-16-le")) > 2 * 32767 for item in items):
                self.say("xl/sharedStrings.xml", "a text longer than a cell takes")
        if self.styles > 64000:
            self.say("xl/styles.xml", "more formats than there may be")
        self.tables = []
        for _, part in sheets:
            self.sheet(part)
        for what in ("id", "name"):
            seen = collections.Counter(table.get(what).lower() for table in self.tables)
            for value, count in seen.items():
                if count > 1:
                    self.say("xl/tables", f"{what} {value} of {count} tables")
        return self.found

    def package(self):
        for name, count in collections.Counter(name.lower() for name in self.names).items():
            if count > 1:
                self.say(name, "written twice")
        types = self.xml("[Content_Types].xml")
        endings = {node.get("Extension").lower() for node in types.iter(TYPES + "Default")}
        named = {node.get("PartName").lstrip("/") for node in types.iter(TYPES + "Override")}
        for name in self.names:
            if name != "[Content_Types].xml" and name not in named and name.rsplit(".", 1)[-1].lower() not in endings:
                self.say(name, "without a content type")
        for name in named - set(self.names):
            self.say(name, "has a content type and is not there")
        for name in self.names:
            if not name.endswith(".rels"):
                continue
            part = name.replace("_rels/", "")[: -len(".rels")]
            ids = collections.Counter()
            for node in self.xml(name):
                ids[node.get("Id")] += 1
                if node.get("TargetMode") == "External":
                    if len(node.get("Target")) > 2079:
                        self.say(name, "an address longer than programs take")
                elif resolved(part, node.get("Target")) not in self.names:
                    self.say(name, f"leads to {node.get('Target')}, which is not there")
            if any(count > 1 for count in ids.values()):
                self.say(name, "a relation named twice")

    def reference(self, part, text):
        """A sheet that a formula or name speaks of has to be there."""
        bare = re.sub(r'"(?:[^"]|"")*"', '""', text)
        for quoted, plain in re.findall(r"'((?:[^']|'')+)'!|([\w.]+)!", bare):
            name = (quoted or plain).replace("''", "'")
            if name not in self.sheet_names:
                self.say(part, f"speaks of a sheet {name}, which is not there")

    def sheet(self, part):
        root = self.xml(part)
        links = self.relations(part)
        texts, last_row = {}, 0
        for row in root.iter(MAIN + "row"):
            at = int(row.get("r"))
            if not last_row < at <= 1_048_576:
                self.say(part, f"row {at} after row {last_row}")
            last_row = at
            if float(row.get("ht") or 0) > 409:
                self.say(part, f"row {at} higher than a row can be")
            last = 0
            for cell in row:
                place = REFERENCE.fullmatch(cell.get("r"))
                column = number(place[1])
                if int(place[2]) != at or not last < column <= 16_384:
                    self.say(part, f"cell {cell.get('r')} out of order")
                last = column
                if int(cell.get("s") or 0) >= self.styles:
                    self.say(part, f"cell {cell.get('r')} has a format that is not there")
                value, formula = cell.findtext(MAIN + "v"), cell.find(MAIN + "f")
                if cell.get("t") == "s":
                    if int(value) >= self.strings:
                        self.say(part, f"cell {cell.get('r')} has a text that is not there")
                    texts[at, column] = int(value)
                elif cell.get("t") in (None, "n") and value is not None and not re.fullmatch(r"[-+.\deE]+", value):
                    self.say(part, f"cell {cell.get('r')} is said to be a number: {value[:20]}")
                if formula is not None:
                    if len(formula.text or "") > 8192:
                        self.say(part, f"cell {cell.get('r')} has a formula longer than programs take")
                    self.reference(part, formula.text or "")
        merged = [area(node.get("ref")) for node in root.iter(MAIN + "mergeCell")]
        ranges = []
        for node in root.iter(MAIN + "tablePart"):
            ranges.append(self.table(resolved(part, links[node.get(OFFICE + "id")][0]), part, texts))
        ranges = [one for one in ranges if one]
        taken = ranges + merged
        # Sorted by their first row, only neighbours that reach over it can meet.
        taken.sort()
        open_ranges = []
        for one in taken:
            open_ranges = [other for other in open_ranges if other[2] >= one[0]]
            if any(overlap(one, other) for other in open_ranges):
                self.say(part, f"merged cells or tables overlap at row {one[0]}")
            open_ranges.append(one)
        self.rest(part, root, links)

    def table(self, part, sheet, texts):
        root = self.xml(part)
        self.tables.append(root)
        where = area(root.get("ref"))
        columns = [node.get("name") for node in root.iter(MAIN + "tableColumn")]
        if len(columns) != where[3] - where[1] + 1:
            self.say(part, "has not as many columns as its range")
        if len({name.lower() for name in columns}) != len(columns):
            self.say(part, "names a column twice")
        if where[2] <= where[0]:
            self.say(part, "has no row for data")
        if root.find(MAIN + "autoFilter") is not None and area(root.find(MAIN + "autoFilter").get("ref"))[:2] != where[:2]:
            self.say(part, "filters another range")
        if not hasattr(self, "words"):
            self.words = ["".join(item.itertext()) for item in self.xml("xl/sharedStrings.xml").findall(MAIN + "si")]
        for offset, name in enumerate(columns):
            index = texts.get((where[0], where[1] + offset))
            if index is None or self.words[index] != name.replace("_x000a_", "\n"):
                self.say(sheet, f"the heading above column {name} says something else")
        return where

    def rest(self, part, root, links):
        last = 0
        for node in root.iter(MAIN + "col"):
            if not last < int(node.get("min")) <= int(node.get("max")) or float(node.get("width") or 0) > 255:
                self.say(part, f"columns {node.get('min')} to {node.get('max')}: overlap or too wide")
            last = int(node.get("max"))
        for node in root.iter(MAIN + "dataValidation"):
            literal = node.findtext(MAIN + "formula1") or ""
            limits = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
            if literal.startswith('"') and len(literal) - 2 > 255 or any(len(node.get(key) or "") > most for key, most in limits.items()):
                self.say(part, f"a rule for {node.get('sqref')} is longer than programs take")
            self.reference(part, literal)
        hyperlinks = list(root.iter(MAIN + "hyperlink"))
        if len(hyperlinks) > 65_530:
            self.say(part, "more links than programs take")
        for node in hyperlinks:
            if node.get(OFFICE + "id") not in links and node.get(OFFICE + "id") is not None:
                self.say(part, f"a link at {node.get('ref')} without a target")
            if node.get("location") and node.get(OFFICE + "id") is None:
                self.reference(part, node.get("location"))
        ranks = collections.Counter(node.get("priority") for node in root.iter(MAIN + "cfRule"))
        if any(count > 1 for count in ranks.values()):
            self.say(part, "two conditional formats of one priority")
        if any(int(node.get("dxfId") or -1) >= self.differential for node in root.iter(MAIN + "cfRule")):
            self.say(part, "a conditional format that is not there")
        wanted = {node.text for node in root.iter(X14 + "id")}
        if wanted != {node.get("id") for node in root.iter(X14 + "cfRule")}:
            self.say(part, "bars of two parts that do not belong together")
        for kind in ("rowBreaks", "colBreaks"):
            for node in root.iter(MAIN + kind):
                if len(node) != int(node.get("count")) or len(node) > 1026:
                    self.say(part, "page breaks that are not counted right")
        for kind in ("oddHeader", "oddFooter"):
            if len(root.findtext(f"{MAIN}headerFooter/{MAIN}{kind}") or "") > 255:
                self.say(part, "a header or footer longer than programs take")
        for kind in ("drawing", "legacyDrawing"):
            for node in root.iter(MAIN + kind):
                if node.get(OFFICE + "id") not in links:
                    self.say(part, f"a {kind} without a target")


# Each fault: the part it is made in (the first that has the text), what is replaced, by what.
FAULTS = [
    ("a sheet's name is too long", r"xl/workbook\.xml", r'<sheet name="[^"]*"', '<sheet name="' + "长" * 32 + '"'),
    ("a name speaks of no sheet", r"xl/workbook\.xml", r"(<definedName [^>]*>)[^<]*!", r"\1nowhere!"),
    ("a text that is not there", r"xl/worksheets/.*", r't="s"><v>\d+', 't="s"><v>9999999'),
    ("a format that is not there", r"xl/worksheets/.*", r'(<c r="\w+") s="\d+"', r'\1 s="60000"'),
    ("rows out of order", r"xl/worksheets/.*", r'<row r="2"', '<row r="1"'),
    ("a row too high", r"xl/worksheets/.*", r' ht="[\d.]+"', ' ht="410"'),
    ("words as a number", r"xl/worksheets/.*", r't="s"><v>\d+', "><v>abc"),
    ("a heading that differs", r"xl/tables/.*", r'(<tableColumn id="1" name=")[^"]*', r"\1anders"),
    ("a column named twice", r"xl/tables/.*", r'name="[^"]*"(/?><tableColumn id="\d+" name=)"[^"]*"', r'name="x"\1"x"'),
    ("a table's range too wide", r"xl/tables/.*", r'(<table [^>]*ref="[A-Z]+\d+:)[A-Z]+', r"\1ZZ"),
    ("a table without rows", r"xl/tables/.*", r'(<table [^>]*ref="[A-Z]+)(\d+)(:[A-Z]+)\d+', r"\g<1>\g<2>\g<3>\g<2>"),
    ("merged cells that overlap", r"xl/worksheets/.*", r'(<mergeCell ref="[^"]*"/>)', r"\1\1"),
    ("two equal ids of tables", r"xl/tables/.*", r'(<table [^>]*)id="1"', r'\1id="2"'),
    ("a relation into nothing", r"xl/_rels/.*", r'Target="[^"]*"', 'Target="nothing.xml"'),
    ("a part without a type", r"\[Content_Types\]\.xml", r'PartName="/xl/styles.xml"', 'PartName="/xl/other.xml"'),
    ("columns that overlap", r"xl/worksheets/.*", r'<col min="2" max="2"', '<col min="1" max="2"'),
    ("bars that do not belong", r"xl/worksheets/.*", r"<x14:id>[^<]*", "<x14:id>{0}"),
    ("page breaks miscounted", r"xl/worksheets/.*", r'<(row|col)Breaks count="\d+"', r'<\1Breaks count="99"'),
    ("a footer too long", r"xl/worksheets/.*", r"<oddFooter>", "<oddFooter>" + "长" * 256),
    ("a formula of no sheet", r"xl/worksheets/.*", r"<f>", "<f>nowhere!A1+"),
]


def prove(path):
    """Makes each fault in a copy of a workbook that is sound; those that are not found are told."""
    silent = []
    for what, part, old, new in FAULTS:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "faulty.xlsx"
            made = False
            with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
                for info in source.infolist():
                    data = source.read(info)
                    if re.fullmatch(part, info.filename) and info.filename.endswith((".xml", ".rels")):
                        text, count = re.subn(old, new, data.decode(), count=1)
                        if count and text != data.decode() and not made:
                            data, made = text.encode(), True
                    target.writestr(info, data)
            if not made or not Workbook(copy).check():
                silent.append(what + ("" if made else " (nothing to make it in)"))
    print(f"{len(FAULTS)} faults made, {len(FAULTS) - len(silent)} found")
    for what in silent:
        print("not found:", what)
    return not silent


def main():
    arguments = sys.argv[1:]
    if arguments[:1] == ["--prove"]:
        sys.exit(0 if len(arguments) == 2 and prove(arguments[1]) else 1)
    paths = []
    for argument in map(Path, arguments):
        paths += sorted(argument.rglob("*.xlsx")) if argument.is_dir() else [argument]
    if not paths or not all(path.is_file() for path in paths):
        print("no workbook")
        sys.exit(66)
    faults = 0
    for path in paths:
        for fault in Workbook(path).check():
            print(f"{path}: {fault}")
            faults += 1
    print(f"{len(paths)} workbooks, {faults} causes of repair")
    sys.exit(1 if faults else 0)


main()
