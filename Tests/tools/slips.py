"""python3 slips.py NIANBAO PIPELINE [FIRST] [COUNT]: one operator's slip at a random place of a copy of a pipeline, a seed each.

Every run must give the same published figures as without the slip, or block, or mark as unknown what could differ. Prints how
many of each kind of slip ended how; exit 1 where one was silent. Written for the committed county; run by hand (make slips)."""

import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

YAML = "pipeline.yaml"
TEXT = (".csv",)


def read(path):
    return open(path, encoding="utf-8").read()


def write(path, text):
    open(path, "w", encoding="utf-8").write(text)


def files(root, below="inputs", ends=TEXT):
    found = []
    for base, _, names in os.walk(os.path.join(root, below)):
        found += [os.path.join(base, n) for n in names if n.endswith(ends)]
    return sorted(found)


def pick(r, root, below="inputs", ends=TEXT):
    """A file of a folder, so that the folder of most files is not met most."""
    by_folder = collections.defaultdict(list)
    for path in files(root, below, ends):
        by_folder[os.path.relpath(path, root).split(os.sep)[1]].append(path)
    return r.choice(by_folder[r.choice(sorted(by_folder))])


def change(path, old, new, count=1):
    text = read(path)
    if not re.search(old, text, re.M):
        return False
    write(path, re.sub(old, new, text, count=count, flags=re.M))
    return True


def lines(path):
    return read(path).split("\n")


def cells(line):
    return line.split(",")


# Each takes a seeded generator and the copy's folder, and says what it did; None: nothing to do there.
def header_letter(r, root):
    path = pick(r, root)
    rows = lines(path)
    heads = cells(rows[0])
    place = r.randrange(len(heads))
    heads[place] = heads[place][:-1] + "式"
    rows[0] = ",".join(heads)
    write(path, "\n".join(rows))
    return path, heads[place]


def header_lost(r, root):
    path = pick(r, root)
    rows = lines(path)
    write(path, "\n".join(rows[1:]))
    return path


def column_lost(r, root):
    path = pick(r, root)
    rows = [cells(x) for x in lines(path)]
    place = r.randrange(len(rows[0]))
    write(path, "\n".join(",".join(x[:place] + x[place + 1 :]) for x in rows))
    return path, rows[0][place]


def heads_exchanged(r, root):
    path = pick(r, root)
    rows = lines(path)
    heads = cells(rows[0])
    if len(heads) < 2:
        return None
    a, b = r.sample(range(len(heads)), 2)
    heads[a], heads[b] = heads[b], heads[a]
    rows[0] = ",".join(heads)
    write(path, "\n".join(rows))
    return path, heads[a], heads[b]


def file_dropped(r, root):
    path = pick(r, root, ends=(".csv", ".xlsx"))
    os.remove(path)
    return path


def file_hidden(r, root):
    path = pick(r, root, ends=(".csv", ".xlsx"))
    os.rename(path, os.path.join(os.path.dirname(path), "~$" + os.path.basename(path)))
    return path


def file_emptied(r, root):
    path = pick(r, root, ends=(".csv", ".xlsx"))
    write(path, "")
    return path


