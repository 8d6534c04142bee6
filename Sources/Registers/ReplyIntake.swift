package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 单位意见: feedback workbooks that units answered.
  package static let replies = InputKind(
    "replies", "单位意见", defaultFolder: "inputs/单位意见",
    columns: [
      .may("单位"), .may("类别"), .must("原因", "发现", "事项", holds: .long),
      .may("单位意见", holds: .long), .may("改正情况", holds: .long),
      .may(
        "核定结果",
        from: .closed(title: "核定结果", words: UnitReply.Decision.allCases.map(\.rawValue))),
      .may("核定说明", holds: .long),
    ])
}

/// Feedback workbooks that units have answered, and 异议 sheets in which the team has decided.
///
/// A later file settles what an earlier one left open: of two rows on the same line the one with a decision stands,
/// of two decisions the later.
package struct ReplyIntake: Sendable {
  private struct Key: Hashable {
    let unit: Int
    let subject: UnitReply.Subject
    let item: String
  }

  private let registry: UnitRegistry
  private var order: [Key] = []
  private var replies: [Key: UnitReply] = [:]
  /// What became of each file.
  package private(set) var records: [InputRecord] = []
  /// What was wrong with them.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Begins without a reply.
  package init(registry: UnitRegistry) { self.registry = registry }

  /// All replies, in the order in which they were first seen.
  package var all: [UnitReply] { order.compactMap { replies[$0] } }

  private static let form = InputKind.replies.form

  /// Reads one file; files come in the order of their paths.
  package mutating func read(_ content: FileContent, file: String) {
    var record = InputRecord(file: file, kind: .replies, sha256: content.sha256)
    diagnostics += content.diagnostics
    var found = false
    for table in content.tables {
      guard case .found(let header) = HeaderMatch.find(Self.form, in: table) else { continue }
      func column(_ name: String) -> Int? { header.columns[Self.form.index(of: name)] }
      // The sheet of scores has neither; a sheet with one of them is a list of lines to answer.
      let answers: [(UnitReply.Subject, Int)] = [
        (.deduction, column("单位意见")), (.problem, column("改正情况")),
      ].compactMap { subject, place in place.map { (subject, $0) } }
      guard !answers.isEmpty, let item = column("原因") else { continue }
      found = true
      let own = unit(of: table, above: header.row, file: file)
      for row in table.rows where row.number > header.row {
        record.rows += 1
        func text(_ name: String) -> String { column(name).map { row[$0].text.trimmed } ?? "" }
        let decision = text("核定结果")
        let words = answers.map { row[$0.1].text.trimmed }.first { !$0.isEmpty } ?? ""
        guard !words.isEmpty || !decision.isEmpty && decision != "—" else {
          record.blank += 1
          continue
        }
        let place = table.location(row: row.number)
        let named = text("单位")
        let index = named.isEmpty ? own : registry.index(of: named)
        guard let index else {
          record.quarantined += 1
          diagnostics.append(
            Diagnostic(
              .replyUnitUnknown, at: place, found: named.isEmpty ? "看不出是哪个单位的意见" : "“\(named)”"))
          continue
        }
        record.accepted += 1
        let unitName = registry.units[index].name
        let choice = UnitReply.Decision(rawValue: decision)
        if choice == nil, !decision.isEmpty, decision != "—" {
          diagnostics.append(
            Diagnostic(
              .replyDecisionUnknown, at: place, unit: unitName, found: "核定结果“\(decision)”，按待核列出"))
        }
        let remark = text("核定说明")
        take(
          UnitReply(
            unit: index,
            subject: UnitReply.Subject(rawValue: text("类别")) ?? answers[0].0,
            item: row[item].text.trimmed, words: words, decision: choice ?? .pending,
            remark: remark == "—" ? "" : remark, location: place))
      }
    }
    records.append(record)
    if !found, !content.isRefused {
      diagnostics.append(
        Diagnostic(
          .headerMissing, at: SourceLocation(file: file), found: "没有写全：原因（或发现）、单位意见（或改正情况）"))
    }
  }

  private mutating func take(_ reply: UnitReply) {
    let key = Key(
      unit: reply.unit, subject: reply.subject, item: TextFolding.fold(reply.item))
    guard let earlier = replies[key] else {
      order.append(key)
      replies[key] = reply
      return
    }
    guard reply.decision != .pending || earlier.decision == .pending else { return }
    replies[key] = UnitReply(
      unit: reply.unit, subject: reply.subject, item: reply.item,
      words: reply.words.isEmpty ? earlier.words : reply.words, decision: reply.decision,
      remark: reply.remark, location: reply.location)
  }

  /// The unit of a sheet: from its title 县财政局：扣分明细, else from the name of the file.
  private func unit(of table: Table, above header: Int, file: String) -> Int? {
    for row in table.rows.prefix(header) where row.number < header && !row.isBlank {
      let title = row[1].text
      if let colon = title.firstIndex(of: "："), let unit = registry.index(of: title[..<colon]) {
        return unit
      }
    }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    return registry.index(of: name.split(separator: ".").first.map(String.init) ?? name)
  }
}
