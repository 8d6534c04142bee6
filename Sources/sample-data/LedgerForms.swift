import Disclosure
import ReportDocument

/// The ledgers (台账) in the form of the notice's third appendix, with the mistakes that people make in it.
struct LedgerForms {
  let county: SampleCounty
  let plan: PlanTitles

  /// Towns that made a ledger although the notice asks only departments for one.
  private static let willing = ["历山街道", "南麻街道", "东里镇", "悦庄镇", "鲁村镇", "中庄镇", "燕崖镇", "南鲁山镇", "经济开发区"]
  /// The unit whose file is an old .xls under the name of an .xlsx.
  static let renamed = "县信访局"

  /// The units that filed, as indices in units.csv.
  var filing: [Int] {
    county.reporting.filter { index in
      let unit = county.units[index]
      return unit.isLocal ? Self.willing.contains(unit.short) : true
    }
  }

  /// The name of a unit's file; the longest name is shortened as its clerk does.
  func fileName(of unit: UnitProfile) -> String {
    let name = unit.short.unicodeScalars.count > 20 ? unit.aliases.last ?? unit.short : unit.short
    return name + ".xlsx"
  }

  /// The ledger of a unit.
  func workbook(of index: Int) -> WorkbookDocument {
    let unit = county.units[index]
    var random = county.random("ledger/\(unit.short)")
    let reports = index % 3 != 1
    let named = unit.short == "县商务局"
    var page = LedgerPage(
      reports: reports, named: named,
      headings: ["序号", "工作任务", "工作举措", "时限要求", "单位分管领导", "责任科室"]
        + (reports ? ["完成情况", "完成日期", "佐证网址"] : []) + (named ? ["责任单位"] : []) + ["备注"])
    for topic in county.topics(of: unit) where !random.chance((1000 - unit.quality) / 2) {
      add(topic, unit: index, to: &page, random: &random)
    }
    addMistakes(&page, unit: unit)
    let notes =
      (named ? [] : [filed(unit, random: &random)]) + (reports ? ["首次报送后按季度更新完成情况。"] : [])
    let title = "\(unit.name)政务公开工作任务台账（\(SampleCounty.mark)）"
    return SampleWorkbook.book(
      fileName(of: unit), title: title,
      sheets: [
        SampleWorkbook.sheet(
          "台账", title: title, notes: notes, cells: page.cells,
          widths: [6, 26, 34, 30, 12, 12]
            + page.headings.dropFirst(6).map { $0 == "佐证网址" ? 30 : 12 },
          headingRows: 1)
      ])
  }

  /// A task with one or two measures; its number and title are one merged cell, as in the notice's form.
  private func add(
    _ topic: TaskTopic, unit index: Int, to page: inout LedgerPage, random: inout SplitMix64
  ) {
    guard let task = plan.tasks[topic.id] else { return }
    let unit = county.units[index]
    let count = 1 + random.below(2)
    let office = random.pick(["办公室", "法规科", "政务公开科", "业务科", "综合科"], or: "办公室")
    page.put(.integer(Int(topic.id) ?? 0, .formFigure), in: "序号", rows: count)
    page.put(task.title, in: "工作任务", rows: count)
    page.put("分管负责同志", in: "单位分管领导", rows: count)
    page.put(office, in: "责任科室", rows: count)
    for number in 0..<count {
      page.put(measure(topic, unit, number, &random), in: "工作举措")
      page.put(task.deadline, in: "时限要求")
      if page.reports { addReport(to: &page, unit: index, random: &random) }
      if page.named { page.put(unit.short, in: "责任单位") }
      page.put(SampleCounty.mark, in: "备注")
      page.row += 1
    }
  }

  private func filed(_ unit: UnitProfile, random: inout SplitMix64) -> String {
    let isLate = random.chance((1000 - unit.quality) * 2)
    let day =
      isLate ? SampleCounty.day(5, random.from(23, 27)) : SampleCounty.day(5, random.from(18, 20))
    let written = [day.iso, day.chinese, "\(day.year).\(day.month).\(day.day)"][random.below(3)]
    return "填报部门：\(random.chance(700) ? unit.short : unit.name)  填报日期：\(written)"
  }