def file_cut(r, root):
    path = pick(r, root)
    rows = lines(path)
    write(path, "\n".join(rows[: max(1, len(rows) // 2)])[:-7])
    return path


def file_broken(r, root):
    path = pick(r, root, ends=(".xlsx",))
    data = open(path, "rb").read()
    open(path, "wb").write(data[: len(data) // 2])
    return path


def file_moved(r, root):
    path = pick(r, root)
    goal = pick(r, root)
    os.rename(path, os.path.join(os.path.dirname(goal), "移来的" + os.path.basename(path)))
    return path, goal


def folder_renamed(r, root):
    name = r.choice(sorted(os.listdir(os.path.join(root, "inputs"))))
    path = os.path.join(root, "inputs", name)
    os.rename(path, path + "2")
    return name


def extension(r, root):
    path = pick(r, root)
    os.rename(path, path[:-4] + ".txt")
    return path


def wide_characters(r, root):
    path = pick(r, root)
    text = read(path)
    open(path, "wb").write(text.encode("utf-16"))
    return path


def years_of_a_file(r, root):
    path = pick(r, root)
    return (path,) if change(path, r"(^|,)2022", r"\g<1>2021", 0) else None


def units_of_a_file(r, root):
    path = pick(r, root)
    rows = lines(path)
    heads = cells(rows[0])
    if "单位" not in heads:
        return None
    place = heads.index("单位")
    done = [rows[0]]
    for row in rows[1:]:
        parts = cells(row)
        if len(parts) > place and parts[place]:
            parts[place] = parts[place] + "办"
        done.append(",".join(parts))
    write(path, "\n".join(done))
    return path


def glob_broken(r, root):
    path = os.path.join(root, YAML)
    kinds = re.findall(r'^  (\w+):\s+\["inputs', read(path), re.M)
    kind = r.choice(kinds)
    return (kind,) if change(path, rf'(^  {kind}:\s+\["inputs/[^/]*)/\*', r"\1/*.xls") else None


def glob_narrow(r, root):
    path = os.path.join(root, YAML)
    kind = r.choice(["requests", "progress", "ledgers"])
    return (kind,) if change(path, rf'(^  {kind}:\s+\["inputs/[^/]*)/\*', r"\1/*.csv") else None


def kind_left_out(r, root):
    path = os.path.join(root, YAML)
    kind = r.choice(re.findall(r'^  (\w+):\s+\["inputs', read(path), re.M))
    return (kind,) if change(path, rf"^  {kind}:.*\n", "") else None


def year(r, root):
    new = r.choice(["2021", "2023"])
    return (new,) if change(os.path.join(root, YAML), "^year: 2022", f"year: {new}") else None


def as_of(r, root):
    new = r.choice(["2022-01-31", "2021-01-31", "2032-01-31"])
    return (new,) if change(os.path.join(root, YAML), "^as_of: 2023-01-31", f"as_of: {new}") else None


def effective(r, root):
    return (1,) if change(os.path.join(root, YAML), "2022-05-18  ", "2023-05-18  ") else None


def name(r, root):
    return (1,) if change(os.path.join(root, YAML), "^pipeline: .*", "pipeline: yiyuan-2021") else None


def group_spelling(r, root):
    path = os.path.join(root, YAML)
    old, new = r.choice([("县政府各部门单位, ", ""), ("  镇街:", "  镇衔:"), ("  县直部门:", "  县直部們:")])
    return (old,) if change(path, re.escape(old), new) else None


def group_of_a_unit(r, root):
    path = os.path.join(root, "units.csv")
    rows = lines(path)
    place = r.choice([i for i, x in enumerate(rows) if i and x])
    rows[place] = rows[place].replace("县直部门", "县直部们").replace("镇街", "镇衔")
    write(path, "\n".join(rows))
    return rows[place]


def unit_lost(r, root):
    path = os.path.join(root, "units.csv")
    rows = lines(path)
    place = r.choice([i for i, x in enumerate(rows) if i and x])
    lost = rows.pop(place)
    write(path, "\n".join(rows))
    return lost


def unit_misspelt(r, root):
    path = os.path.join(root, "units.csv")
    rows = lines(path)
    place = r.choice([i for i, x in enumerate(rows) if i and x])
    parts = cells(rows[place])
    parts[0] = parts[0][:-1] + "厅"
    rows[place] = ",".join(parts)
    write(path, "\n".join(rows))
    return rows[place]


def plan_row(r, root, edit):
    import csv
    import io

    path = os.path.join(root, "plan.csv")
    table = list(csv.reader(io.StringIO(read(path).lstrip("\ufeff"))))
    place = r.randrange(1, len(table))
    if not edit(table, place):
        return None
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table)
    write(path, out.getvalue())
    return place


def task_lost(r, root):
    return plan_row(r, root, lambda t, i: t.pop(i))


def task_number(r, root):
    def edit(table, place):
        table[place][0] = "9" + table[place][0] + "9"
        return True

    return plan_row(r, root, edit)


def plan_cell(head, edit):
    def slip(r, root):
        def change_row(table, place):
            column = table[0].index(head)
            old = table[place][column]
            new = edit(old)
            decided = {"责任单位": "责任单位核定", "时限要求": "时限核定"}[head]
            if not old or new == old or (decided in table[0] and table[place][table[0].index(decided)]):
                return False
            table[place][column] = new
            return True

        return plan_row(r, root, change_row)

    return slip


responsible = plan_cell("责任单位", lambda x: x[:-1] + "乂")
deadline = plan_cell("时限要求", lambda x: "按进度" + x[:2])


def indicator_points(r, root):
    path = os.path.join(root, "indicators.yaml")
    found = re.findall(r"points: \d+", read(path))
    one = r.choice(found)
    return (one,) if change(path, one, one + "0") else None


def waiver(r, root):
    path = os.path.join(root, "waivers.yaml")
    return (1,) if change(path, "沂源县供销合作社联合社|县信访局", "县供消社") else None


SLIPS = [
    header_letter, header_lost, column_lost, heads_exchanged, file_dropped, file_hidden, file_emptied, file_cut,
    file_broken, file_moved, folder_renamed, extension, wide_characters, years_of_a_file, units_of_a_file, glob_broken,
    glob_narrow, kind_left_out, year, as_of, effective, name, group_spelling, group_of_a_unit, unit_lost, unit_misspelt,
    task_lost, task_number, responsible, deadline, indicator_points, waiver,
]


def run(program, folder, output):
    done = subprocess.run(
        [program, "run", folder, "--output", output, "--without-unit-files"], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def figures(output):
    data = json.load(open(os.path.join(output, "run.json"), encoding="utf-8"))
    text = os.path.join(output, "政府信息公开工作年度报告.txt")
    return {k: data[k] for k in ("units", "tasks", "statutory")} | {
        "text": read(text) if os.path.exists(text) else "", "interim": data.get("interim"),
        "codes": {d["code"]: d["count"] for d in data["diagnostics"]}}


def differences(old, new, path=""):
    """The places where two trees differ and the new one is not null."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [d for k in sorted(set(old) | set(new)) for d in differences(old.get(k), new.get(k), f"{path}/{k}")]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [d for i, (a, b) in enumerate(zip(old, new)) for d in differences(a, b, f"{path}/{i}")]
    return [] if old == new or new is None else [path]


def new_words(old, new):
    """Sentences that say a number which was not said before."""
    said = set(re.split("[。；\n]", old))
    return [s for s in re.split("[。；\n]", new) if s not in said and re.search(r"\d", s) and "未知" not in s]


def main():
    program, pipeline = os.path.abspath(sys.argv[1]), sys.argv[2].rstrip("/")
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    count = int(sys.argv[4]) if len(sys.argv) > 4 else 300
    counts = collections.defaultdict(collections.Counter)
    silent = []
    with tempfile.TemporaryDirectory() as scratch:
        base = os.path.join(scratch, "base")
        status, words = run(program, pipeline, base)
        assert status == 0, words
        good = figures(base)
        for seed in range(first, first + count):
            r = random.Random(seed)
            slip = SLIPS[seed % len(SLIPS)]
            folder = os.path.join(scratch, "copy", os.path.basename(pipeline))
            shutil.rmtree(os.path.dirname(folder), ignore_errors=True)
            shutil.copytree(pipeline, folder)
            what = slip(r, folder)
            if what is None:
                counts[slip.__name__]["nothing"] += 1
                continue
            output = os.path.join(scratch, "out")
            shutil.rmtree(output, ignore_errors=True)
            shutil.copytree(base, output)
            status, words = run(program, folder, output)
            if status:
                ended = {65: "blocked", 66: "refused", 74: "refused", 78: "refused"}.get(status, f"status {status}")
            else:
                now = figures(output)
                codes, before = now.pop("codes"), dict(good["codes"])
                text = now.pop("text")
                before_all = {k: v for k, v in good.items() if k not in ("codes", "text")}
                now_differs = differences(before_all, now) or new_words(good["text"], text)
                new = sorted(c for c in codes if codes[c] > before.get(c, 0))
                rows = {"date-unreadable", "task-unknown", "unit-unknown", "cell-empty", "word-outside-list"}
                if not now_differs:
                    ended = "same"
                elif now.get("interim"):
                    ended = "interim"
                elif set(new) & rows:
                    ended = "single rows"
                elif "input-vanished" in new or "input-unmatched" in new:
                    ended = "warned"
                else:
                    ended = "SILENT"
                    silent.append((seed, slip.__name__, what, now_differs[:3], new))
            counts[slip.__name__][ended] += 1
            print(seed, slip.__name__, str(what).replace(scratch, ""), ended, flush=True)
    total = collections.Counter()
    for slip in sorted(counts):
        total += counts[slip]
        print(f"{slip:18}", dict(counts[slip]))
    print("all", dict(total))
    for one in silent:
        print("silent:", *one)
    sys.exit(1 if silent else 0)


if __name__ == "__main__":
    main()
