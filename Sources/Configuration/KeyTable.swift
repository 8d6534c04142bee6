/// A key that a mapping may hold: decoding and the reference page both read it from here.
package struct KeySpec: Sendable {
  package let name: String
  /// What is accepted, in the words of the reader (文字, 数, 日期 and so on).
  package let accepts: String
  /// The value where the key is absent; nil: the key is required.
  package let absent: String?
  package let meaning: String

  /// Makes an entry; without `absent` the key is required.
  package init(_ name: String, _ accepts: String, absent: String? = nil, _ meaning: String) {
    self.name = name
    self.accepts = accepts
    self.absent = absent
    self.meaning = meaning
  }
}

/// The keys of one mapping of a configuration file.
package struct KeyTable: Sendable {
  /// The heading of the reference page.
  package let title: String
  package let keys: [KeySpec]

  /// The keys under a heading.
  package init(title: String, keys: [KeySpec]) {
    self.title = title
    self.keys = keys
  }

  /// The names in their documented order.
  package var names: [String] { keys.map(\.name) }

  /// The entry of a key.
  package func spec(_ name: String) -> KeySpec? { keys.first { $0.name == name } }
}
