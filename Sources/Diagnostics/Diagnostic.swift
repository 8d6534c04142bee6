/// A finding: which rule, where, and what was found there.
package struct Diagnostic: Hashable, Sendable {
  /// The rule that was broken.
  package let rule: DiagnosticRule
  /// The place; the cell where one is known.
  package let location: SourceLocation
  /// The unit concerned, by its registered name; empty where none is known.
  package let unit: String
  /// What was found, quoting the source; never empty.
  package let found: String
  /// What was expected here, where the rule's general sentence can be said more exactly.
  package let expected: String
  /// How to mend it, where the rule's general sentence can be said more exactly.
  package let remedy: String
  /// What else a waiver may name beside the unit and the file: a kind of input, a phrase, a year.
  package let scopes: [String]

  /// What the unit that wrote the file can do: the parts that name a file of settings are for the office.
  package var unitRemedy: String {
    let own = remedy.split(separator: "；").filter { !$0.contains(".yaml") }
    return own.isEmpty ? "请与考核工作组联系" : own.joined(separator: "；")
  }

  /// Makes a finding; `expected` and `remedy` default to the rule's own sentences.
  package init(
    _ rule: DiagnosticRule, at location: SourceLocation, unit: String = "", found: String,
    expected: String? = nil, remedy: String? = nil, scopes: [String] = []
  ) {
    self.rule = rule
    self.location = location
    self.unit = unit
    self.found = found
    self.expected = expected ?? rule.expected
    self.remedy = remedy ?? rule.remedy
    self.scopes = scopes
  }

  /// The same finding at another place, or told to another unit.
  package func moved(to location: SourceLocation? = nil, unit: String? = nil) -> Diagnostic {
    Diagnostic(
      rule, at: location ?? self.location, unit: unit ?? self.unit, found: found,
      expected: expected, remedy: remedy, scopes: scopes)
  }

  /// One line for a log or a terminal.
  package var line: String {
    let place = location.description
    let head = place.isEmpty ? "" : place + "："
    return "\(rule.severity.label) [\(rule.code)] \(head)\(found)；应为：\(expected)；处理：\(remedy)"
      .onOneLine
  }
}

extension Diagnostic: Comparable {
  /// Blocking first, then by severity, unit, place, code and text, so that a list never depends on discovery order.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    if left.rule.order != right.rule.order { return left.rule.order < right.rule.order }
    if left.unit != right.unit { return left.unit.precedesInBytes(right.unit) }
    if left.location != right.location { return left.location < right.location }
    if left.rule.code != right.rule.code { return left.rule.code < right.rule.code }
    return left.found.precedesInBytes(right.found)
  }
}
