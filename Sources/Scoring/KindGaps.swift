package import Intake

/// Why a unit's part of some kinds of input is unknown, in the words of a reader and in the order in which it was noted.
package struct KindGaps: Sendable {
  private var list: [(kind: InputKind, why: String)] = []

  /// All is known.
  package init() {}

  /// True where all is known.
  package var isEmpty: Bool { list.isEmpty }

  /// Why a kind is unknown; nil where it is known.
  package subscript(kind: InputKind) -> String? {
    get { list.first { $0.kind == kind }?.why }
    set {
      list.removeAll { $0.kind == kind }
      if let newValue { list.append((kind, newValue)) }
    }
  }

  /// The first reason for which one of these kinds is unknown.
  func first(of kinds: Set<InputKind>) -> String? {
    list.first { kinds.contains($0.kind) }?.why
  }
}
