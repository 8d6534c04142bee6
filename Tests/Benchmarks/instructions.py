#!/usr/bin/env python3
"""Counts the instructions of a county's fold, run and report, and of a run of many units, with valgrind and holds them against instructions.tsv.

instructions.py BINARY DATA [--write]

Times differ from hour to hour; the instructions of one program over one input do not, on any machine that valgrind makes alike.
A count that is more than two in a hundred above the table's is a loss and ends with 1. --write takes the counts as the new
table: a loss that is meant is then seen in the change.
"""
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(HERE, "instructions.tsv")
MOST = 1.02


def count(command):
    """Instructions of one process; its threads are one, and its hashes are the same each time."""
    environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1")
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        capture_output=True, text=True, env=environment)
    # 65: done, and something in the input stops publication.
    if done.returncode not in (0, 65):
        sys.exit(f"{command} ended with {done.returncode}\n{done.stderr[-2000:]}")
    return int(re.search(r"Collected : (\d+)", done.stderr).group(1))


def commands(binary, data, output):
    county = os.path.join(data, "county")
    yield "fold", [binary, "bench", "fold", county, "--jobs", "1", "--no-hash"]
    yield "run", [binary, "run", county, "--draft", "--jobs", "1", "--output", os.path.join(output, "run")]
    yield "report", [
        binary, "report", county, "--unit", first_unit(county), "--jobs", "1",
        "--output", os.path.join(output, "report")]
    # Work that grows with the square of the units is nothing in a county and a minute in a province.
    yield "crowd", [
        binary, "run", os.path.join(data, "crowd"), "--draft", "--without-unit-files", "--jobs", "1",
        "--output", os.path.join(output, "crowd")]


def first_unit(county):
    with open(os.path.join(county, "units.csv"), encoding="utf-8-sig", newline="") as file:
        return next(csv.DictReader(file))["单位"]


def known():
    if not os.path.exists(TABLE): return {}
    with open(TABLE, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return {row[0]: int(row[1]) for row in rows if len(row) == 2}


def main():
    binary, data = sys.argv[1:3]
    if shutil.which("valgrind") is None:
        print("valgrind is not there: no instructions counted")
        return 0
    before, found, lost = known(), {}, []
    print("\n### instructions, one thread\n")
    print("| command | million | table | ratio |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as output:
        for name, command in commands(binary, data, output):
            found[name] = count(command)
            old = before.get(name)
            ratio = found[name] / old if old else 1
            if ratio > MOST: lost.append(name)
            print(f"| {name} | {found[name] / 1e6:,.0f} | {old / 1e6 if old else 0:,.0f} | {ratio:.3f} |", flush=True)
    if "--write" in sys.argv:
        with open(TABLE, "w", encoding="utf-8") as file:
            file.write("# Instructions of commands over a county and a crowd (instructions.py --write): command, count\n")
            for name, number in found.items(): file.write(f"{name}\t{number}\n")
        return 0
    if lost: print(f"\nMore than the table has: {', '.join(lost)}")
    return 1 if lost else 0


sys.exit(main())
