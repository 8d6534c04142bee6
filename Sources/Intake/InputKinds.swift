/// Every kind of input in the order of their keys: whoever has to know the others is given this list.
package struct InputKinds: Sendable, RandomAccessCollection {
  /// What is worked out of the kinds, held once: the list is handed about with every row.
  private final class Book: Sendable {
    let kinds: [InputKind]
    let byKey: [String: InputKind]
    let columnNames: Set<String>

    init(_ kinds: [InputKind]) {
      self.kinds = kinds
      byKey = Dictionary(kinds.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
      columnNames = Set(kinds.flatMap(\.form.columns).flatMap { [$0.name] + $0.synonyms })
    }
  }

  private let book: Book
  private var kinds: [InputKind] { book.kinds }

  /// Makes a list; no two kinds may have one key.
  package init(_ kinds: [InputKind]) { book = Book(kinds) }

  /// The names of all columns of all forms: each means itself, wherever it stands.
  var columnNames: Set<String> { book.columnNames }

  package var startIndex: Int { kinds.startIndex }
  package var endIndex: Int { kinds.endIndex }
  package subscript(position: Int) -> InputKind { kinds[position] }

  /// The kind of a key; nil where there is none.
  package subscript(key key: String) -> InputKind? { book.byKey[key] }

  /// The kinds that `inputs:` lists; units and plan have keys of their own.
  package var listed: [InputKind] { kinds.filter { !$0.isSetup } }
  /// The kinds that are asked for as registers.
  package var collected: [InputKind] { kinds.filter(\.isCollected) }

  /// What the kinds are called, and the words that their columns give to choose from.
  package var words: [String] {
    kinds.flatMap { kind in
      [kind.label] + kind.form.columns.flatMap { $0.closedList?.words ?? [] }
    }
  }
}
