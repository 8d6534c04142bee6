import Disclosure

/// The progress log as the units' files have it: spelt in many ways, with the mistakes that people make.
struct ProgressFiles {
  private let county: SampleCounty
  private var quarters: [[[SampleCell]]] = [[], [], [], []]
  private var late: [[SampleCell]] = []

  /// The four quarterly tables and the one handed in afterwards.
  init(_ county: SampleCounty, log: [ProgressRow]) {
    self.county = county
    var random = county.random("progress/files")
    for row in log {
      let cells = cells(row, random: &random)
      // What was handed in afterwards comes as a workbook.
      if row.date.year == 2022, random.chance(24) {
        late.append(dated(cells, row))
      } else {
        quarters[row.date.year > 2022 ? 3 : row.date.quarter - 1].append(cells)
      }
    }
    addMistakes(log, random: &random)
  }

  /// 第一季度 to 第四季度.
  var tables: [SampleTable] {
    quarters.enumerated().map { index, rows in
      var table = SampleTable(Self.headers[index])
      table.rows = rows
      if index == 2 {
        for line in table.rows.indices where !table.rows[line].isEmpty {
          table.rows[line].append(.text(line % 5 == 0 ? "部门转载" : "本单位发布"))
        }
      }
      return table
    }
  }

  /// 补报.
  var lateTable: SampleTable {
    var table = SampleTable(Self.headers[0])
    table.rows = late
    return table
  }

  private static let headers = [
    "公开日期 单位 任务编号 事项类型 标题 网址 信息形成日期 触发事由 结束日期 渠道 备注",
    "发布日期 发布机构 任务序号 事项类型 标题 链接 成文日期 触发事由 结束日期 渠道 备注",
    "公开日期 单位 任务编号 事项类型 标题 网址 信息形成日期 触发事由 结束日期 渠道 备注 信息来源",
    "公开日期 单位 任务编号 事项类型 标题 网址 信息形成日期 触发事由 结束日期 渠道 备注",
  ]

  private func cells(_ row: ProgressRow, random: inout SplitMix64) -> [SampleCell] {
    let unit = county.units[row.unit]
    let name = random.chance(row.unit % 3 == 0 ? 80 : 700) ? unit.short : unit.name
    return [
      .text(spelt(row.date, by: row.unit)), .text(name), .text(row.task),
      .text(row.kind.rawValue), .text(row.title), .of(row.url),
      .of(row.formed.map { spelt($0, by: row.unit) } ?? ""), .of(row.trigger),
      .of(row.until?.iso ?? ""), .text(row.channel), .text(SampleCounty.mark),
    ]
  }

  /// Every office has its own way of writing a day.
  private func spelt(_ day: PlainDate, by unit: Int) -> String {
    let parts = day.parts
    return switch unit % 9 {
    case 3: "\(parts.year)/\(parts.month)/\(parts.day)"
    case 5: "\(parts.year).\(parts.month).\(parts.day)"
    case 7: day.chinese
    case 8: String(parts.year * 10_000 + parts.month * 100 + parts.day)
    default: day.iso
    }
  }

  private func dated(_ cells: [SampleCell], _ row: ProgressRow) -> [SampleCell] {
    var cells = cells
    cells[0] = .date(row.date)
    cells[6] = .of(row.formed)
    cells[8] = .of(row.until)
    cells[2] = .number(Int(row.task) ?? 0)
    return cells
  }

  // MARK: Mistakes, listed in the pipeline's README.md

