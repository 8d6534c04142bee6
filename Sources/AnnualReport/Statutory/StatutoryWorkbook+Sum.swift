import Diagnostics
package import ReportDocument
package import Statutory

/// What the workbook of a city or province says of the sum of its members' tables, where each member stands as a unit does
/// in a county.
extension StatutoryWorkbook {
  /// The official tables of the sum, the same as data, and each member's part; `leftOut` names members that the sum goes without.
  package static func sumSheets(
    _ result: StatutoryResult, settings: ReportSettings, leftOut: [String]
  ) -> [SheetDocument] {
    let content = StatutoryWorkbookContent(result, settings: settings)
    let names = leftOut.joined(separator: "、")
    var sheets = forms(content)
    sheets += [
      data(content),
      byUnit(
        content, name: "分成员", title: "各成员的法定数据",
        notes: ["各列为该成员汇总后的数字；成员有未知的格，汇总数也未知。"]
          + (leftOut.isEmpty ? [] : ["\(names)的数据阻断，已豁免，不计入汇总数。"]),
        heading: "成员", showsGroup: false),
      unitData(
        content, name: "分成员数据", title: "各成员数据（一格一行）", heading: "成员", showsSource: false),
    ]
    for index in sheets.indices {
      sheets[index].mark = settings.mark
      // A sum that is printed alone must say what it lacks; its formulas count on the number of notes.
      if index < formSheets.count, !leftOut.isEmpty, let title = sheets[index].notes.first {
        sheets[index].notes[0] = "\(title)（不含\(names)）"
      }
    }
    return sheets
  }

  /// The sum against what was published before (I7), and everything else that does not hold.
  package static func sumIdentities(_ result: StatutoryResult) -> DataTable {
    let listed = result.identities.filter {
      $0.verdict == .broken || $0.verdict == .unknown
        || ($0.identity == .unitsAddUp && $0.verdict == .holds)
    }.ordered()
    return identityTable("勾稽", listed, emptyText: "（各项均成立或不适用）") {
      $0.identity == .unitsAddUp ? "本级已公布数" : "成员汇总数"
    }
  }
}
