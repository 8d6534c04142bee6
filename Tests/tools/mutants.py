"""Small faults put into the core one at a time: does a test notice?

All mutants are built in at once. Each site's operator or function is replaced by one of its own, declared in a generated file of
the room, which does the wrong thing only where the environment names the mutant. So the house is built once, in a copy under
.build/mutants, and a mutant costs one run of its room's tests.

Usage: Tests/tools/mutants.py [--count N] [--seed S] [--area NAME] [--from N] [--only N,N] [--list]
Survivors are printed with place and change; those in Tests/tools/mutants-explained.tsv (file, line's text, change, why) are listed apart.
"""
import argparse
import concurrent.futures
import glob
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
COPY = os.path.join(ROOT, ".build", "mutants")

# What is tried: area, files of one room, the tests that should notice, the quickest first.
AREAS = [
    ("dates", "Disclosure", ["PlainDate", "DateParser"], "DisclosureTests|RegistersTests"),
    ("working days", "Disclosure", ["WorkdayCalendar", "WorkdayOverlay"], "DisclosureTests|RegistersTests"),
    ("exact numbers", "Disclosure", ["Exact"], "DisclosureTests"),
    ("clock", "Registers", ["*"], "RegistersTests|StatutoryTests|ScoringTests|NianbaoTests.Reply|NianbaoTests.OneAnswer|NianbaoTests.ReviewFirst|NianbaoTests.Closing"),
    ("clauses", "WorkPlan", ["*"], "WorkPlanTests|ScoringTests|NianbaoTests.PlanGuard|NianbaoTests.ImportTests|NianbaoTests.CommittedPlans"),
    ("tally and merge", "ProgressLog", ["Tally", "TallyLayout", "Obligations", "Partial+Tally", "PartialMerge", "RepeatFinder"],
     "ScoringTests|RegistersTests|NianbaoTests.PartialTests"),
    ("scoring", "Scoring", ["*"], "ScoringTests|NianbaoTests.RealSystem"),
    ("statutory", "Statutory", ["*"], "StatutoryTests|RegistersTests|AnnualReportTests|NianbaoTests.OneAnswer|NianbaoTests.WorkedCase"),
    ("number lock", "AnnualReport", ["Text/*"], "AnnualReportTests"),
    ("gate", "Privacy", ["*"], "PrivacyTests"),
]

# Pairs of (token, what it becomes, kind).
BINARY = [
    ("<=", "<", "compare"), ("<", "<=", "compare"), (">=", ">", "compare"), (">", ">=", "compare"),
    ("==", "!=", "equal"), ("!=", "==", "equal"), ("&&", "||", "logic"), ("||", "&&", "logic"), ("+", "-", "sum"), ("-", "+", "sum"),
]
SIGNS = "⊕⊗⊙⊚⊛⊞⊠⊡⊢⊣"
SITE = re.compile(r"(?<=[\w)\]}]) (<=|>=|==|!=|&&|\|\||<|>|\+|-) (?=[\w(\[.!])")
CALL = re.compile(r"(?<![\w.])(min|max)\((?=[^)])")


def sites(path):
    """Every place of a file where a token may be exchanged: line, column, token, what it becomes."""
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        code = re.sub(r'"(?:\\.|[^"\\])*"', lambda m: " " * len(m[0]), line)
        code = re.sub(r"//.*", lambda m: " " * len(m[0]), code)
        # Types, operators' own declarations and comparisons with nil are no arithmetic.
        if re.search(r"\b(func|import|struct|extension|where \w+:|case let|typealias|init)\b.*[<>]", code) or "unsafe" in code:
            continue
        for match in SITE.finditer(code):
            token = match[1]
            if "nil" in code[match.end():match.end() + 4] or "->" in code[match.start():match.end() + 1]:
                continue
            for wanted, other, kind in BINARY:
                if wanted == token:
                    yield number, match.start(1), token, other, kind
        for match in CALL.finditer(code):
            yield number, match.start(1), match[1], "max" if match[1] == "min" else "min", "call"


def text(site):
    """The line of a site, without its indentation."""
    room, path, line = site[:3]
    return open(os.path.join(ROOT, "Sources", room, path), encoding="utf-8").read().split("\n")[line - 1].strip()


def name(index):
    text = ""
    while True:
        text += SIGNS[index % 10]
        index //= 10
        if index == 0:
            return text


