#!/usr/bin/env python3
"""Runs the fuzzer on one reader after the other and says what came of it.

Usage: Tests/tools/fuzz.py PROGRAM SECONDS [--readers a,b] [--seeds FOLDER]... [--work FOLDER]

Seeds are the files of Tests/Fuzz, the fixtures of the tests, the tables of the committed county and the files of each --seeds
folder; archives are taken apart, because the fuzzer is to change their parts and not their checksums. The corpus is kept in
--work, so that the next run goes on from it. Ends with 1 where something was found; the input that shows it lies in
--work/<reader>-found, and the program given that file alone shows it again.
"""
import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
COUNTY = os.path.join(os.path.dirname(TESTS), "Pipelines", "yiyuan-2022")
# The reader, the endings of its seeds, the greatest length of an input.
READERS = {
    "csv": ([".csv", ".tsv"], 4096),
    "xlsx": ([".xlsx", ".xlsm"], 24576),
    "docx": ([".docx"], 24576),
    "html": ([".html", ".htm", ".xhtml"], 8192),
    "yaml": ([".yaml", ".yml"], 4096),
    "partials": ([".part"], 4096),
    "notices": ([".txt", ".html", ".htm", ".md"], 8192),
    "forms": ([".xlsx"], 24576),
}
# Numbers at which counting ends; every reader meets them.
NUMBERS = ["-1", "0", "2147483647", "9223372036854775807", "-9223372036854775808", "99999999999999999999", "1e999999999", "9999-12-31"]
WORDS = {
    "csv": ['"', '""', ",", ";", "\\x09", "\\x0d\\x0a", "\\xef\\xbb\\xbf", "sep=;", "\\xff\\xfe", "单位", "公开日期", "合计"],
    "xlsx": ["<c r=\\\"A1\\\" t=\\\"s\\\"><v>0</v></c>", "<mergeCell ref=\\\"A1:B2\\\"/>", "<row r=\\\"2\\\">", "t=\\\"inlineStr\\\"", "<si><t>", "_x000D_", "&#10;", "1904", "XFD1048576"],
    "docx": ["<w:tbl>", "<w:tr>", "<w:tc>", "<w:gridSpan w:val=\\\"2\\\"/>", "<w:vMerge/>", "<w:p>", "<w:t>", "<w:numPr>", "<!--", "&amp;"],
    "html": ["<table>", "<tr>", "<td rowspan=2>", "<td colspan=2>", "</table>", "<script>", "<!--", "&nbsp;", "&#x4e00;", "<br>", "<p>"],
    "yaml": ["- ", ": ", "{", "}", "&a", "*a", "|\\x0a", "rule:", "points:", "per_event", "ratio", "inputs:", "'", "year: 2022"],
    "partials": ["\\x09", "2:", "a.0000000.0000000000", "c.0000001.00001", "\\x0a"],
    "forms": ["填报说明", "单位意见", "零申报", "登记编号", "收到日期", "答复结果", "县财政局", "2022-05-20", "44701.5", "t=\\\"inlineStr\\\"", "<c r=\\\"A1\\\">", "合计"],
    "notices": ["（责任单位：", "）", "年底前", "一、", "（一）", "每季度", "及时", "5月20日前", "各镇、街道", "工作日内", "1."],
}


def packed(path):
    """An archive's parts, one behind the other, as Tests/Fuzz/Reader.swift puts them together again."""
    parts = []
    with zipfile.ZipFile(path) as archive:
        for one in archive.infolist():
            content = archive.read(one)
            if one.filename.endswith((".xml", ".rels")) and len(content) < 16384:
                parts.append(one.filename.encode() + b"\n" + content.replace(b"\0", b""))
    return b"\0".join(parts)


def gather(reader, folders, corpus):
    endings, longest = READERS[reader]
    number = 0
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in sorted(names):
                path = os.path.join(base, name)
                if os.path.splitext(name)[1].lower() not in endings or os.path.getsize(path) > 400_000:
                    continue
                try:
                    with open(path, "rb") as file:
                        content = file.read()
                    if content.startswith(b"PK") and endings[0] in (".xlsx", ".docx"):
                        content = packed(path)
                except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
                    continue
                if not endings[0] in (".xlsx", ".docx"):
                    content = content[:longest]
                if content and len(content) <= 4 * longest:
                    number += 1
                    with open(os.path.join(corpus, f"seed-{number}"), "wb") as seed:
                        seed.write(content)
                if number >= 400:
                    return number
    return number


