#!/usr/bin/env python3
"""Changes a manual score in 年度考核结果.xlsx, lets LibreOffice recalculate, and compares with the program's own answer.

Usage: verify_live_scores.py PROGRAM PIPELINE

The program runs twice: on the pipeline, and on a copy whose manual score differs. Of the first workbook only the cells
without a formula that the change touched in 指标得分 are overwritten; every formula must then give what the second workbook holds.
Exit status: 0 all equal, 1 a difference or nothing to compare, 64 wrong usage, 66 something is missing, 69 LibreOffice or the program failed.
"""
import csv
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

sys.dont_write_bytecode = True

from verify_workbooks import MAIN, RELATION, formulas, recalculate, same, text_of

BOOK = "年度考核结果.xlsx"
SHEET = "指标得分"
TOTALS = "总成绩"


def part_of(path, sheet):
    """The archive's part that holds a sheet."""
    with zipfile.ZipFile(path) as archive:
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {node.get("Id"): node.get("Target") for node in relations}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        for node in book.iter(MAIN + "sheet"):
            if node.get("name") == sheet:
                target = targets[node.get(RELATION)].lstrip("/")
                return target if target.startswith("xl/") else "xl/" + target
    sys.exit(f"{path}: no sheet {sheet}")


def numbers(path, part):
    """The cells of a part that hold a number and no formula."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read(part))
    return {cell.get("r"): cell.find(MAIN + "v").text for cell in root.iter(MAIN + "c")
            if cell.get("t", "n") == "n" and cell.find(MAIN + "f") is None
            and cell.find(MAIN + "v") is not None}


def by_name(path, values):
    """Formula values by sheet, the plain texts at the row's beginning, and column: rows move with their ranks."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        shared = [text_of(item) for item in root.findall(MAIN + "si")]
        labels = {}
        for sheet in (SHEET, TOTALS):
            for cell in ElementTree.fromstring(archive.read(part_of(path, sheet))).iter(MAIN + "c"):
                column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", cell.get("r")).groups()
                if column in "ABCD" and cell.get("t") == "s" and cell.find(MAIN + "f") is None:
                    labels.setdefault((sheet, row), []).append(shared[int(cell.find(MAIN + "v").text)])
    found = {}
    for (sheet, place), value in values.items():
        if sheet in (SHEET, TOTALS):
            column, row = re.fullmatch(r"([A-Z]+)([0-9]+)", place).groups()
            found[(sheet, " ".join(labels.get((sheet, row), [row])) + " " + column)] = value
    return found


def with_numbers(source, target, part, changed):
    """Copies a workbook with other numbers in some cells of a part."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == part:
                for place, value in changed.items():
                    pattern = rb'(<c r="' + place.encode() + rb'"[^>]*><v>)[^<]*(</v>)'
                    data, count = re.subn(pattern, rb"\g<1>" + value.encode() + rb"\g<2>", data)
                    if count != 1:
                        sys.exit(f"{place}: not a number cell")
            new.writestr(info.filename, data)


def changes(pipeline):
    """Files of manual scores with one score halved, one after the other."""
    for path in sorted(pipeline.glob("inputs/人工评分/*.csv")):
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
        head = next((number for number, row in enumerate(rows[:20]) if "得分" in row), None)
        if head is None:
            continue
        column = rows[head].index("得分")
        for number, row in enumerate(rows[head + 1:], head + 1):
            if len(row) > column and Decimal(row[column] or 0) > 0:
                other = [list(line) for line in rows]
                other[number][column] = str((Decimal(row[column]) / 2).quantize(Decimal("0.1")))
                yield path.relative_to(pipeline), other, " ".join(row[:column])


def run(program, pipeline, output):
    """Runs the program; returns its workbook."""
    ending = subprocess.run(
        [program, "run", str(pipeline), "--output", str(output), "--without-unit-files"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if ending.returncode != 0:
        print(ending.stderr.decode(), file=sys.stderr)
        sys.exit(69)
    return output / BOOK


def main(arguments):
    """Tries three changed scores and returns the exit status."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    program, pipeline = str(Path(arguments[0]).resolve()), Path(arguments[1]).resolve()
    if not pipeline.is_dir():
        print(f"{arguments[1]}: missing", file=sys.stderr)
        return 66
    compared = wrong = moved = 0
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        before = run(program, pipeline, scratch / "before" / "out")
        part = part_of(before, SHEET)
        old = numbers(before, part)
        every = list(changes(pipeline))
        picked = every[:: max(1, len(every) // 3)][:3]
        edited, expected = [], []
        for index, (file, rows, what) in enumerate(picked):
            copy = scratch / f"copy{index}" / pipeline.name
            shutil.copytree(pipeline, copy)
            with open(copy / file, "w", encoding="utf-8", newline="") as stream:
                csv.writer(stream, lineterminator="\n").writerows(rows)
            after = run(program, copy, scratch / f"after{index}" / "out")
            new = numbers(after, part)
            changed = {place: new[place] for place in old if new.get(place, old[place]) != old[place]}
            # A score is one cell; were totals plain numbers too, there would be more.
            if len(changed) != 1:
                print(f"{what}: {len(changed)} number cells of {SHEET} changed, one was expected")
                return 1
            print(f"{what}: {SHEET}!{next(iter(changed))} becomes {next(iter(changed.values()))}")
            target = scratch / f"edited{index}.xlsx"
            with_numbers(before, target, part, changed)
            edited.append(target)
            expected.append(after)
        cached = by_name(before, formulas(before))
        for target, after, result in zip(edited, expected, recalculate(edited, scratch)):
            if not result.exists():
                print("LibreOffice wrote nothing", file=sys.stderr)
                return 69
            wanted = by_name(after, formulas(after))
            found = by_name(target, formulas(result))
            for place, value in wanted.items():
                compared += 1
                moved += place in cached and not same(cached[place], value)
                if not same(value, found.get(place, ("missing", ""))):
                    wrong += 1
                    print(f"{place[0]}!{place[1]}: the program says {value[1]!r}, "
                          f"LibreOffice {found.get(place, ('', 'nothing'))[1]!r}")
    print(f"{compared} formulas compared, {moved} of them moved by the change, {wrong} differ")
    return 0 if compared and moved and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
