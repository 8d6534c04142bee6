import Diagnostics

/// A 事项类型 of the log: a built-in one, or one of the county's own that counts as a built-in one as well.
package struct EntryType: Hashable, Sendable {
  /// The name that rows and clauses give it.
  package let name: String
  /// The built-in type: itself, or what it counts as.
  package let kind: EntryKind
  /// The number that entries carry; those of `EntryKind.allCases` come first.
  package let code: UInt8
}

/// The types that a pipeline's log may name (`entry_types` in pipeline.yaml).
package struct EntryTypes: Hashable, Sendable {
  /// All, by code.
  package let all: [EntryType]

  /// The built-in ones and nothing else.
  package static let builtIn = EntryTypes()

  /// The built-in ones and the county's own, each with what it counts as; a built-in name is no new type.
  package init(_ own: [String: EntryKind] = [:]) {
    let names = own.keys.ordered { $0.precedesInBytes($1) }
    let named =
      EntryKind.allCases.map { ($0.rawValue, $0) }
      + names.filter { EntryKind(folding: $0) == nil }.compactMap { name in
        own[name].map { (name, $0) }
      }
    all = named.prefix(Int(UInt8.max)).enumerated().map { index, type in
      EntryType(name: type.0, kind: type.1, code: UInt8(index))
    }
  }

  /// The type of a name, width and spaces aside; nil where there is none.
  package func type(_ name: some StringProtocol) -> EntryType? {
    let key = TextFolding.fold(name)
    return all.first { TextFolding.fold($0.name) == key }
  }

  /// The type of a built-in kind.
  package func type(of kind: EntryKind) -> EntryType {
    all[EntryKind.allCases.firstIndex(of: kind) ?? 0]
  }

  /// True where an entry of one type serves a clause that names the other: itself, or the built-in one that it counts as.
  package func serves(_ entry: EntryType, _ wanted: EntryType) -> Bool {
    entry == wanted || type(of: entry.kind) == wanted
  }

  /// The names, for lists to choose from and for messages.
  package var names: [String] { all.map(\.name) }
}
