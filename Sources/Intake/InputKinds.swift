/// Every kind of input in the order of their keys: whoever has to know the others is given this list.
package struct InputKinds: Sendable, RandomAccessCollection {
  private let kinds: [InputKind]
  private let byKey: [String: InputKind]
  /// The names of all columns of all forms: each means itself, wherever it stands.
  let columnNames: Set<String>

  /// Makes a list; no two kinds may have one key.
  package init(_ kinds: [InputKind]) {
    self.kinds = kinds
    byKey = Dictionary(kinds.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    columnNames = Set(kinds.flatMap(\.form.columns).flatMap { [$0.name] + $0.synonyms })
  }

  package var startIndex: Int { kinds.startIndex }
  package var endIndex: Int { kinds.endIndex }
  package subscript(position: Int) -> InputKind { kinds[position] }

  /// The kind of a key; nil where there is none.
  package subscript(key key: String) -> InputKind? { byKey[key] }

  /// The kinds that `inputs:` lists; units and plan have keys of their own.
  package var listed: [InputKind] { kinds.filter { !$0.isSetup } }
  /// The kinds that are asked for as registers.
  package var collected: [InputKind] { kinds.filter(\.isCollected) }
}
