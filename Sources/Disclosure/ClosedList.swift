/// A closed list whose members are known by the words of the forms.
package protocol ClosedList: CaseIterable, RawRepresentable, Sendable where RawValue == String {}

extension ClosedList {
  /// The member of a label, width and spaces aside; nil for a value outside the list.
  package init?(folding text: some StringProtocol) {
    if let exact = Self(rawValue: String(text)) {
      self = exact
      return
    }
    guard let folded = Self(rawValue: TextFolding.fold(text)) else { return nil }
    self = folded
  }

  /// The accepted labels, for messages.
  package static var accepted: String { allCases.map(\.rawValue).joined(separator: "、") }
}