  private mutating func addMistakes(_ log: [ProgressRow], random: inout SplitMix64) {
    // Repeats come first, so that no other mistake is repeated.
    addDuplicates(random: &random)
    for (unit, quarter) in [
      ("县安监局", 0), ("县国土资源局", 0), ("县旅游局", 1), ("沂源县教体", 1), ("县住建委", 2), ("示例集团", 3),
    ] { insert(quarter, [1: .text(unit)], random: &random) }
    for (date, quarter) in [
      ("2022-02-30", 0), ("2022年13月1日", 1), ("22.5.3", 1), ("五月初", 1), ("2022-8-", 2),
      ("第四季度", 3),
    ] { insert(quarter, [0: .text(date)], random: &random) }
    for (date, quarter) in [
      ("3月8日", 0), ("5月20日", 1), ("5月20日", 1), ("6月1日", 1), ("8月15日", 2), ("9月9日", 2),
      ("11月3日", 3), ("12月1日", 3),
    ] { insert(quarter, [0: .text(date)], random: &random) }
    for (task, quarter) in [("64", 1), ("三十七", 2), ("A12", 3)] {
      insert(quarter, [2: .text(task)], random: &random)
    }
    for (kind, quarter) in [("通知公告", 0), ("图解", 1), ("工作动态", 2), ("公示", 3)] {
      insert(quarter, [3: .text(kind)], random: &random)
    }
    insert(1, [4: .empty, 5: .empty], random: &random)
    insert(2, [1: .empty], random: &random)
    // Full width, which is read.
    insert(1, [0: .text("２０２２-０６-１５"), 2: .text("５４")], unit: "县科技局", random: &random)
    insert(2, [2: .text("３７")], unit: "县审计局", random: &random)
    insert(3, [1: .text("县 财 政 局")], unit: "县财政局", random: &random)
    // Tasks the unit does not have.
    for number in 0..<24 {
      let unit = county.units.filter(\.isLocal)[number % 13]
      insert(number % 4, [1: .text(unit.short), 2: .text(String(2 + number))], random: &random)
    }
    // Days outside the year, which are accepted and not used.
    for date in ["2021-12-28", "2021-12-30", "2021-12-31"] {
      insert(0, [0: .text(date)], random: &random)
    }
    for date in ["2023-01-04", "2023-01-09", "2023-01-18"] {
      insert(3, [0: .text(date)], random: &random)
    }
    for quarter in [0, 1, 1, 2, 3, 3] {
      quarters[quarter].insert([], at: 40 + random.below(quarters[quarter].count - 60))
    }
    // Formed after it was published: cannot be judged.
    for (row, quarter) in zip(
      log.filter { $0.task == "22" && $0.date.quarter == 2 }.prefix(3), [1, 1, 1])
    {
      var cells = cells(row, random: &random)
      cells[6] = .text(row.date.adding(days: 9).iso)
      cells[5] = .text("http://www.example.gov.cn/art/2022/6/1/art_9_\(row.serial).html")
      quarters[quarter].append(cells)
    }
  }

  /// Puts in a copy of a row with an address of its own and some cells changed.
  private mutating func insert(
    _ quarter: Int, _ changes: [Int: SampleCell], unit short: String? = nil,
    random: inout SplitMix64
  ) {
    let rows = quarters[quarter]
    let names = short.map { name in
      county.units.first { $0.short == name }.map { [$0.short, $0.name] } ?? []
    }
    let candidates = rows.indices.filter { index in
      guard rows[index].count > 10, case .text = rows[index][5] else { return false }
      return names.map { $0.contains(rows[index][1].plain) } ?? true
    }
    let source = random.pick(candidates, or: 0)
    guard rows.indices.contains(source) else { return }
    var cells = rows[source]
    cells[5] = .text("http://www.example.gov.cn/art/bu/art_\(900_000 + random.below(90_000)).html")
    for (column, cell) in changes { cells[column] = cell }
    quarters[quarter].insert(cells, at: source + 1)
  }

  /// Repeats, most of them the same in every cell, one by one and across files.
  private mutating func addDuplicates(random: inout SplitMix64) {
    for number in 0..<46 {
      let quarter = number % 4
      let source = 20 + random.below(quarters[quarter].count - 40)
      var cells = quarters[quarter][source]
      guard cells.count > 10 else { continue }
      if number % 8 == 7 { cells[3] = .text(EntryKind.other.rawValue) }
      if number % 6 == 5 { cells[10] = .text("示例数据；重复报送") }
      quarters[quarter].insert(cells, at: source + 1 + random.below(12))
    }
  }
}
