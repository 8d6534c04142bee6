/// What is known of each kind of input: zero is said by somebody, everything else is unknown (architecture.md, law 4).
package struct InputCoverage: Sendable {
  /// Why a unit's part of a kind is unknown.
  package enum Gap: Sendable, Hashable {
    /// The kind is not collected: nobody asked, nobody said.
    case notCollected
    /// Something that should be there is missing or could not be read.
    case lost(String)

    /// The words a reader sees.
    package func words(_ kind: InputKind) -> String {
      switch self {
      case .notCollected: "没有收集\(kind.label)"
      case .lost(let why): why
      }
    }
  }

  private var kinds: [InputKind: Gap] = [:]
  private var units: [InputKind: [Int: String]] = [:]
  private var nothing: Set<InputKind> = []
  private var nilReturns: [InputKind: Set<Int>] = [:]
  /// Kinds noted as not collected, in that order; some may have been lost or ruled out since.
  private var omitted: [InputKind] = []

  /// Everything is known.
  package init() {}

  /// Notes that a kind is not collected.
  package mutating func omit(_ kind: InputKind) {
    guard kinds[kind] == nil else { return }
    kinds[kind] = .notCollected
    omitted.append(kind)
  }

  /// Notes that a file, or all, of a kind is lost: of one unit where it is known whose it was, else of every unit.
  ///
  /// A lost file proves that there was something, whatever was said.
  package mutating func lose(_ kind: InputKind, unit: Int?, why: String) {
    nothing.remove(kind)
    if let unit {
      if units[kind]?[unit] == nil { units[kind, default: [:]][unit] = why }
    } else if case .lost? = kinds[kind] {
      return
    } else {
      kinds[kind] = .lost(why)
    }
  }

  /// Notes that there were none of a kind, in all units.
  package mutating func setNone(_ kind: InputKind) {
    nothing.insert(kind)
    kinds[kind] = nil
  }

  /// Notes a unit's word that it has nothing of a kind.
  package mutating func setNil(_ kind: InputKind, unit: Int) {
    nilReturns[kind, default: []].insert(unit)
  }

  /// True where of some kind more is known of this unit, or less, than of all.
  package func isApart(unit: Int) -> Bool {
    hasNilReturn(unit: unit) || units.values.contains { $0[unit] != nil }
  }

  /// Why a unit's part of a kind is unknown; nil where it is known, be it zero.
  package func gap(_ kind: InputKind, unit: Int) -> Gap? {
    if nilReturns[kind]?.contains(unit) ?? false { return nil }
    if case .lost(let why)? = kinds[kind] { return .lost(why) }
    if let why = units[kind]?[unit] { return .lost(why) }
    return kinds[kind]
  }

  /// Why a kind is unknown of some of these units; nil where all of it is known.
  package func gap(_ kind: InputKind, units members: some Sequence<Int>) -> Gap? {
    guard kinds[kind] != nil || units[kind] != nil else { return nil }
    return members.lazy.compactMap { gap(kind, unit: $0) }.first
  }

  /// True where it was said that a unit has nothing of a kind.
  package func isNone(_ kind: InputKind, unit: Int) -> Bool {
    nothing.contains(kind) || nilReturns[kind]?.contains(unit) ?? false
  }

  /// True where a unit said of some kind that it has nothing.
  package func hasNilReturn(unit: Int) -> Bool {
    nilReturns.values.contains { $0.contains(unit) }
  }

  /// The kinds that are not collected, in the order in which they were noted.
  package var notCollected: [InputKind] {
    omitted.filter { kinds[$0] == .notCollected }
  }
}
