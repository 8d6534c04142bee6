import Disclosure
package import ReportDocument
import Statutory

extension CheckedReport {
  /// What is told of reports: a list of several, what is broken in each, and the verdict.
  package static func document(_ reports: [CheckedReport]) -> TextDocument {
    var blocks: [TextBlock] = []
    if reports.count > 1 { blocks.append(.table(list(of: reports))) }
    for report in reports where report.standing != .refused && report.standing != .undecided {
      blocks += report.blocks(isAlone: reports.count == 1)
    }
    for verdict in verdicts(of: reports) { blocks.append(.line(verdict)) }
    return TextDocument(fileName: "校验.txt", blocks: blocks)
  }

  private static func list(of reports: [CheckedReport]) -> TextTable {
    TextTable(
      caption: "共\(reports.count)份报告",
      columns: [
        .init("报告"), .init("结果"), .init("格式"), .init("成立", .right), .init("不成立", .right),
        .init("无法判断", .right),
      ],
      rows: reports.map { report in
        let form = report.check.form
        return [
          report.name, report.standing.label,
          form.name.replacing("格式", with: "") + (form.isSuperseded ? "（已废止）" : ""),
          String(report.check.count(.holds)), String(report.check.count(.broken)),
          String(report.check.count(.unknown)),
        ]
      })
  }

  /// Of several reports only what is broken is told; one alone is told in full.
  private func blocks(isAlone: Bool) -> [TextBlock] {
    let shown = check.identities.filter { isAlone || $0.verdict == .broken }
    guard !shown.isEmpty else { return [] }
    var blocks: [TextBlock] = [
      .heading(name),
      .line("格式：\(check.form.label)\(check.form.isSuperseded ? "，已废止" : "")"),
      .table(Self.table(of: shown)),
    ]
    for identity in Identity.allCases.filter(\.stopsPublication)
    where shown.contains(where: { $0.identity == identity }) {
      blocks.append(.line("\(identity.rawValue)：\(identity.statement)"))
    }
    for total in check.categoryTotals {
      blocks.append(
        .line(
          "参考：\(total.column)列各类合计\(total.left?.text ?? "未知")，总计\(total.right?.text ?? "未知")，\(total.verdict.label)"
        ))
    }
    return blocks
  }

  private static func table(of identities: [IdentityRecord]) -> TextTable {
    TextTable(
      caption: "逻辑校验",
      columns: [
        .init("编号"), .init("项目", atMost: 24), .init("左边", .right), .init("右边", .right),
        .init("结论"),
      ],
      rows: identities.map { record in
        [
          record.id, record.item, record.left?.text ?? "未知", record.right?.text ?? "未知",
          record.verdict.label,
        ]
      })
  }

  private static func verdicts(of reports: [CheckedReport]) -> [String] {
    if reports.count == 1, let standing = reports.first?.standing { return [standing.verdict] }
    return Standing.allCases.compactMap { standing in
      let count = reports.count { $0.standing == standing }
      return count > 0 ? "\(count)份：\(standing.verdict)" : nil
    }
  }
}
