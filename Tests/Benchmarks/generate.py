#!/usr/bin/env python3
"""Writes a pipeline folder of a given scale: generate.py SCALE FOLDER [--dirt PER_MILLION] [--rows N] [--files N].

Everything is synthetic and the same arguments give the same bytes. Needs Python 3.9 and nothing else. Scales: county
(60 units, 20,000 rows, 4 files), crowd (1,500 units, 60,000 rows, 4 files), city (600 units, 200,000 rows, 4 files),
province (10,000 units, 10,000,000 rows, 100 files, about 2 GB). `--dirt` spoils so many rows in a million: dates with
points, dates that are none, unknown units, task numbers that are none, cells too many.
"""
import argparse
import datetime
import json
import multiprocessing
import os
import random
import shutil

SCALES = {"county": (60, 20_000, 4), "crowd": (1_500, 60_000, 4), "city": (600, 200_000, 4), "province": (10_000, 10_000_000, 100)}
TASKS = 60
YEAR = 2022
FIRST = datetime.date(YEAR, 1, 1)
GROUPS = ("县直部门", "镇街", "开发区")
OFFICES = ("政府办公室 发展和改革局 教育局 科学技术局 工业和信息化局 公安局 民政局 司法局 财政局 人力资源和社会保障局 自然资源局 生态环境局 "
           "住房和城乡建设局 交通运输局 水利局 农业农村局 商务局 文化和旅游局 卫生健康局 退役军人事务局 应急管理局 审计局 市场监督管理局 统计局 "
           "医疗保障局 林业局 信访局 税务局 供销合作社 机关事务服务中心").split()
TOWNS = "东街 西街 南关 北关 河口 石门 柳林 白马 青山 清溪 双桥 龙泉 凤山 太平 永安 长乐 新集 大营 平川 安乐".split()
PARKS = "经济开发区 高新技术产业园 物流园 文旅度假区".split()
THEMES = ("财政预算决算 重大建设项目 公共资源配置 社会救助 养老服务 义务教育 食品药品监管 生态环境 安全生产 征地补偿 "
          "保障性住房 就业创业 惠农补贴 行政执法 优化营商环境").split()
KINDS = ["信息公开"] * 15 + ["政策解读", "回应关切", "意见征集", "会议公开", "培训"]
APPLICANTS = ["自然人"] * 8 + ["商业企业", "其他"]
RESULTS = ["3.1"] * 6 + ["3.2", "3.3.1", "3.4.1", "3.5.2", "3.6.1"]
SEVERITIES = ["一般"] * 8 + ["严重", "重大"]
LOG = "公开日期,单位,任务编号,事项类型,标题,网址,信息形成日期,触发事由,结束日期,备注"
DAYS = [(FIRST + datetime.timedelta(k)) for k in range(-60, 460)]
ISO = [day.isoformat() for day in DAYS]
POINTS = [f"{day.year}.{day.month}.{day.day}" for day in DAYS]
PATHS = [f"{day.year}/{day.month}/{day.day}" for day in DAYS]


