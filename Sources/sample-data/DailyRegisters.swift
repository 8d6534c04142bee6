import Disclosure

/// Letters, proposals, findings and last year's open tasks.
struct DailyRegisters {
  let county: SampleCounty

  /// 政民互动.
  var letters: SampleTable {
    var table = SampleTable(
      "单位 来件日期 渠道 类别 答复日期 是否公开 备注", preface: [["政民互动来信登记（\(SampleCounty.mark)）"]])
    var random = county.random("letters")
    let weights = county.units.map { $0.requests * 3 + 6 }
    var rows: [(PlainDate, [SampleCell])] = []
    for _ in 0..<640 {
      let unit = county.units[random.weighted(weights)]
      let received = random.pick(county.calendar.days, or: SampleCounty.asOf)
      let isLate = random.chance(20 + (1000 - unit.quality) * 8 / 10)
      var answered: PlainDate? = county.calendar.later(
        received, isLate ? random.from(6, 12) : random.from(1, 5))
      if isLate, random.chance(150) { answered = nil }
      rows.append(
        (
          received,
          [
            .text(unit.short), .date(received),
            .text(random.pick(["县长信箱", "网上留言", "热线转办", "来信"], or: "来信")),
            .text(random.pick(["咨询", "求助", "投诉", "建议"], or: "咨询")), .of(answered),
            .text(random.chance(620) ? "是" : "否"), .text(SampleCounty.mark),
          ]
        ))
    }
    table.rows = rows.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
    return table
  }

  /// 建议提案.
  var proposals: SampleTable {
    var table = SampleTable(
      "单位 编号 类别 办理结果 答复日期 是否公开 备注", preface: [["建议提案办理情况（\(SampleCounty.mark)）"]])
    var random = county.random("proposals")
    let units = county.units.indices.filter {
      !county.units[$0].isLocal && county.units[$0].volume > 60 && !county.units[$0].vertical
    }
    for index in 0..<176 {
      let isDeputies = index < 92
      let unit = county.units[random.pick(units, or: 0)]
      let days = county.calendar.days(
        in: DayRange(first: SampleCounty.day(4, 6), last: SampleCounty.day(9, 28)))
      table.rows.append([
        .text(unit.short), .text(isDeputies ? "示例建议\(index + 1)号" : "示例提案\(index - 91)号"),
        .text(isDeputies ? "人大建议" : "政协提案"),
        .text(["A", "B", "C", "D"][random.weighted([70, 22, 7, 1])]),
        .date(random.pick(days, or: SampleCounty.asOf)), .text(random.chance(900) ? "是" : "否"),
        .text(SampleCounty.mark),
      ])
    }
    return table
  }

  /// 日常检查.
  var inspections: SampleTable {
    var table = SampleTable(
      "检查日期 单位 问题类别 严重程度 问题描述 整改期限 整改日期 网址 备注",
      preface: [["政务公开日常检查通报问题（\(SampleCounty.mark)）"]])
    var random = county.random("inspections")
    var rows: [(PlainDate, [SampleCell])] = []
    for (index, unit) in county.units.enumerated() {
      let fault = 1000 - unit.quality
      for _ in 0..<(1 + random.below(2) + fault / 24) {
        let date = random.pick(county.calendar.days, or: SampleCounty.asOf)
        let kind = random.pick(Self.problems, or: ("链接失效", "栏目内链接不能打开"))
        let isMended = !random.chance(fault * 14 / 10)
        let due = county.calendar.later(date, 10)
        let isLate = random.chance(fault * 15 / 10)
        var mended: PlainDate? = county.calendar.later(
          date, isLate ? random.from(11, 24) : random.from(1, 9))
        if !isMended || (mended ?? due) > SampleCounty.asOf { mended = nil }
        let severity = random.chance(fault) ? "严重" : random.chance(120) ? "" : "一般"
        rows.append(
          (
            date,
            [
              .date(date), .text(unit.short), .text(kind.category), .of(severity),
              .text(kind.problem + "（示例）"), .date(due), .of(mended),
              .text("http://www.example.gov.cn/col/col\(3000 + index)/index.html"),
              .text(SampleCounty.mark),
            ]
          ))
      }
    }
    for (short, category, problem, date) in Self.grave {
      let day = SampleCounty.day(date.0, date.1)
      rows.append(
        (
          day,
          [
            .date(day), .text(short), .text(category), .text("重大"), .text(problem + "（示例）"),
            .date(county.calendar.later(day, 3)), .date(county.calendar.later(day, 2)),
            .text("http://www.example.gov.cn/col/col2999/index.html"), .text(SampleCounty.mark),
          ]
        ))
    }
    table.rows = rows.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
    return table
  }

  private static let problems: [(category: String, problem: String)] = [
    ("信息更新不及时", "专栏两个月没有更新"), ("信息更新不及时", "会议公开栏目上季度没有新内容"), ("链接失效", "栏目内链接不能打开"),
    ("链接失效", "附件链接指向空页面"), ("内容错误", "正文有错别字"), ("内容错误", "成文日期与发布日期颠倒"),
    ("栏目空白", "子栏目没有内容也没有说明"), ("解读材料缺失", "规范性文件没有关联解读"), ("信息放错栏目", "工作动态放入政策文件栏目"),
    ("附件不可用", "附件只有扫描图片，不能检索"),
  ]
  private static let grave: [(String, String, String, (Int, Int))] = [
    ("县综合行政执法局", "泄露个人隐私", "公示表未隐去当事人信息", (8, 11)),
    ("石桥镇", "严重表述错误", "机构名称表述错误", (9, 20)),
  ]

  /// 上年遗留.
  var carryover: SampleTable {
    var table = SampleTable(
      "年度 单位 任务编号 工作任务 整改日期 备注", preface: [["2021年要点未完成任务清单（\(SampleCounty.mark)）"]])
    var random = county.random("carryover")
    for unit in county.units {
      let fault = 1000 - unit.quality
      let count = (random.chance(550) ? 1 : 0) + (fault > 70 ? random.below(2) : 0)
      for _ in 0..<count {
        let task = random.from(1, 26)
        let days = county.calendar.days(
          in: DayRange(first: SampleCounty.day(3, 1), last: SampleCounty.day(6, 30)))
        var mended: PlainDate? = random.pick(days, or: SampleCounty.asOf)
        if random.chance(fault * 2) {
          mended = random.chance(500) ? nil : SampleCounty.day(random.from(7, 11), 14)
        }
        table.rows.append([
          .number(2021), .text(unit.short), .number(task), .text("2021年要点第\(task)项（示例）"),
          .of(mended), .text(SampleCounty.mark),
        ])
      }
    }
    return table
  }
}
