/// Sorting that is compiled once for all rooms.
///
/// The standard library's sort turns into some two thousand instructions anew for every kind of element and every comparison: an
/// eighth of the time of a first build. Here one function sorts places, and what lies at them is picked out afterwards, which also
/// spares a record with many texts from being handed about. Elements of which none comes before the other stay as they stood.
public enum Ordering {
  /// The places `0..<count` in the order of `precedes`, which is given two places.
  public static func places(_ count: Int, by precedes: (Int, Int) -> Bool) -> [Int] {
    (0..<count).sorted(by: precedes)
  }

  /// Texts in the order of their code points.
  public static func texts(_ texts: [String]) -> [String] { texts.sorted() }

  /// Numbers, the lowest first.
  public static func numbers(_ numbers: [Int]) -> [Int] { numbers.sorted() }
}

extension Sequence {
  /// The elements in the order of `precedes`.
  @inlinable
  public func ordered(by precedes: (Element, Element) -> Bool) -> [Element] {
    // Straight from the storage: an element that is handed out of an array is copied with all its texts.
    unsafe Array(self).withUnsafeBufferPointer { all in
      Ordering.places(all.count) { unsafe precedes(all[$0], all[$1]) }.map { unsafe all[$0] }
    }
  }
}

extension Sequence where Element: Comparable {
  /// The elements, the least first.
  @inlinable
  public func ordered() -> [Element] { ordered(by: <) }
}

extension Sequence where Element == String {
  /// The texts in the order of their code points.
  @inlinable
  public func ordered() -> [String] { Ordering.texts(Array(self)) }
}

extension Sequence where Element == Int {
  /// The numbers, the lowest first.
  @inlinable
  public func ordered() -> [Int] { Ordering.numbers(Array(self)) }
}

extension Array where Element == Diagnostic {
  /// The findings in their printed order.
  package func ordered() -> [Diagnostic] { PrintedOrder.sorted(self) }

  /// Brings the findings into their printed order.
  package mutating func order() { self = ordered() }
}

extension Array {
  /// Puts the elements into the order of `precedes`.
  @inlinable
  public mutating func order(by precedes: (Element, Element) -> Bool) {
    if count > 1 { self = ordered(by: precedes) }
  }
}

extension Array where Element: Comparable {
  /// Puts the elements into their order, the least first.
  @inlinable
  public mutating func order() { self = ordered() }
}

extension Dictionary where Key: Comparable {
  /// The entries in the order of their keys.
  @inlinable
  public func inKeyOrder() -> [(key: Key, value: Value)] {
    // Keys lie in one list, so that no value is handed about to compare them; both lists are in the dictionary's order.
    let keys = Array(keys)
    let entries = Array(self)
    return Ordering.places(keys.count) { keys[$0] < keys[$1] }.map { entries[$0] }
  }
}

extension String {
  /// True when this text comes before the other by the bytes of its UTF-8, which no version of Unicode changes.
  package func precedesInBytes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }
}