  private func measure(
    _ topic: TaskTopic, _ unit: UnitProfile, _ number: Int, _ random: inout SplitMix64
  ) -> String {
    let subject = random.pick(topic.subjects.isEmpty ? unit.topics : topic.subjects, or: "信息公开")
    let first = [
      "明确专人负责\(subject)信息的收集、审核和发布。", "梳理\(subject)公开事项，逐项列出公开时间和栏目。", "按要求在政府网站公开\(subject)信息。",
    ]
    let second = [
      "每季度核对一次\(subject)栏目，缺项的当月补齐。", "将\(subject)公开情况列入科室月调度。", "对\(subject)信息发布前审查内容和附件。",
    ]
    return random.pick(number == 0 ? first : second, or: subject)
  }

  private func addReport(to page: inout LedgerPage, unit: Int, random: inout SplitMix64) {
    let isDone = random.chance(county.units[unit].quality - 120)
    page.put(isDone ? "已完成" : "推进中", in: "完成情况")
    guard isDone else { return }
    let half = county.calendar.days(in: PeriodLength.half.period(1, of: 2022))
    let day = random.pick(half, or: SampleCounty.asOf)
    page.put(.date(DocumentDay(dayNumber: day.dayNumber), .formLabel), in: "完成日期")
    if random.chance(600) {
      page.put("http://www.example.gov.cn/col/col\(3000 + unit)/index.html", in: "佐证网址")
    }
  }

  /// Rows that intake must set aside or warn of; see the pipeline's README.md.
  private func addMistakes(_ page: inout LedgerPage, unit: UnitProfile) {
    let cells: [String]
    switch unit.short {
    case "县科技局": cells = ["70", "已调整的任务", "按方案落实。", "长期坚持"]
    case "县水利局": cells = ["第五项", "黄河流域生态保护", "及时公开进展。", "长期坚持"]
    case "县统计局": cells = ["54", "信息公开专栏优化", "", "长期坚持"]
    case "中庄镇": cells = ["13", "收费目录公示", "在公开栏公示收费目录。", "动态调整"]
    case "县综合行政执法局":
      cells = ["５８", "领域事项标准目录评估完善", "评估城市管理领域目录。", "长期坚持"]
      page.put("已完成", in: "完成情况")
      page.put("6月中旬", in: "完成日期")
    case "县应急局": cells = ["６１", "主要负责人听取公开工作汇报", "年内安排一次专题汇报。", "年底前"]
    default: return
    }
    for (heading, text) in zip(page.headings, cells) where !text.isEmpty {
      page.put(text, in: heading)
    }
    page.put("分管负责同志", in: "单位分管领导")
    page.put("办公室", in: "责任科室")
    page.put(SampleCounty.mark, in: "备注")
  }
}

/// The cells of a ledger while it is filled in, row by row.
struct LedgerPage {
  /// True where the unit also reports what is done.
  let reports: Bool
  /// True where each row names the unit.
  let named: Bool
  let headings: [String]
  /// The row being filled; the headings are row 0.
  var row = 1
  private(set) var cells: [GridCell] = []

  init(reports: Bool, named: Bool, headings: [String]) {
    self.reports = reports
    self.named = named
    self.headings = headings
    for (column, heading) in headings.enumerated() {
      cells.append(GridCell(0, column, .text(heading, .formHeading)))
    }
  }

  /// Fills a cell of the row, merged with those below it where it stands for several.
  mutating func put(_ cell: Cell, in heading: String, rows: Int = 1) {
    guard let column = headings.firstIndex(of: heading) else { return }
    cells.append(GridCell(row, column, rowSpan: rows, cell))
  }

  /// Fills a cell with a text.
  mutating func put(_ text: String, in heading: String, rows: Int = 1) {
    put(.text(text, .formLabel), in: heading, rows: rows)
  }
}
