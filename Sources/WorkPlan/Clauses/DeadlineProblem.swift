package import Diagnostics
package import Disclosure

/// A part of a deadline phrase that a person should look at.
package struct DeadlineProblem: Hashable, Sendable {
  /// What is the matter.
  package enum Kind: Hashable, Sendable {
    /// The words were not understood; the clause does not exist.
    case notUnderstood
    /// A part of `时限核定` is none of the accepted forms.
    case notCanonical
    /// There is no phrase at all.
    case empty
    /// Words of time that demand nothing: 按时, 及时制定措施, 考核长期落后的单位.
    case noDemand
    /// 定期, 适时, 不定期: periodic by the pipeline's setting.
    case undefinedPeriod
    /// 原则上, 基本: reported, still a date.
    case soft
    /// The weekday in brackets is not that of the date.
    case weekdayMismatch(date: PlainDate, written: Int)
    /// The date lies outside the pipeline's year.
    case outsideYear(date: PlainDate, year: Int)
  }

  /// What is the matter.
  package let kind: Kind
  /// The words concerned, folded.
  package let phrase: String

  package init(_ kind: Kind, _ phrase: String) {
    self.kind = kind
    self.phrase = phrase
  }

  /// The finding for the problem list.
  package func diagnostic(at location: SourceLocation) -> Diagnostic {
    let quoted = "“\(phrase)”"
    switch kind {
    case .notUnderstood: return Diagnostic(.deadlineUnread, at: location, found: quoted)
    case .notCanonical: return Diagnostic(.deadlineNotCanonical, at: location, found: quoted)
    case .empty: return Diagnostic(.deadlineMissing, at: location, found: "时限为空")
    case .noDemand: return Diagnostic(.deadlineNoDemand, at: location, found: quoted)
    case .undefinedPeriod:
      return Diagnostic(.deadlinePeriodUndefined, at: location, found: quoted)
    case .soft: return Diagnostic(.deadlineSoft, at: location, found: quoted)
    case .weekdayMismatch(let date, let written):
      return Diagnostic(
        .deadlineWeekdayMismatch, at: location,
        found: "\(quoted)：\(date.chinese)是星期\(Self.name(date.weekday))，文中写作星期\(Self.name(written))")
    case .outsideYear(let date, let year):
      return Diagnostic(
        .deadlineOutsideYear, at: location, found: "\(quoted)：\(date.chinese)不在\(year)年内")
    }
  }

  private static func name(_ weekday: Int) -> String {
    let names = ["一", "二", "三", "四", "五", "六", "日"]
    return names.indices.contains(weekday - 1) ? names[weekday - 1] : ""
  }
}