def declaration(index, token, other, kind):
    """The operator or function that is right unless this mutant is the one asked for."""
    if kind == "call":
        return (f"func mutant{index}<T: Comparable>(_ a: T, _ b: T) -> T {{ activeMutant == {index} ? {other}(a, b) : {token}(a, b) }}\n"
                f"func mutant{index}<T: Comparable>(_ a: T, _ b: T, _ c: T) -> T {{\n"
                f"  activeMutant == {index} ? {other}(a, b, c) : {token}(a, b, c)\n}}\n")
    sign = token + name(index)
    precedence = {"compare": "ComparisonPrecedence", "equal": "ComparisonPrecedence", "sum": "AdditionPrecedence",
                  "logic": "LogicalConjunctionPrecedence" if token == "&&" else "LogicalDisjunctionPrecedence"}[kind]
    head = f"infix operator {sign}: {precedence}\n"
    if kind == "logic":
        return head + (f"func {sign} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {{\n"
                       f"  try activeMutant == {index} ? a {other} b() : a {token} b()\n}}\n")
    constraint = {"compare": "Comparable", "equal": "Equatable", "sum": "AdditiveArithmetic"}[kind]
    result = "T" if kind == "sum" else "Bool"
    return head + f"func {sign} <T: {constraint}>(a: T, b: T) -> {result} {{ activeMutant == {index} ? a {other} b : a {token} b }}\n"


