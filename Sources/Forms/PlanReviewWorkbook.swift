package import Notices
package import ReportDocument
import WorkPlan

/// 要点核定.xlsx: every phrase of a plan with what it was read as, and a cell to settle it.
package struct PlanReviewWorkbook: Sendable {
  /// The name of the file.
  package static let fileName = "要点核定.xlsx"
  /// The sheet with the phrases.
  package static let sheetName = "要点核定"

  private let title: String
  private let author: String
  private let created: DocumentDay
  private let rows: [ReviewRow]
  /// What was settled before, by task, phrase and kind.
  private let settled: @Sendable (ReviewRow) -> String?

  /// Makes the review of a plan's phrases.
  package init(
    title: String, author: String, created: DocumentDay, rows: [ReviewRow],
    settled: @escaping @Sendable (ReviewRow) -> String? = { _ in nil }
  ) {
    self.title = title
    self.author = author
    self.created = created
    self.rows = rows
    self.settled = settled
  }

  /// The workbook.
  package var document: WorkbookDocument {
    let rule = EntryRule(
      .text(atMost: 500), promptTitle: "核定",
      prompt: "读法对就留空。不对的：责任单位写单位或分组，用；隔开；时限按“规范写法”一列的格式改写；确实没有时间要求的写 none。",
      refusal: "最多500字。")
    let cells = rows.map { row -> [Cell] in
      let mark: StyleRole =
        switch row.certainty {
        case .sure: .good
        case .open: .caution
        case .unread: .bad
        }
      return [
        .text(row.task), .text(row.title), .text(row.isUnits ? "责任单位" : "时限"), .text(row.sentence),
        .text(row.phrase), .text(row.words), .text(row.canonical),
        .text(row.certainty.rawValue, mark),
        .text(settled(row) ?? ""),
      ]
    }
    let table = DataTable(
      name: "要点核定",
      columns: [
        // All on one page's width: who reads the phrase reads beside it what it was taken for.
        TableColumn("task", "编号", .label, .text, width: .fixed(6)),
        TableColumn("title", "任务", width: .fixed(16)),
        TableColumn("kind", "类别", .label, width: .fixed(8)),
        TableColumn("sentence", "所在句子", width: .fixed(32)),
        TableColumn("phrase", "原文", width: .fixed(22)),
        TableColumn("words", "读作", width: .fixed(22)),
        TableColumn("canonical", "规范写法", width: .fixed(20)),
        TableColumn("certainty", "把握", .label, width: .fixed(7)),
        TableColumn("decision", "核定", .entry, width: .fixed(20), empty: .toFill, entry: rule),
      ], rows: cells, emptyText: "（没有读出任务）")
    let unread = rows.count { $0.certainty == .unread }
    let open = rows.count { $0.certainty == .open }
    return WorkbookDocument(
      fileName: Self.fileName, title: title, author: author, created: created,
      sheets: [
        SheetDocument(
          name: Self.sheetName, title: title,
          notes: [
            "共\(rows.count)处，其中读不懂\(unread)处、待核\(open)处。读法对的不用填；不对的在“核定”一列改写，填好后放回原处即生效。",
            "时限的规范写法：\(DeadlineParser.canonicalForms)、none；后面可加 of 事项类型、for 单位、from 台账。",
          ],
          blocks: [.table(table)], freeze: .header(columns: 2), isProtected: true,
          print: PrintSetup(isLandscape: true))
      ])
  }
}
