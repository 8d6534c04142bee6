/// A key that a mapping may hold: decoding and the reference page both read it from here.
struct KeySpec: Sendable {
  let name: String
  /// What is accepted, in the words of the reader (文字, 数, 日期 and so on).
  let accepts: String
  /// The value where the key is absent; nil: the key is required.
  let absent: String?
  let meaning: String

  /// Makes an entry; without `absent` the key is required.
  init(_ name: String, _ accepts: String, absent: String? = nil, _ meaning: String) {
    self.name = name
    self.accepts = accepts
    self.absent = absent
    self.meaning = meaning
  }
}

/// The keys of one mapping of a configuration file.
struct KeyTable: Sendable {
  /// The heading of the reference page.
  let title: String
  let keys: [KeySpec]

  /// The names in their documented order.
  var names: [String] { keys.map(\.name) }

  /// The entry of a key.
  func spec(_ name: String) -> KeySpec? { keys.first { $0.name == name } }
}
