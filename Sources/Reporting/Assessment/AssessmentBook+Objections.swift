import Diagnostics
import Disclosure
import Registers
import ReportDocument
import Scoring

extension AssessmentBook {
  static let objectionSheet = "异议"

  /// 异议: what units wrote back, what the team decided, what it would change; nil where nothing came.
  func objections() -> SheetDocument? {
    let list = context.objections
    guard !list.isEmpty else { return nil }
    let result = result
    let context = context
    let decimals = decimals
    let columns = [
      TableColumn("unit", "单位", width: .computed(atLeast: 14, atMost: 24)),
      TableColumn("subject", "类别", .label, width: .fixed(7)),
      TableColumn("item", "事项", width: .fixed(44)),
      TableColumn("words", "单位意见", width: .fixed(36)),
      TableColumn("amount", "涉及分值", .figure, .decimals(decimals), width: .fixed(8)),
      TableColumn("effect", "采纳后", width: .fixed(24)),
      TableColumn(
        "decision", "核定结果", .entry, width: .fixed(10), entry: ReplyForm.decision),
      TableColumn(
        "remark", "核定说明", .entry, width: .fixed(30), empty: .toFill, entry: ReplyForm.remark),
      TableColumn("file", "来源文件", width: .fixed(24), empty: .none),
    ]
    let rows = ComputedRows(count: list.count) { index, row in
      let objection = list[index]
      let reply = objection.reply
      row.append(text: result.units[reply.unit].unit.name)
      row.append(text: reply.subject.rawValue)
      row.append(text: reply.item)
      row.append(text: reply.words)
      if let amount = objection.amount {
        row.append(exact: amount, decimals: decimals)
      } else {
        row.append(blank: .none)
      }
      row.append(text: objection.effect(decimals: decimals))
      row.append(text: reply.decision.rawValue)
      row.append(text: reply.remark)
      row.append(text: context.fileName(reply.location.file))
    }
    let open = list.count { $0.reply.decision == .pending }
    return sheet(
      Self.objectionSheet, "单位意见和核定",
      notes: [
        "共\(list.count)条，待核\(open)条。在“核定结果”中选待核、采纳或不采纳，另存为一个工作簿放进 inputs/单位意见/，下次运行照此列出。",
        "采纳后：只采纳这一条时的总分、等级和名次。采纳的，请同时改正原始数据，得分以重新计算的为准。",
      ], blocks: [.table(DataTable(name: "异议", columns: columns, rows: rows))], freeze: 1)
  }
}

/// What units and the team fill into feedback; read back by these very headings.
package enum ReplyForm {
  /// A unit's word on a line of lost points.
  package static let opinion = "单位意见"
  /// A unit's word on a finding about its files.
  package static let correction = "改正情况"
  /// The team's decision and its reason.
  package static let decisionHeading = "核定结果"
  package static let remarkHeading = "核定说明"

  static let decision = EntryRule(
    .list(UnitReply.Decision.allCases.map(\.rawValue)), promptTitle: decisionHeading,
    prompt: "由工作组填写：待核、采纳或不采纳。", refusal: "请从下拉列表中选一项。")
  static let remark = EntryRule(
    .text(atMost: 500), promptTitle: remarkHeading, prompt: "由工作组填写：采纳或不采纳的理由。",
    refusal: "不超过500字。")
}
