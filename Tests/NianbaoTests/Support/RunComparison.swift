@testable import Disclosure

/// What differs between a run.json and the part of one that the design documents fix.
///
/// Numbers are compared as numbers, scores by their digits too; what the expectation does not state is not compared.
struct RunComparison {
  private(set) var differences: [String] = []
  /// How many values were compared.
  private(set) var total = 0
  private let expectedIndicators: Set<String>

  init(expected: JSONValue, actual: JSONValue) {
    expectedIndicators = Set(
      (expected["units"]?.elements ?? []).flatMap { $0["indicators"]?.elements ?? [] }.compactMap {
        $0["id"]?.text
      })
    walk("", expected, actual, key: nil)
  }

  /// What tells the elements of a list apart; the other lists are compared whole.
  private static let keys: [String: [String]] = [
    "inputs": ["file"], "units": ["unit"], "tasks": ["task"], "indicators": ["id"],
    "identities": ["id", "scope", "item"],
  ]
  /// Lists that must hold nothing but what is expected, in that order.
  private static let complete: Set<String> = ["units", "tasks", "inputs"]

  private mutating func note(_ path: String, _ expected: String, _ actual: String) {
    differences.append("\(path): expected \(expected), actual \(actual)")
  }

  private static func same(_ actual: JSONValue?, _ expected: JSONValue, key: String?) -> Bool {
    guard let actual else { return false }
    if actual == expected { return true }
    // Scores have exactly `decimals` digits.
    guard key != "score", let left = number(actual), let right = number(expected) else {
      return false
    }
    return left == right
  }

  private static func number(_ value: JSONValue) -> Exact? {
    switch value {
    case .number(let text), .string(let text): Exact(decimal: text)
    default: nil
    }
  }

  private mutating func walk(
    _ path: String, _ expected: JSONValue, _ actual: JSONValue?, key: String?
  ) {
    switch expected {
    case .object(let fields):
      for name in fields.keys.sorted() where !name.hasPrefix("_") {
        guard let value = fields[name] else { continue }
        walk(path.isEmpty ? name : "\(path).\(name)", value, actual?[name], key: name)
      }
      guard fields["unit"] != nil, fields["group"] != nil, let actual else { return }
      for name in ["score", "rank", "grade"] where fields[name] == nil {
        total += 1
        if let found = actual[name], found != .null {
          note("\(path).\(name)", "(absent)", found.text)
        }
      }
    case .array(let list):
      guard let key, let names = Self.keys[key] else {
        compare(path, expected, actual, key: key)
        return
      }
      compareList(path, list, actual?.elements ?? [], key: key, names: names)
    default: compare(path, expected, actual, key: key)
    }
  }

  private mutating func compare(
    _ path: String, _ expected: JSONValue, _ actual: JSONValue?, key: String?
  ) {
    total += 1
    if !Self.same(actual, expected, key: key) {
      note(path, expected.text, actual?.text ?? "(absent)")
    }
  }

  private mutating func compareList(
    _ path: String, _ expected: [JSONValue], _ actual: [JSONValue], key: String, names: [String]
  ) {
    func label(_ value: JSONValue) -> String {
      names.map { value[$0]?.text ?? "" }.joined(separator: "/")
    }
    var found: [String: JSONValue] = [:]
    for value in actual { found[label(value)] = value }
    let wanted = expected.map(label)
    if Self.complete.contains(key) {
      total += 1
      let given = actual.map(label)
      if given != wanted, given.sorted() == wanted.sorted() {
        note(path + " (order)", wanted.prefix(5).description, given.prefix(5).description)
      }
    }
    for (name, value) in zip(wanted, expected) {
      walk("\(path)[\(name)]", value, found[name], key: nil)
    }
    for extra in Set(found.keys).subtracting(wanted).sorted() {
      if Self.complete.contains(key) {
        total += 1
        note("\(path)[\(extra)]", "(absent)", "(present)")
      } else if key == "indicators", expectedIndicators.contains(extra) {
        total += 1
        note("\(path)[\(extra)]", "(absent)", found[extra]?["score"]?.text ?? "")
      }
    }
  }
}
