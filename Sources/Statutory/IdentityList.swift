import Diagnostics
import Disclosure

/// Many identity records in little memory: names once, figures as small numbers.
package struct IdentityList: RandomAccessCollection, Sendable {
  private struct Entry {
    let identity: Identity
    let source: IdentitySource
    let verdict: Verdict
    let item: Int16
    let scope: Int32
    let left: Int32
    let right: Int32
  }
  private var entries: [Entry] = []
  private var scopes: [String] = []
  private var items: [String] = []
  private var scopePlaces: [String: Int32] = [:]
  private var itemPlaces: [String: Int16] = [:]
  /// Sides that are no whole number of 31 bits.
  private var figures: [Exact] = []

  private static let unknown = Int32.min
  /// Numbers down from here, and up to the one above, are whole figures; those below point into `figures`.
  private static let least = Int32.min / 2

  /// No records.
  init() {}

  private mutating func code(_ value: Exact?) -> Int32 {
    guard let value else { return Self.unknown }
    if let small = value.integer.flatMap({ Int32(exactly: $0) }), small >= Self.least {
      return small
    }
    figures.append(value)
    return Self.least - Int32(figures.count)
  }

  private func value(_ code: Int32) -> Exact? {
    if code == Self.unknown { return nil }
    return code >= Self.least ? Exact(Int(code)) : figures[Int(Self.least - code) - 1]
  }

  mutating func append(contentsOf records: [IdentityRecord]) {
    for record in records { append(record) }
  }

  mutating func append(_ record: IdentityRecord) {
    let scope: Int32
    if let last = entries.last, scopes[Int(last.scope)] == record.scope {
      scope = last.scope
    } else if let known = scopePlaces[record.scope] {
      scope = known
    } else {
      scope = Int32(scopes.count)
      scopes.append(record.scope)
      scopePlaces[record.scope] = scope
    }
    let item: Int16
    if let known = itemPlaces[record.item] {
      item = known
    } else {
      item = Int16(items.count)
      items.append(record.item)
      itemPlaces[record.item] = item
    }
    let left = code(record.left)
    let right = code(record.right)
    entries.append(
      Entry(
        identity: record.identity, source: record.source, verdict: record.verdict, item: item,
        scope: scope, left: left, right: right))
  }

  /// Orders by id, scope and item, by code point, as `run.json` has them.
  mutating func sort() {
    func ranks(_ names: [String]) -> [UInt64] {
      var ranks = [UInt64](repeating: 0, count: names.count)
      let sorted = names.indices.ordered { names[$0].precedesInBytes(names[$1]) }
      for (rank, index) in sorted.enumerated() { ranks[index] = UInt64(rank) }
      return ranks
    }
    let ids = Identity.allCases.map(\.rawValue)
    let idRanks = Dictionary(uniqueKeysWithValues: zip(Identity.allCases, ranks(ids)))
    let scopeRanks = ranks(scopes)
    let itemRanks = ranks(items)
    let keyed = entries.enumerated().map { index, entry in
      (
        key: (idRanks[entry.identity] ?? 0) << 48 | scopeRanks[Int(entry.scope)] << 16
          | itemRanks[Int(entry.item)], index: Int32(index)
      )
    }.ordered { ($0.key, $0.index) < ($1.key, $1.index) }
    entries = keyed.map { entries[Int($0.index)] }
  }

  /// The first place.
  package var startIndex: Int { 0 }
  /// One past the last place.
  package var endIndex: Int { entries.count }
  /// The record at a place.
  package subscript(index: Int) -> IdentityRecord {
    let entry = entries[index]
    return IdentityRecord(
      entry.identity, scope: scopes[Int(entry.scope)], item: items[Int(entry.item)],
      source: entry.source, left: value(entry.left), right: value(entry.right),
      verdict: entry.verdict)
  }
  /// The verdict at a place, without making the record.
  package func verdict(at index: Int) -> Verdict { entries[index].verdict }
  /// What was compared at a place, without making the record.
  package func identity(at index: Int) -> Identity { entries[index].identity }
  /// True where the record at a place is of this scope, without making it.
  package func isOf(_ scope: String, at index: Int) -> Bool {
    scopes[Int(entries[index].scope)] == scope
  }
}