def units(count):
    """Name and group of each unit, county by county."""
    places = "安北昌德东丰广海河华" "吉江金景康乐临宁平青"
    result, county = [], 0
    while len(result) < count:
        first, second = places[county % 20], places[(county // 20 + county * 7 + 3) % 20]
        third = places[county // 400 % 20] if county >= 400 else ""
        name = f"{first}{second}{third}{'县市区'[county % 3]}{'' if count <= 60 else county}"
        result += [(name + office, 0) for office in OFFICES]
        result += [(f"{name}{town}{'街道办事处' if k < 4 else '镇人民政府'}", 1) for k, town in enumerate(TOWNS)]
        result += [(name + park, 2) for park in PARKS]
        county += 1
    return result[:count]


def tasks():
    """Number, theme, groups, deadline of each task."""
    result = []
    for number in range(1, TASKS + 1):
        groups = (1,) if number % 8 == 0 else (0, 1) if number % 6 == 0 else (0, 1, 2)
        month = number % 9 + 3
        last = datetime.date(YEAR, month + 1, 1) - datetime.timedelta(1)
        clause = (f"by {last.isoformat()}", "each quarter", "within 20wd of 信息形成")[number % 3]
        result.append((number, THEMES[number % len(THEMES)], groups, clause))
    return result


def log(job):
    """Writes one file of the log; gives rows, bytes and spoiled rows."""
    path, seed, rows, pool, dirt = job
    dice = random.Random(seed)
    pick, chance = dice.choice, dice.random
    duties = [[task for task in tasks() if group in task[2]] for group in range(3)]
    recent, spoiled, size = [], 0, 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        lines = [LOG]
        for row in range(rows):
            if recent and chance() < 0.003:
                lines.append(pick(recent))
            else:
                unit, group = pick(pool)
                number, theme, _, clause = pick(duties[group])
                formed = int(chance() * 380) + 40
                day = formed + int(chance() * chance() * 30) + (40 if chance() < 0.02 else 0)
                serial = seed * 1_000_003 + row
                date, task, rest = ISO[day], str(number), ""
                if dirt and chance() * 1_000_000 < dirt:
                    spoiled += 1
                    sort = spoiled % 5
                    if sort == 0: date = POINTS[day]
                    elif sort == 1: date = "待定"
                    elif sort == 2: unit = "名录外的单位"
                    elif sort == 3: task = f"第{number}项"
                    else: rest = ",多,列"
                style = serial % 10
                if style < 4: title = f'"{theme}情况公告,第{serial}号"'
                elif style < 9: title = f"关于{theme}有关情况的公示（第{serial}期）"
                else: title = f'"关于""{theme}""落实情况的通报{serial}"'
                url = f"http://www.example.gov.cn/art/{PATHS[day]}/art_{number}_{serial}.html" if serial % 100 else ""
                ending = ISO[day + 20] if style == 7 and day < 480 else ""
                event = "信息形成" if clause.startswith("within") else ""
                formed = ISO[formed] if event or chance() < 0.6 else ""
                lines.append(f"{date},{unit},{task},{KINDS[serial % 20]},{title},{url},{formed},{event},{ending},{rest}")
                if len(recent) < 64: recent.append(lines[-1])
                else: recent[serial & 63] = lines[-1]
            if len(lines) >= 20_000:
                size += file.write("\n".join(lines) + "\n")
                lines = []
        if lines: file.write("\n".join(lines) + "\n")
    return rows, os.path.getsize(path), spoiled


def table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(header + "\n")
        file.writelines(",".join(row) + "\n" for row in rows)


def registers(folder, listed):
    """Five requests and five findings a unit."""
    dice = random.Random(11)
    requests, findings = [], []
    for unit, _ in listed:
        for _ in range(5):
            received = dice.randrange(60, 420)
            answered = received + (dice.randrange(3, 20) if dice.random() > 0.05 else dice.randrange(35, 40))
            requests.append((f"{YEAR}-{len(requests) + 1:06d}", unit, dice.choice(APPLICANTS), ISO[received],
                             ISO[answered], dice.choice(RESULTS)))
            found = dice.randrange(65, 400)
            limit = found + 10
            done = "" if dice.random() < 0.05 else ISO[found + dice.randrange(1, 16)]
            findings.append((ISO[found], unit, "更新不及时", dice.choice(SEVERITIES), "栏目未按要求更新", ISO[limit], done))
    table(f"{folder}/inputs/依申请公开/登记簿.csv", "登记编号,单位,申请人类型,收到日期,答复日期,答复结果", requests)
    table(f"{folder}/inputs/日常检查/检查记录.csv", "检查日期,单位,问题类别,严重程度,问题描述,整改期限,整改日期", findings)


INDICATORS = """\
system: bench
title: 2022年政务公开考核指标
full: 100
rounding: {places: 2, at: indicator}
ranking: {within: group, ties: shared}
not_applicable: renormalise
grades: [{name: 优秀, from: 90}, {name: 良好, from: 80}, {name: 合格, from: 60}, {name: 不合格, from: 0}]
indicators:
  - id: A
    name: 任务落实
    points: 60
    children:
      - {id: A1, name: 任务完成, points: 30, rule: {ratio: completion}}
      - {id: A2, name: 按时序推进, points: 30, rule: {ratio: on_time}}
  - id: B
    name: 依申请公开
    points: 20
    children:
      - {id: B1, name: 按期答复, points: 20, rule: {per_event: {of: request_late, deduct: 2}}}
  - id: C
    name: 日常检查
    points: 20
    children:
      - {id: C1, name: 检查问题, points: 10, rule: {per_event: {of: inspection, deduct: {一般: 0.5, 严重: 2, 重大: 5}}}}
      - {id: C2, name: 整改率, points: 10, rule: {ratio: rectification}}
"""

PIPELINE = """\
pipeline: NAME
title: 测速用2022年度政务公开考核与年度报告
jurisdiction: 测速县
publisher: 测速县人民政府办公室
year: 2022
as_of: 2023-01-31
effective_from: 2022-01-01
units: units.csv
plan: plan.csv
indicators: indicators.yaml
deadlines:
  first_day_counts: false
  continuous: {at_least: 1, per: quarter}
  undefined_period: {at_least: 1, per: half}
inputs:
  progress: ["inputs/进展日志/*"]
  requests: ["inputs/依申请公开/*"]
  inspections: ["inputs/日常检查/*"]
publication: {ranking_approval: ""}
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scale", choices=SCALES)
    parser.add_argument("folder")
    parser.add_argument("--dirt", type=int, default=0)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--files", type=int)
    given = parser.parse_args()
    count, rows, files = SCALES[given.scale]
    rows, files, folder = given.rows or rows, given.files or files, given.folder
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("进展日志", "依申请公开", "日常检查"): os.makedirs(f"{folder}/inputs/{name}")
    listed = units(count)
    table(f"{folder}/units.csv", "单位,分组", [(name, GROUPS[group]) for name, group in listed])
    table(f"{folder}/plan.csv", "任务编号,主题,工作任务,责任单位,时限要求,责任单位核定,时限核定",
          [(str(number), theme, f"做好{theme}信息公开（第{number}项）", "、".join(GROUPS[g] for g in groups), clause,
            "；".join(GROUPS[g] for g in groups), clause) for number, theme, groups, clause in tasks()])
    # A pipeline bears the name of its folder.
    pipeline = PIPELINE.replace("NAME", os.path.basename(os.path.abspath(folder)))
    for name, text in (("indicators.yaml", INDICATORS), ("pipeline.yaml", pipeline)):
        with open(f"{folder}/{name}", "w", encoding="utf-8") as file: file.write(text)
    registers(folder, listed)
    jobs = []
    for index in range(files):
        # Many files: each comes from a few counties, as when every county sends its own.
        low, high = (count * index // files, count * (index + 1) // files) if files > 12 else (0, count)
        share = rows // files + (index < rows % files)
        jobs.append((f"{folder}/inputs/进展日志/第{index + 1:03d}批.csv", index + 1, share, listed[low:high], given.dirt))
    with multiprocessing.Pool() as pool: made = pool.map(log, jobs, chunksize=1)
    facts = {"units": count, "rows": sum(m[0] for m in made), "bytes": sum(m[1] for m in made),
             "spoiled": sum(m[2] for m in made), "files": files, "dirt": given.dirt}
    with open(f"{folder}.json", "w", encoding="utf-8") as file: json.dump(facts, file)
    print(f"{folder}: {facts}")


if __name__ == "__main__":
    main()
