#!/usr/bin/env python3
"""Runs commands round by round (A B C, A B C …) and prints medians: wall, CPU, peak memory, rows and bytes a second.

measure.py BINARY DATA ROUNDS STAGE…      stages: county, city, province, growth, dirt, jobs, workbooks
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

BINARY, DATA, ROUNDS = sys.argv[1], sys.argv[2], int(sys.argv[3])


def once(command):
    """Wall seconds, CPU seconds and peak MiB of one process, from start to exit."""
    with open(os.devnull, "w") as nothing:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=nothing, stderr=subprocess.PIPE)
        errors = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    # 65: done, and something in the input stops publication.
    if process.returncode not in (0, 65):
        sys.exit(f"{command} ended with {process.returncode}\n{errors.decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def table(title, jobs):
    """jobs: (label, command, rows, bytes); gives the medians by label."""
    found = {job[0]: [] for job in jobs}
    for job in jobs: once(job[1])
    for _ in range(ROUNDS):
        for label, command, _, _ in jobs: found[label].append(once(command))
    print(f"\n### {title} ({ROUNDS} interleaved rounds after one to warm up)\n")
    print("| what | wall s, median | min–max | CPU s | peak MiB | rows/s | MB/s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    medians = {}
    for label, _, rows, size in jobs:
        runs = found[label]
        wall, cpu, peak = (statistics.median(run[k] for run in runs) for k in range(3))
        medians[label] = (wall, cpu, peak)
        walls = [run[0] for run in runs]
        speed = f"{rows / wall:,.0f}" if rows else ""
        print(f"| {label} | {wall:.3f} | {min(walls):.3f}–{max(walls):.3f} | {cpu:.2f} | {peak:.0f} | {speed} | "
              f"{size / wall / 1e6:,.0f} |" if size else f"| {label} | {wall:.3f} | {min(walls):.3f}–{max(walls):.3f} | {cpu:.2f} | {peak:.0f} | {speed} | |")
    sys.stdout.flush()
    return medians


def facts(name):
    with open(f"{DATA}/{name}.json", encoding="utf-8") as file: return json.load(file)


def stages(name):
    made = facts(name)
    rows, size = made["rows"], made["bytes"]
    folder = f"{DATA}/{name}"
    output = f"{DATA}/{name}.out"
    shutil.rmtree(output, ignore_errors=True)
    table(f"{name}: {made['units']:,} units, {rows:,} rows, {size / 1e6:,.1f} MB in {made['files']} files", [
        ("start and exit (--version)", [BINARY, "--version"], 0, 0),
        ("read one file, nothing kept, no hash", [BINARY, "bench", "cells", "--no-hash", first(folder)], 0,
         os.path.getsize(first(folder))),
        ("read and fold, 2 threads", [BINARY, "bench", "fold", folder], rows, size),
        ("read and fold, 1 thread", [BINARY, "bench", "fold", folder, "--jobs", "1"], rows, size),
        ("read and fold, 2 threads, no hash", [BINARY, "bench", "fold", folder, "--no-hash"], rows, size),
        ("whole run, no workbooks for units", [BINARY, "run", folder, "--draft", "--without-unit-files", "--output", output],
         rows, size),
        ("whole run", [BINARY, "run", folder, "--draft", "--output", output], rows, size),
    ])


def first(folder):
    logs = f"{folder}/inputs/进展日志"
    return f"{logs}/{sorted(os.listdir(logs))[0]}"


def growth():
    small, large = facts("growth-small"), facts("growth-large")
    found = table("memory: the same units, ten times the rows", [
        (name, [BINARY, "bench", "fold", f"{DATA}/{name}"], facts(name)["rows"], facts(name)["bytes"])
        for name in ("growth-small", "growth-large")])
    more = (found["growth-large"][2] - found["growth-small"][2]) * 1024 * 1024
    print(f"\n{more / (large['rows'] - small['rows']):.1f} bytes a further row, exceptions and repeats included")


def pair(title, names, arguments):
    found = table(title, [(label, [BINARY, "bench", "fold", f"{DATA}/{name}", *more], facts(name)["rows"],
                           facts(name)["bytes"]) for (label, name), more in zip(names, arguments)])
    (left, right) = (found[label] for label, _ in names)
    print(f"\nratio, second to first: wall {right[0] / left[0]:.2f}, CPU {right[1] / left[1]:.2f}, "
          f"memory {right[2] / left[2]:.2f}")


def workbooks():
    """The peers' cells by their C writer and by ours; called once the kit has dumped and built them."""
    for scale in ("county", "city", "province"):
        cells = f"{DATA}/{scale}.cells"
        if not os.path.exists(cells) or not os.path.exists(f"{DATA}/limit_xlsx"): continue
        with open(cells, encoding="utf-8") as file: count = sum(line.count("\t") for line in file if line[0] == "R")
        found = table(f"{scale}: write the same {count:,} cells", [
            ("C on libxlsxwriter, with tables", [f"{DATA}/limit_xlsx", cells, f"{DATA}/{scale}.limit.xlsx"], 0, 0),
            ("product", [BINARY, "bench", "workbook", cells, f"{DATA}/{scale}.product.xlsx"], 0, 0)])
        c, ours = found["C on libxlsxwriter, with tables"], found["product"]
        print(f"\nratio: wall {ours[0] / c[0]:.2f}, CPU {ours[1] / c[1]:.2f}, memory {ours[2] / c[2]:.2f}")


for stage in sys.argv[4:]:
    if stage == "growth": growth()
    elif stage == "workbooks": workbooks()
    elif stage == "dirt":
        pair("dirt: 2 % of the rows spoiled", [("clean", "growth-large"), ("spoiled", "dirt")], ([], []))
    elif stage == "jobs":
        pair("one file of the log on two threads", [("1 thread", "single"), ("2 threads", "single")],
             (["--jobs", "1"], ["--jobs", "2"]))
    else: stages(stage)
