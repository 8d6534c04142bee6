#!/usr/bin/env python3
"""Recalculates workbooks with LibreOffice and compares every formula cell with the value cached in the file.

Usage: verify_workbooks.py WORKBOOK_OR_FOLDER...

The copies given to LibreOffice carry no cached values, so that a value can only come from a calculation.
Exit status: 0 all equal, 1 a difference or no formula at all, 66 a file is missing, 69 LibreOffice failed.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# A formula followed by its cached value.
CACHED = re.compile(rb"(<f\b[^>]*(?:/>|>.*?</f>))<v\b[^>]*(?:/>|>.*?</v>)", re.DOTALL)
# Recalculate always on load; the default trusts what claims to come from Excel.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def text_of(element):
    """The text of a string item, phonetic hints left out."""
    parts = [node.text or "" for node in element.findall(MAIN + "t")]
    for run in element.findall(MAIN + "r"):
        parts += [node.text or "" for node in run.findall(MAIN + "t")]
    return "".join(parts)


def formulas(path):
    """Sheet name and reference of each formula cell, with its value."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        shared = []
        if "xl/sharedStrings.xml" in names:
            root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
            shared = [text_of(item) for item in root.findall(MAIN + "si")]
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {node.get("Id"): node.get("Target") for node in relations}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        for sheet in book.iter(MAIN + "sheet"):
            target = targets[sheet.get(RELATION)].lstrip("/")
            part = target if target.startswith("xl/") else "xl/" + target
            if part not in names or "worksheets" not in part:
                continue
            for cell in ElementTree.fromstring(archive.read(part)).iter(MAIN + "c"):
                if cell.find(MAIN + "f") is None:
                    continue
                value = cell.find(MAIN + "v")
                raw = (value.text or "") if value is not None else ""
                kind = cell.get("t", "n")
                if kind == "s":
                    raw, kind = shared[int(raw)], "str"
                found[(sheet.get("name"), cell.get("r"))] = (kind, raw)
    return found


def without_cache(source, target):
    """Copies a workbook without the cached values of its formulas."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml"):
                data = CACHED.sub(rb"\1", data)
            new.writestr(info.filename, data)


def same(cached, computed):
    """True for equal values: numbers to a billionth, text to the letter; an error never counts as equal."""
    if cached[0] == "e" or computed[0] == "e":
        return False
    if cached[0] in ("n", "b") and computed[0] in ("n", "b"):
        try:
            left, right = float(cached[1]), float(computed[1])
        except ValueError:
            return cached[1] == computed[1]
        return abs(left - right) <= 1e-9 * max(1.0, abs(left), abs(right))
    return cached[1] == computed[1]


def recalculate(books, scratch):
    """LibreOffice's own values of each workbook, in order; nil where it wrote none."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        sys.exit("soffice is not on PATH")
    profile = scratch / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    copies, results = scratch / "in", scratch / "out"
    copies.mkdir()
    results.mkdir()
    for index, book in enumerate(books):
        without_cache(book, copies / f"{index:05}.xlsx")
    subprocess.run(
        [office, "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}",
         "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(results)]
        + [str(path) for path in sorted(copies.iterdir())],
        check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900)
    return [results / f"{index:05}.xlsx" for index in range(len(books))]


def main(arguments):
    """Compares each workbook and returns the exit status."""
    books = []
    for argument in arguments:
        path = Path(argument)
        if not path.exists():
            print(f"{argument}: missing", file=sys.stderr)
            return 66
        books += sorted(path.rglob("*.xlsx")) if path.is_dir() else [path]
    if not books:
        print(__doc__, file=sys.stderr)
        return 64
    total = wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for book, result in zip(books, recalculate(books, Path(folder))):
            if not result.exists():
                print(f"{book}: LibreOffice wrote nothing", file=sys.stderr)
                return 69
            cached, computed = formulas(book), formulas(result)
            bad = 0
            for place, value in cached.items():
                other = computed.get(place, ("missing", ""))
                if not same(value, other):
                    bad += 1
                    if bad <= 20:
                        print(f"{book.name}!{place[0]}!{place[1]}: cached {value[1]!r}, "
                              f"recalculated {other[1]!r} ({other[0]})")
            print(f"{book.name}: {len(cached)} formulas, {bad} differ")
            total += len(cached)
            wrong += bad
    if total == 0:
        print("no formula found: nothing was verified", file=sys.stderr)
    return 0 if total and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