def form(sheets):
    """The parts of a workbook that was filled in by hand: each sheet with its name and its rows."""
    def escaped(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")

    def sheet(rows):
        cells = ("".join(f'<c r="{chr(65 + at)}{row}" t="inlineStr"><is><t>{escaped(text)}</t></is></c>'
                         for at, text in enumerate(line) if text) for row, line in enumerate(rows, 1))
        lines = "".join(f'<row r="{row}">{line}</row>' for row, line in enumerate(cells, 1))
        return f"<worksheet><sheetData>{lines}</sheetData></worksheet>"

    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, (name, _) in enumerate(sheets, 1))
    targets = "".join(f'<Relationship Id="r{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>'
                      for at in range(1, len(sheets) + 1))
    parts = [
        ("_rels/.rels", f'<Relationships><Relationship Id="a" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns:r="{office}"><sheets>{names}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f"<Relationships>{targets}</Relationships>"),
        *((f"xl/worksheets/sheet{at}.xml", sheet(rows)) for at, (_, rows) in enumerate(sheets, 1)),
    ]
    return b"\0".join(name.encode() + b"\n" + content.encode() for name, content in parts)


def forms(corpus):
    """A filled form for each register of the committed county, and one of a unit's words on its feedback."""
    guide = ("填报说明", [["县财政局", "填报说明"]])
    replies = [["单位", "类别", "原因", "单位意见", "改正情况"], ["县财政局", "扣分", "1：公开预算决算", "不同意", "已于2022年9月1日公开"],
               ["大泉镇", "问题", "日期看不懂", "同意", "已改正"]]
    nothing = [["单位", "材料", "填报人", "日期"], ["大泉镇", "复议诉讼", "张三", "2023-01-10"]]
    books = [[guide, ("单位意见", replies)], [guide, ("零申报", nothing)]]
    for base, _, names in sorted(os.walk(os.path.join(COUNTY, "inputs"))):
        for name in sorted(names):
            if name.endswith(".csv") and "单位年报" not in base:
                with open(os.path.join(base, name), encoding="utf-8-sig", newline="") as file:
                    rows = [row for _, row in zip(range(7), csv.reader(file))]
                books.append([guide, (os.path.basename(base), rows)])
    for number, book in enumerate(books, 1):
        with open(os.path.join(corpus, f"seed-form-{number}"), "wb") as seed:
            seed.write(form(book))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("seconds", type=int)
    parser.add_argument("--readers", default=",".join(READERS))
    parser.add_argument("--seeds", action="append", default=[])
    parser.add_argument("--work", default=os.path.join(os.path.dirname(TESTS), ".build", "fuzz-work"))
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    found = 0
    print(f"Each of {options.readers} is fed for {options.seconds} s; inputs that led somewhere new and findings are kept in {options.work}.\n")
    print("| reader | seconds | executions | a second | edges | features | corpus | found |\n| --- | --- | --- | --- | --- | --- | --- | --- |", flush=True)
    for reader in options.readers.split(","):
        corpus = os.path.join(options.work, reader)
        findings = os.path.join(options.work, reader + "-found", "")
        county = os.path.join(options.work, reader + "-run", "county")
        os.makedirs(corpus, exist_ok=True)
        os.makedirs(findings, exist_ok=True)
        shutil.rmtree(os.path.dirname(county), ignore_errors=True)
        shutil.copytree(os.path.join(TESTS, "Fuzz", "county"), county)
        own = [os.path.join(TESTS, one, "Fixtures") for one in sorted(os.listdir(TESTS))]
        gather(reader, [os.path.join(TESTS, "Fuzz"), *own, *options.seeds, COUNTY], corpus)
        if reader == "forms":
            forms(corpus)
        words = os.path.join(options.work, reader + ".dict")
        with open(words, "w", encoding="utf-8") as file:
            for word in WORDS[reader] + NUMBERS:
                text = word if "\\" in word else word.replace('"', '\\"')
                text = "".join(c if ord(c) < 128 else "".join(f"\\x{b:02x}" for b in c.encode()) for c in text)
                file.write(f'"{text}"\n')
        log = os.path.join(options.work, reader + ".log")
        with open(log, "w") as said:
            ended = subprocess.run(
                [os.path.abspath(options.program), corpus, f"-max_total_time={options.seconds}", f"-artifact_prefix={findings}",
                 f"-max_len={READERS[reader][1]}", "-timeout=20", "-report_slow_units=20", "-rss_limit_mb=2048", f"-dict={words}", "-print_final_stats=1"],
                stdout=said, stderr=subprocess.STDOUT,
                # The fuzzer writes the stack itself; the language's own tracer would wait for somebody to read it.
                env={**os.environ, "FUZZ_READER": reader, "FUZZ_COUNTY": county, "SWIFT_BACKTRACE": "enable=no",
                     "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1:malloc_context_size=3:quarantine_size_mb=64"})
        text = open(log, errors="replace").read()
        last = re.findall(r"#(\d+)\s+\S+\s+cov: (\d+) ft: (\d+) corp: (\d+)/", text)
        runs, edges, features, size = last[-1] if last else ("0", "0", "0", "0")
        done = re.search(r"Done (\d+) runs in (\d+) second", text)
        units = re.search(r"number_of_executed_units:\s*(\d+)", text)
        runs = units.group(1) if units else runs
        seconds = int(done.group(2)) if done else options.seconds
        kept = sorted(os.listdir(findings))
        found += len(kept) + (ended.returncode != 0 and not kept)
        print(f"| {reader} | {seconds} | {runs} | {int(runs) // max(1, seconds)} | {edges} | {features} | {size} | {', '.join(kept) or ('exit %d' % ended.returncode if ended.returncode else '0')} |", flush=True)
    if found:
        print(f"\nSee a finding again: SWIFT_BACKTRACE=enable=no FUZZ_READER=reader FUZZ_COUNTY={options.work}/reader-run/county "
              f"{options.program} {options.work}/reader-found/file; the log of a reader is {options.work}/reader.log.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
