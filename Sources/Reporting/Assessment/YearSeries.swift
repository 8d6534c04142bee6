package import Disclosure
package import ReportDocument
package import Scoring

/// The same units over several years, or under several sets of rules, side by side.
package struct YearSeries: Sendable {
  /// The name of the workbook.
  package static let fileName = "历年比较.xlsx"

  /// A unit in one of the years.
  struct Point: Sendable, Hashable {
    let total: Exact?
    let rank: Int?
    let grade: String?
  }

  /// A unit through all years; nil where it was not assessed.
  struct Line: Sendable {
    let unit: String
    let group: String
    let points: [Point?]

    /// The first and the last total that is known.
    var ends: (first: Exact, last: Exact)? {
      let known = points.compactMap { $0?.total }
      guard known.count > 1, let first = known.first, let last = known.last else { return nil }
      return (first, last)
    }
  }

  /// What the years are called, in their order.
  let names: [String]
  let lines: [Line]
  let decimals: Int

  /// Puts years side by side; units stand in the order of the last year, then those that only earlier years have.
  package init(_ years: [(name: String, result: AssessmentResult)]) {
    names = Self.distinct(years.map(\.name))
    decimals = years.map(\.result.system.rounding.decimals).max() ?? 2
    var groups: [String: String] = [:]
    var order: [String] = []
    for (_, result) in years.reversed() {
      for unit in result.units where groups[unit.unit.name] == nil {
        groups[unit.unit.name] = unit.unit.group
        order.append(unit.unit.name)
      }
    }
    let byName = years.map { _, result in
      Dictionary(
        result.units.map {
          (
            $0.unit.name,
            Point(total: $0.score.total, rank: $0.score.rank, grade: $0.score.grade)
          )
        }, uniquingKeysWith: { first, _ in first })
    }
    lines = order.map { unit in
      Line(unit: unit, group: groups[unit] ?? "", points: byName.map { $0[unit] })
    }
  }

  /// Names that differ: 2021年, 2022年; the same year under other rules gets a number.
  private static func distinct(_ names: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return names.map { name in
      seen[name, default: 0] += 1
      let number = seen[name] ?? 1
      return number == 1 ? name : "\(name)（\(number)）"
    }
  }

  /// Mean totals of a group, or of all, a year each; nil where nobody has a total.
  func means(of group: String?) -> [Exact?] {
    names.indices.map { year in
      let totals = lines.filter { group == nil || $0.group == group }
        .compactMap { $0.points[year]?.total }
      return totals.isEmpty ? nil : totals.reduce(.zero, +) / Exact(totals.count)
    }
  }

  /// The groups, in the order of the units.
  var groups: [String] {
    var seen: Set<String> = []
    return lines.map(\.group).filter { seen.insert($0).inserted }
  }

  /// Totals as a row of blocks, the lowest of all years and units at the foot.
  func spark(_ line: Line) -> String {
    let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let all = lines.flatMap { $0.points.compactMap { $0?.total } }
    guard let least = all.min(), let most = all.max() else { return "" }
    return String(
      line.points.map { point -> Character in
        guard let total = point?.total else { return "·" }
        guard most > least else { return blocks[3] }
        let step = ((total - least) / (most - least) * Exact(blocks.count - 1)).rounded(decimals: 0)
        return blocks[min(blocks.count - 1, max(0, step.integer ?? 0))]
      })
  }

  // MARK: Text

  /// The series for a terminal: means of the groups, then each unit.
  package func textLines() -> [String] {
    var text = ["\(names.joined(separator: " → "))：\(lines.count)个单位"]
    func shown(_ value: Exact?) -> String {
      value.map { $0.rounded(decimals: decimals).fixed(decimals: decimals) } ?? "—"
    }
    for group in groups {
      text.append("\(group)平均分：\(means(of: group).map(shown).joined(separator: " → "))")
    }
    for line in lines {
      let scores = line.points.map { point in
        shown(point?.total) + (point?.rank.map { "（第\($0)名）" } ?? "")
      }
      let change = line.ends.map { ends -> String in
        let change = ends.last - ends.first
        let value = (change.isNegative ? -change : change).rounded(decimals: decimals)
        return change.isZero
          ? "，持平" : "，\(change.isNegative ? "减" : "加")\(value.fixed(decimals: decimals))"
      }
      text.append(
        "\(spark(line)) \(line.unit)（\(line.group)）：\(scores.joined(separator: " → "))\(change ?? "")"
      )
    }
    return text
  }

  // MARK: Workbook

  /// The series as a workbook: means with a line chart, and every unit.
  package func document(author: String, created: PlainDate, notice: String) -> WorkbookDocument {
    let span =
      names.count > 1 ? "\(names.first ?? "")至\(names.last ?? "")" : names.first ?? ""
    return WorkbookDocument(
      fileName: Self.fileName, title: "政务公开考核历年比较（\(span)）", author: author,
      created: created.document, sheets: [overview(span, notice), units(span, notice)])
  }

  private func overview(_ span: String, _ notice: String) -> SheetDocument {
    let groups = groups
    let means = groups.map { self.means(of: $0) } + [self.means(of: nil)]
    let heads = groups + (groups.contains("全部单位") ? [] : ["全部单位"])
    let names = names
    let decimals = decimals
    let columns =
      [TableColumn("year", "年度", .label, width: .fixed(14))]
      + heads.enumerated().map {
        TableColumn(
          "g\($0.offset)", "\($0.element)平均分", .figure, .decimals(decimals), width: .fixed(14))
      }
    let shown = Array(means.prefix(heads.count))
    let table = DataTable(
      name: "历年平均分", columns: columns,
      rows: ComputedRows(count: names.count) { year, row in
        row.append(text: names[year])
        for mean in shown {
          if let value = mean[year] {
            row.append(exact: value.rounded(decimals: decimals), decimals: decimals)
          } else {
            row.append(blank: .unknown)
          }
        }
      })
    return SheetDocument(
      name: "历年平均分", title: "政务公开考核历年平均分（\(span)）",
      notes: ["各年成绩按各年的办法计算；办法不同的年度之间，分数只供参考，名次更可比。", notice],
      blocks: [
        .table(table),
        .chart(
          Chart(
            .line, title: "各组平均分", categoryTitle: "年度", valueTitle: "平均分",
            alternativeText: "各组历年平均分的折线图，数据见上表。", table: "历年平均分", categories: "year",
            series: heads.enumerated().map { ChartSeries($0.element, values: "g\($0.offset)") })),
      ], print: PrintSetup(isLandscape: true))
  }

  private func units(_ span: String, _ notice: String) -> SheetDocument {
    let (names, lines, decimals) = (names, lines, decimals)
    var columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 16, atMost: 26)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 12)),
    ]
    for (year, name) in names.enumerated() {
      columns += [
        TableColumn("s\(year)", "\(name)得分", .figure, .decimals(decimals), width: .fixed(10)),
        TableColumn("r\(year)", "\(name)名次", .label, .integer, width: .fixed(8)),
      ]
    }
    columns += [
      TableColumn("change", "首尾得分变化", .figure, .signedHundredths, width: .fixed(10)),
      TableColumn("moved", "首尾名次变化", .label, .rankChange, width: .fixed(14)),
      TableColumn("spark", "走势", .label, width: .fixed(10)),
    ]
    let sparks = lines.map(spark)
    let rows = ComputedRows(count: lines.count) { index, row in
      let line = lines[index]
      row.append(text: line.unit)
      row.append(text: line.group)
      for point in line.points {
        if let total = point?.total {
          row.append(exact: total, decimals: decimals)
        } else {
          row.append(blank: point == nil ? .none : .unknown)
        }
        if let rank = point?.rank { row.append(rank) } else { row.append(blank: .none) }
      }
      if let ends = line.ends {
        row.append((ends.last - ends.first).figure(decimals: decimals), nil, .signedHundredths)
      } else {
        row.append(blank: .none)
      }
      let ranks = line.points.compactMap { $0?.rank }
      if ranks.count > 1, let first = ranks.first, let last = ranks.last {
        row.append(first - last)
      } else {
        row.append(blank: .none)
      }
      row.append(text: sparks[index])
    }
    return SheetDocument(
      name: "各单位", title: "各单位历年成绩（\(span)）",
      notes: ["名次为各年本组内名次；上升为正，下降为负。走势一年一格，越高分数越高，“·”表示该年没有成绩。", notice],
      blocks: [.table(DataTable(name: "各单位历年成绩", columns: columns, rows: rows))],
      freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
  }
}