def plan(count, seed, only):
    """A sample that is the same for the same seed, as many from each area as from the next."""
    chosen = []
    areas = [area for area in AREAS if only in (None, area[0])]
    for area, room, patterns, tests in areas:
        found = []
        folder = os.path.join(ROOT, "Sources", room)
        for base, _, files in os.walk(folder):
            for file in sorted(files):
                path = os.path.relpath(os.path.join(base, file), folder)
                stem = path[:-6]
                fits = any(p == "*" or p == stem or (p.endswith("/*") and stem.startswith(p[:-1])) or os.path.basename(stem) == p
                           for p in patterns)
                if file.endswith(".swift") and fits and not file.endswith("Rules.swift"):
                    found += [(room, path) + site for site in sites(os.path.join(folder, path))]
        # By what a site says, not by where it stands: a change elsewhere leaves the sample as it is.
        found.sort(key=lambda site: hashlib.sha256(f"{seed}/{site[0]}/{site[1]}/{text(site)}/{site[3:]}".encode()).digest())
        chosen += [(area, tests) + site for site in found[: -(-count // len(areas))]]
    return chosen


def write(mutants, skipped):
    """The copy of the house with every mutant built in."""
    for entry in os.listdir(ROOT):
        old, new = os.path.join(ROOT, entry), os.path.join(COPY, entry)
        if entry in (".build", ".git", "Output"):
            continue
        if os.path.isdir(old):
            shutil.rmtree(new, ignore_errors=True)
            shutil.copytree(old, new)
        else:
            shutil.copy(old, new)
    rooms = {}
    for index, (_, _, room, path, line, column, token, other, kind) in enumerate(mutants, 1):
        if index in skipped:
            continue
        rooms.setdefault(room, []).append((index, path, line, column, token, other, kind))
    for room, listed in rooms.items():
        folder = os.path.join(COPY, "Sources", room)
        for index, path, line, column, token, _, kind in sorted(listed, key=lambda m: (m[1], -m[2], -m[3])):
            file = os.path.join(folder, path)
            lines = open(file, encoding="utf-8").read().split("\n")
            text = lines[line - 1]
            new = f"mutant{index}" if kind == "call" else token + name(index)
            lines[line - 1] = text[:column] + new + text[column + len(token):]
            open(file, "w", encoding="utf-8").write("\n".join(lines))
        with open(os.path.join(folder, "Mutants.swift"), "w", encoding="utf-8") as out:
            out.write("import Glibc\n\nlet activeMutant: Int = unsafe getenv(\"MUTANT\").flatMap { unsafe Int(String(cString: $0)) } ?? 0\n\n")
            for index, _, _, _, token, other, kind in sorted(listed):
                out.write(declaration(index, token, other, kind) + "\n")


def digest():
    """What the sources and tests say, as one number."""
    known = hashlib.sha256()
    for part in ("Sources", "Tests"):
        for base, folders, files in os.walk(os.path.join(ROOT, part)):
            folders.sort()
            for file in sorted(files):
                if file.endswith(".swift"):
                    known.update(open(os.path.join(base, file), "rb").read())
    return known.hexdigest()


def build(mutants):
    """Builds; sites that no such operator fits (a mixed comparison, a literal pattern) are left out and counted."""
    skipped = set()
    # What is built already is not built again: files that are written anew would all be compiled.
    stamp = os.path.join(COPY, ".build", "mutants.json")
    made = json.dumps([digest(), mutants])
    if os.path.exists(stamp):
        known, built = json.load(open(stamp, encoding="utf-8"))
        if known == made:
            return set(built)
    for _ in range(12):
        write(mutants, skipped)
        done = subprocess.run(["swift", "build", "--build-tests"], cwd=COPY, capture_output=True, text=True)
        if done.returncode == 0:
            json.dump([made, sorted(skipped)], open(stamp, "w", encoding="utf-8"))
            return skipped
        bad = set()
        for path, line in re.findall(r"Sources/(\S+?\.swift):(\d+):\d+: error", done.stdout + done.stderr):
            for index, (_, _, room, file, number, *_rest) in enumerate(mutants, 1):
                if path == f"{room}/{file}" and abs(number - int(line)) <= 3 and index not in skipped:
                    bad.add(index)
        if not bad:
            sys.exit((done.stdout + done.stderr)[-3000:])
        skipped |= bad
    sys.exit("the copy does not build")


def run(tests, index, limits=None):
    """True where the tests notice; they run one target after the other until one does. A mutant that never ends is noticed too."""
    # Not through `swift test`, which lets only one at a time into a folder.
    (bundle,) = glob.glob(os.path.join(COPY, ".build", "debug", "*.xctest"))
    environment = dict(os.environ, MUTANT=str(index))
    for part in tests.split("|"):
        try:
            done = subprocess.run([bundle, "--testing-library", "swift-testing", "--filter", part], cwd=COPY, env=environment,
                                  capture_output=True, text=True, timeout=limits[part] if limits else 1200)
        except subprocess.TimeoutExpired:
            return True
        if done.returncode != 0:
            return True
    return False


def explained():
    path = os.path.join(ROOT, "Tests", "tools", "mutants-explained.tsv")
    if not os.path.exists(path):
        return {}
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if "\t" in line]
    return {(row[0], row[1], row[2]): row[3] for row in rows[1:]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=120)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--area")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--from", dest="first", type=int, default=1, help="go on with this number, where a run was stopped")
    parser.add_argument("--only", type=lambda text: {int(part) for part in text.split(",")}, help="numbers of the list, with commas")
    options = parser.parse_args()
    os.makedirs(COPY, exist_ok=True)
    mutants = plan(options.count, options.seed, options.area)
    if options.list:
        for index, mutant in enumerate(mutants, 1):
            print(index, *mutant)
        return
    skipped = build(mutants)
    limits = {}
    for part in sorted({part for mutant in mutants for part in mutant[1].split("|")}):
        begun = time.monotonic()
        if run(part, 0):
            sys.exit(f"the tests {part} fail without any mutant")
        limits[part] = 30 + 5 * (time.monotonic() - begun)
    known = explained()
    table, survivors = {}, []
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        tried = [(i, m) for i, m in enumerate(mutants, 1) if i not in skipped and i >= options.first
                 and (options.only is None or i in options.only)]
        results = pool.map(lambda item: run(item[1][1], item[0], limits), tried)
        for (index, mutant), killed in zip(tried, results):
            area, _, room, path, line, _, token, other, _ = mutant
            print(f"{index:4} {'noticed' if killed else 'SURVIVED':9} {room}/{path}:{line}  {token} → {other}", file=sys.stderr)
            row = table.setdefault(area, [0, 0, 0])
            row[0] += 1
            said = text(mutant[2:])
            why = known.get((f"{room}/{path}", said, f"{token} → {other}"))
            if killed:
                row[1] += 1
            elif why:
                row[2] += 1
            else:
                survivors.append(f"{room}/{path}:{line}  {token} → {other}  {said}")
    print(f"{'area':24} mutants killed explained")
    for area, (count, killed, told) in table.items():
        print(f"{area:24} {count:7} {killed:6} {told:9}")
    count, killed, told = (sum(row[i] for row in table.values()) for i in range(3))
    print(f"{'all':24} {count:7} {killed:6} {told:9}   {100 * (killed + told) / max(1, count):.1f} %; {len(skipped)} sites left out")
    for survivor in survivors:
        print("survived:", survivor)


main()
