import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  static let indicatorSheet = "指标得分"

  /// 总成绩: rank, total and grade, alive over 指标得分; progress where last year's scores are given.
  func totals() -> SheetDocument {
    let order = byRank()
    let hasPrevious = !context.previous.isEmpty
    let progress = hasPrevious ? progressRanks() : [:]
    let places = places
    let firstRow = SheetLayout(indicators()).places.first?.data.lowerBound ?? 0
    let scoreColumn = (scores.place["total"] ?? 0) + ScoreSheet.firstColumn
    let gradeColumn = scores.place["grade"].map { $0 + ScoreSheet.firstColumn }
    let fullKey = result.system.notApplicable == .drop ? "applicable" : "full"
    let fullColumn = (scores.place[fullKey] ?? 0) + ScoreSheet.firstColumn

    var columns = [
      TableColumn("rank", "名次", .label, .integer, width: .fixed(6)),
      TableColumn("unit", "单位", width: .computed(atLeast: 16, atMost: 30)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 16)),
      TableColumn("total", "总分", .figure, .decimals(places), width: .fixed(9), emphasis: .dataBar),
      TableColumn("grade", "等级", .label, width: .fixed(8)),
      TableColumn("full", "满分", .figure, width: .fixed(8)),
      TableColumn("lost", "失分", .figure, .decimals(places), width: .fixed(9)),
    ]
    if hasPrevious {
      columns += [
        TableColumn("before", "上年得分", .figure, .decimals(places), width: .fixed(9)),
        TableColumn("beforeRank", "上年名次", .label, .integer, width: .fixed(9)),
        TableColumn("change", "得分变化", .figure, .decimals(places), width: .fixed(9)),
        TableColumn("progress", "进步名次", .label, .integer, width: .fixed(9)),
      ]
    }
    columns.append(TableColumn("remark", "备注", width: .computed(atLeast: 6, atMost: 30)))

    let total = Formula.cell(column: 3)
    let rankFormula = rank(of: 3, group: 2)
    let changeFormula = Formula.choose(
      if: .isNumber(total) * .isNumber(.cell(column: 7)),
      then: .round(total - .cell(column: 7), places: places), else: .word(BlankReason.none))
    let progressFormula = hasPrevious ? rank(of: 9, group: 2) : nil
    let lostFormula = Formula.choose(
      if: .isNumber(total), then: .cell(column: 5) - total, else: .word(BlankReason.none))
    let result = result
    let scores = scores
    let previous = context.previous
    let rows = ComputedRows(count: order.count) { index, row in
      let unit = result.units[order[index]]
      let cells = scores.values(of: unit)
      let isLive = scores.reproduces(unit, cells)
      let sheetRow = Formula.Row.number(firstRow + order[index] + 1)
      func link(_ column: Int) -> Formula {
        .on(sheet: Self.indicatorSheet, .cell(column: column, row: sheetRow))
      }
      let score = unit.score
      if let rankFormula {
        row.append(rankFormula, cached: score.rank.map { .integer($0) } ?? .text("—"))
      } else if let rank = score.rank {
        row.append(rank)
      } else {
        row.append(blank: .none)
      }
      row.append(text: unit.unit.name)
      row.append(text: unit.unit.group)
      if isLive {
        let word = score.isApplicable ? BlankReason.unknown.word : BlankReason.notApplicable.word
        row.append(
          link(scoreColumn),
          cached: score.total.map { .decimal($0.figure(places: places)) } ?? .text(word))
      } else if let value = score.total {
        row.append(exact: value, places: places)
      } else {
        row.append(blank: score.isApplicable ? .unknown : .notApplicable)
      }
      if let gradeColumn, isLive {
        row.append(link(gradeColumn), cached: .text(score.grade ?? "—"))
      } else {
        row.append(text: score.grade ?? "—")
      }
      let mark = scores.place[fullKey].flatMap { cells[$0].number } ?? score.fullMark
      row.append(
        link(fullColumn), cached: .decimal(mark.figure(places: places)), nil,
        .decimals(mark.integer == nil ? 2 : 0))
      row.append(
        lostFormula,
        cached: score.total.map { .decimal((mark - $0).figure(places: places)) }
          ?? .text("—"))
      if hasPrevious {
        let before = previous[unit.unit.name]
        if let before {
          row.append(exact: before.score, places: places)
        } else {
          row.append(blank: .none)
        }
        if let rank = before?.rank { row.append(rank) } else { row.append(blank: .none) }
        let change = before.flatMap { old in score.total.map { $0 - old.score } }
        row.append(
          changeFormula,
          cached: change.map { .decimal($0.rounded(places: places).figure(places: places)) }
            ?? .text("—"))
        let place = progress[order[index]]
        if let progressFormula {
          row.append(progressFormula, cached: place.map { .integer($0) } ?? .text("—"))
        } else if let place {
          row.append(place)
        } else {
          row.append(blank: .none)
        }
      }
      row.append(text: Self.remark(unit.unit))
    }
    let within = result.system.ranking.within == .group ? "本组内" : "全部单位中"
    let ties = result.system.ranking.ties == .shared ? "同分并列，其后名次顺延（1、2、2、4）" : "同分并列，名次连续（1、2、2、3）"
    let table = DataTable(name: "总成绩", columns: columns, rows: rows)
    let chart = Chart(
      .bar, title: "各单位总分", categoryTitle: "单位", valueTitle: "总分",
      alternativeText: "各单位总分的条形图，数据见左侧总成绩表；最多画前60个单位。", table: "总成绩",
      categories: "unit", series: [ChartSeries("总分", values: "total")],
      valueFormat: .general)
    return sheet(
      "总成绩", "总成绩",
      notes: [
        "名次为\(within)名次，\(ties)。总分、名次、等级是公式：在“指标得分”中改动得分，这里随之重算。",
        context.gate.notice,
      ], blocks: [.table(table), .chart(chart)], freeze: 2)
  }

  /// The rank of a column's numbers among the unit's competitors; nil where it would cost too much to keep alive.
  private func rank(of column: Int, group: Int) -> Formula? {
    let own = Formula.cell(column: column)
    let all = Formula.lockedColumn(column)
    let groups = Formula.lockedColumn(group)
    let perGroup = result.system.ranking.within == .group
    let place: Formula
    switch result.system.ranking.ties {
    case .shared:
      var conditions: [(area: Formula, test: Formula)] = []
      if perGroup { conditions.append((groups, .cell(column: group))) }
      conditions.append((all, .above(own)))
      place = .integer(1) + .countIfs(conditions)
    case .dense:
      // Each higher score counts 1 in all, shared among the units that have it.
      guard result.units.count <= 400 else { return nil }
      var conditions: [(area: Formula, test: Formula)] = [(all, all)]
      if perGroup { conditions.append((groups, groups)) }
      var higher = Formula.isNumber(all) * all.isGreater(than: own)
      if perGroup { higher = higher * groups.equals(.cell(column: group)) }
      place = .integer(1) + .round(.sumOver(higher / .countIfs(conditions)), places: 0)
    }
    return .choose(if: .isNumber(own), then: place, else: .word(BlankReason.none))
  }

  /// Ranks of the change against last year, among those that have both scores.
  private func progressRanks() -> [Int: Int] {
    var fields: [String: [Int]] = [:]
    let perGroup = result.system.ranking.within == .group
    for (index, unit) in result.units.enumerated() {
      fields[perGroup ? unit.unit.group : "", default: []].append(index)
    }
    var found: [Int: Int] = [:]
    for members in fields.values {
      let changes = members.map { index -> Exact? in
        let unit = result.units[index]
        guard let total = unit.score.total, let old = context.previous[unit.unit.name] else {
          return nil
        }
        return (total - old.score).rounded(places: places)
      }
      for (member, place) in zip(members, ranks(changes, ties: result.system.ranking.ties)) {
        if let place { found[member] = place }
      }
    }
    return found
  }

  /// 指标得分: unit × indicator; everything after the leaves is a formula over them.
  func indicators() -> SheetDocument {
    let places = places
    var columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
      TableColumn("group", "分组", .label, width: .computed(atLeast: 8, atMost: 14)),
    ]
    for (index, column) in scores.columns.enumerated() {
      let isWord: Bool =
        switch column.kind {
        case .grade, .ceiling: true
        default: false
        }
      columns.append(
        TableColumn(
          "c\(index)", column.heading, isWord ? .label : .figure,
          isWord ? .general : format(column.kind), width: .fixed(11)))
    }
    let result = result
    let scores = scores
    let formats = scores.columns.map { format($0.kind) }
    let rows = ComputedRows(count: result.units.count) { index, row in
      let unit = result.units[index]
      let cells = scores.values(of: unit)
      let isLive = scores.reproduces(unit, cells)
      row.append(text: unit.unit.name)
      row.append(text: unit.unit.group)
      for (place, cell) in cells.enumerated() {
        let formula = isLive ? scores.columns[place].formula : nil
        switch (cell, formula) {
        case (.number(let value), nil):
          row.append(value.figure(places: places), nil, formats[place])
        case (.number(let value), let formula?):
          row.append(formula, cached: .decimal(value.figure(places: places)), nil, formats[place])
        case (.unknown, let formula?): row.append(formula, cached: .text("未知"), .absent)
        case (.unknown, nil): row.append(blank: .unknown)
        case (.notApplicable, let formula?): row.append(formula, cached: .text("不适用"), .absent)
        case (.notApplicable, nil): row.append(blank: .notApplicable)
        case (.word(let word), let formula?): row.append(formula, cached: .text(word))
        case (.word(let word), nil): row.append(text: word)
        case (.none, let formula?): row.append(formula, cached: .text("—"))
        case (.none, nil): row.append(blank: .none)
        }
      }
    }
    let rounding =
      result.system.rounding.at == .indicator
      ? "每项得分和总分各四舍五入，保留\(places)位小数" : "只在总分四舍五入，保留\(places)位小数"
    return sheet(
      Self.indicatorSheet, "指标得分",
      notes: [
        "可改动各项指标和加分项的得分，小计、总分、等级和“总成绩”随之重算。\(rounding)。",
        "“不适用”的指标：\(RuleWords.treatment(result.system.notApplicable))。“未知”表示有数据缺失，总分因此未知。",
      ], blocks: [.table(DataTable(name: "指标得分", columns: columns, rows: rows))], freeze: 1)
  }

  private func format(_ kind: ScoreSheet.Kind) -> NumberFormat {
    switch kind {
    case .full, .applicable: .general
    default: .decimals(places)
    }
  }
}
