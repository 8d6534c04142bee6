import Disclosure
import ReportDocument
import Scoring

extension AssessmentBook {
  static let indicatorSheet = "指标得分"

  /// 指标得分: unit × indicator; everything after the leaves is a formula over them.
  func indicators() -> SheetDocument {
    let decimals = decimals
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
      for (index, cell) in cells.enumerated() {
        let formula = isLive ? scores.columns[index].formula : nil
        switch (cell, formula) {
        case (.number(let value), nil):
          row.append(value.figure(decimals: decimals), nil, formats[index])
        case (.number(let value), let formula?):
          row.append(
            formula, cached: .decimal(value.figure(decimals: decimals)), nil, formats[index])
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
      ? "每项得分和总分各四舍五入，保留\(decimals)位小数" : "只在总分四舍五入，保留\(decimals)位小数"
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
    default: .decimals(decimals)
    }
  }
}
