#!/usr/bin/env python3
"""Tries every command where there is no room: TMPDIR and output on a disk of 64 KiB, standard output full, closed or given up.

Usage: unshare -rm Tests/tools/small_disks.py PROGRAM PIPELINE NOTICE

Prints a table: the exit status of each command in each situation and, below it, what was said. A status is wrong (marked !)
where it is neither 74 nor 0, where it is 74 without a Chinese sentence, or where a workbook that cannot be opened is left.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

SIZE = "64k"


def commands(pipeline, notice, work):
    """Each command's name and its arguments; OUT is where it writes, None where it writes nothing."""
    county = os.path.join(work, "out", os.path.basename(pipeline.rstrip("/")))
    logs = subprocess.run(
        [PROGRAM, "fold", pipeline, "--logs"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    log = logs[0]
    report = os.path.join(county, "政府信息公开工作年度报告.xlsx")
    unit = next(
        line.split(",")[0]
        for line in open(os.path.join(pipeline, "units.csv"), encoding="utf-8-sig").read().splitlines()[1:]
    )
    part = os.path.join(work, "part")
    cells = os.path.join(work, "cells")
    with open(cells, "w", encoding="utf-8") as file:
        file.write("S\t表\nT\ts\nH\t标题\n" + "".join(f"R\t{number * 7919 % 100003}项\n" for number in range(20000)))
    return county, logs, [
        ("run", ["run", pipeline, "--output", "OUT"]),
        ("check", ["check", pipeline, "--output", "OUT"]),
        ("forms", ["forms", pipeline, "--output", "OUT"]),
        ("report", ["report", pipeline, "--unit", unit, "--output", "OUT"]),
        ("import", ["import", notice, "--output", "OUT"]),
        ("fold", ["fold", pipeline, log]),
        ("fold -", ["fold", pipeline, "-"]),
        ("merge", ["merge", part]),
        ("finish", ["finish", pipeline, part, "--output", "OUT"]),
        ("check-report", ["check-report", report]),
        ("verify", ["verify", county]),
        ("explain", ["explain", pipeline, "--unit", unit]),
        ("compare", ["compare", pipeline, pipeline]),
        ("carryover", ["carryover", pipeline, "--output", "OUT"]),
        ("carryover --from", ["carryover", pipeline, "--from", county, "--output", "OUT"]),
        ("bench fold", ["bench", "fold", pipeline]),
        ("bench cells", ["bench", "cells", os.path.join(county, "年度考核结果.xlsx")]),
        ("bench workbook", ["bench", "workbook", cells, "OUT"]),
        ("plan", ["plan", pipeline]),
        ("rules", ["rules"]),
        ("workdays", ["workdays", "2022-05-01", "+10"]),
        ("reference", ["reference", "--output", "OUT"]),
        ("--help", ["--help"]),
        ("--version", ["--version"]),
    ]


def broken(folder):
    """Workbooks below a folder that cannot be opened."""
    found = []
    for base, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".xlsx", ".docx")):
                try:
                    with zipfile.ZipFile(os.path.join(base, name)) as book:
                        if book.testzip():
                            found.append(name)
                except (zipfile.BadZipFile, OSError):
                    found.append(name)
    return found


def call(arguments, stdin, **options):
    with open(stdin, "rb") as source:
        return subprocess.run([PROGRAM, *arguments], stdin=source, stderr=subprocess.PIPE, text=True, **options)


def situations(name, arguments, work, stdin):
    """Runs a command in each situation; yields what it is called, the status and what was said."""
    writes = "OUT" in arguments
    fresh = lambda: tempfile.mkdtemp(dir=work)
    with open(os.devnull, "w") as nobody:

        def put(folder):
            return [os.path.join(folder, "x") if one == "OUT" else one for one in arguments]

        def on_disk(is_temporary, is_output):
            disk, other = fresh(), fresh()
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", disk], check=True)
            try:
                ended = call(
                    put(disk if is_output else other), stdin, stdout=nobody,
                    env={**os.environ, "TMPDIR": disk if is_temporary else other})
                left = broken(disk) + broken(other)
            finally:
                subprocess.run(["umount", disk], check=True)
                shutil.rmtree(other)
            return ended, left

        yield "TMPDIR 64k", *on_disk(True, False)
        if writes:
            yield "输出 64k", *on_disk(False, True)
            yield "两者 64k", *on_disk(True, True)
        with open("/dev/full", "w") as full:
            yield "/dev/full", call(put(fresh()), stdin, stdout=full), []
        yield "关闭的标准输出", subprocess.run(
            ["sh", "-c", 'exec "$@" >&-', "sh", PROGRAM, *put(fresh())], stdin=open(stdin, "rb"),
            stderr=subprocess.PIPE, text=True), []
        reader, writer = os.pipe()
        os.close(reader)
        yield "没有读者的管道", call(put(fresh()), stdin, stdout=writer), []
        os.close(writer)


def main():
    global PROGRAM
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    PROGRAM, pipeline, notice = (os.path.abspath(one) for one in sys.argv[1:])
    work = tempfile.mkdtemp()
    wrong = 0
    try:
        county, logs, todo = commands(pipeline, notice, work)
        subprocess.run(
            [PROGRAM, "run", pipeline, "--output", county], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, check=True)
        with open(os.path.join(work, "part"), "wb") as part:
            subprocess.run([PROGRAM, "fold", pipeline, *logs], stdout=part, check=True)
        print("| 命令 | 情形 | 退出码 | 说了什么 |\n| --- | --- | --- | --- |")
        for name, arguments in todo:
            stdin = os.path.join(pipeline, logs[0]) if name == "fold -" else os.devnull
            for situation, ended, left in situations(name, arguments, work, stdin):
                words = [line for line in ended.stderr.splitlines() if line.startswith("错误")]
                said = words[0] if words else ""
                is_wrong = (
                    ended.returncode not in (0, 74) or bool(left) or "[ERROR]" in ended.stderr
                    or (ended.returncode == 74 and not re.search("[一-鿿]", said))
                    or (ended.returncode == 0 and "标准输出" in situation))
                wrong += is_wrong
                status = f"{ended.returncode}{' !' if is_wrong else ''}"
                print(f"| {name} | {situation} | {status} | {said.split('；应为')[0]}{' 打不开：' + '、'.join(left) if left else ''} |")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\n{wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
