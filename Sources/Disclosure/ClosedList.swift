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

  /// The member whose label is exactly these bytes, without making text; nil asks for the folded reading.
  @unsafe package init?(utf8 bytes: UnsafeRawBufferPointer) {
    for member in Self.allCases {
      let label = member.rawValue.utf8
      guard label.count == bytes.count else { continue }
      var index = 0
      for byte in label {
        guard unsafe bytes[index] == byte else { break }
        index += 1
      }
      if index == bytes.count {
        self = member
        return
      }
    }
    return nil
  }

  /// The accepted labels, for messages.
  package static var accepted: String { allCases.map(\.rawValue).joined(separator: "、") }
}

extension EntryKind: ClosedList {}
extension ApplicantKind: ClosedList {}
extension DisputeKind: ClosedList {}
extension DisputeOutcome: ClosedList {}
extension DocumentKind: ClosedList {}
extension DisclosureAttribute: ClosedList {}
extension DocumentValidity: ClosedList {}
extension Proposal.Kind: ClosedList {}
extension InspectionSeverity: ClosedList {}

extension EntryChannel: ClosedList {}
