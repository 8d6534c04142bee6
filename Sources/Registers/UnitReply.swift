package import Diagnostics

/// What a unit wrote back into its feedback workbook, and what the team decided there.
package struct UnitReply: Sendable, Hashable {
  /// What the reply is about.
  package enum Subject: String, Sendable, Hashable, CaseIterable {
    /// A line of lost points (单位意见).
    case deduction = "扣分"
    /// A finding about the unit's own files (改正情况).
    case problem = "问题"
  }

  /// What the team made of it; written into the same sheet.
  package enum Decision: String, Sendable, Hashable, CaseIterable {
    case pending = "待核"
    case accepted = "采纳"
    case declined = "不采纳"
  }

  /// The unit, by its place in the registry.
  package let unit: Int
  package let subject: Subject
  /// The line of the feedback that is answered, as it stood there: 原因 or 发现.
  package let item: String
  /// What the unit wrote.
  package let words: String
  package let decision: Decision
  /// Why the team decided so; may be empty.
  package let remark: String
  package let location: SourceLocation

  package init(
    unit: Int, subject: Subject, item: String, words: String, decision: Decision, remark: String,
    location: SourceLocation
  ) {
    self.unit = unit
    self.subject = subject
    self.item = item
    self.words = words
    self.decision = decision
    self.remark = remark
    self.location = location
  }

  /// True where the unit agrees: nothing is left to be decided.
  package var isAgreement: Bool {
    let agreed: Set<String> = ["同意", "无异议", "没有异议", "无意见", "没有意见", "认可", "属实", "无"]
    let kept = words.filter { !$0.isWhitespace && !$0.isPunctuation }
    return subject == .deduction && agreed.contains(kept)
  }
}
