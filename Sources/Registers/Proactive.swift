package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 主动公开数据: the figures of table 2.
  package static let proactive = InputKind(
    "proactive", "主动公开数据", [.collected, .statutory, .feedsReport], sender: .units,
    repeats: .otherwise,
    entrySheet: EntrySheet(name: "主动公开", spareRows: 0, advice: "十项数字都要填，没有的填0。"),
    columns: [
      .must("单位", filled: true, prefilled: true, from: .unit), .may("条款", prefilled: true),
      .must("信息内容", holds: .long, filled: true, prefilled: true),
      .must("指标", holds: .long, filled: true, prefilled: true),
      .must("数值", holds: .amount, filled: true, hint: "没有的填0，不要留空。"),
    ])
}

/// One cell of table 2 as registered by a unit.
package struct ProactiveFigure: Hashable, Sendable {
  package var unit: Int
  /// 信息内容: 规章, 行政规范性文件, 行政许可 and so on.
  package var content: String
  /// 指标: 本年制发件数 and so on.
  package var measure: String
  package var value: Exact
  package var location: SourceLocation

  package init(unit: Int, content: String, measure: String, value: Exact, location: SourceLocation)
  {
    self.unit = unit
    self.content = content
    self.measure = measure
    self.value = value
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads figures of table 2; `seen` holds the cells of earlier files.
  package func proactive(_ content: FileContent, file: String, seen: inout Set<String>)
    -> IntakeResult<ProactiveFigure>
  {
    var cells = seen
    let known = context.proactiveCells.map {
      (
        content: TextFolding.foldHeaderWithoutRemarks($0.content),
        measure: TextFolding.foldHeaderWithoutRemarks($0.measure), cell: $0
      )
    }
    let result = read(.proactive, content, file: file) { row -> ProactiveFigure? in
      let unit = row.requiredUnit("单位")
      let information = row.required("信息内容")
      let measure = row.required("指标")
      let value = row.requiredDecimal("数值")
      let contentKey = TextFolding.foldHeaderWithoutRemarks(information)
      let measureKey = TextFolding.foldHeaderWithoutRemarks(measure)
      let match = known.first { $0.content == contentKey && $0.measure == measureKey }?.cell
      if match == nil, !information.isEmpty, !measure.isEmpty {
        let allowed = known.filter { $0.content == contentKey }.map(\.cell.measure)
        row.note(
          .proactiveCellUnknown, "指标", found: "“\(information)”的“\(measure)”不是第二部分表格的栏目",
          expected: allowed.isEmpty ? nil : "“\(information)”只有：\(allowed.joined(separator: "、"))")
      }
      if let value, let match {
        if value.isNegative, !match.isSigned {
          row.note(.numberNegative, "数值", found: "“数值”填的是\(value.text)")
        } else if value.integer == nil, match.isWhole {
          row.note(.numberNotWhole, "数值", found: "“数值”填的是\(value.text)，件数应为整数")
        }
      }
      guard let unit, let match, let value, !row.isQuarantined else { return nil }
      guard cells.insert("\(unit)/\(match.key)").inserted else {
        row.note(.proactiveCellRepeated, "指标", found: "“\(match.key)”本单位已填过一次")
        return nil
      }
      return ProactiveFigure(
        unit: unit, content: match.content, measure: match.measure, value: value,
        location: row.location)
    }
    seen = cells
    return result
  }
}

extension ProactiveFigure: RegisterRecord {
  package static let inputKind = InputKind.proactive
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<ProactiveFigure> {
    intake.proactive(content, file: file, seen: &seen)
  }
}
