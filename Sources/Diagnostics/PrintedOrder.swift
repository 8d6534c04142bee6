/// Brings findings into their printed order by numbers.
///
/// A province has hundreds of thousands of findings, and comparing two of them is comparing names. Each name is given its place
/// among all once; what the numbers leave equal is compared in full.
struct PrintedOrder {
  /// What comes first in the order of two findings, in two words.
  private struct Key {
    /// The rule's order, the unit and the file.
    let head: UInt64
    /// The sheet, row and column.
    let place: UInt64
    let index: Int
  }

  private static let lastRow = 1 << 26 - 1
  private static let lastColumn = 1 << 14 - 1
  private static let mostNames = 1 << 24

  private var numbers: [String: Int] = [:]
  private var names: [String] = []
  private var last = (name: "", number: -1)

  /// The findings in their order.
  static func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    var order = PrintedOrder()
    return order.sorted(findings)
  }

  private mutating func sorted(_ findings: [Diagnostic]) -> [Diagnostic] {
    // By their places: to hand a finding about is to count all of its texts.
    let parts = findings.indices.map { index in
      (
        unit: number(findings[index].unit), file: number(findings[index].location.file),
        sheet: number(findings[index].location.sheet ?? "")
      )
    }
    guard names.count <= Self.mostNames else { return findings.sorted() }
    var places = [Int](repeating: 0, count: names.count)
    let inOrder = names.indices.sorted {
      names[$0].precedesInBytes(names[$1])
    }
    for (place, name) in inOrder.enumerated() { places[name] = place }
    var keys = findings.indices.map { index in
      let part = parts[index]
      let row = max(0, findings[index].location.row ?? 0)
      let column = max(0, findings[index].location.column ?? 0)
      return Key(
        head: UInt64(findings[index].rule.order) << 48 | UInt64(places[part.unit]) << 24
          | UInt64(places[part.file]),
        // Where a row is too far down to be told from others, its column tells nothing either.
        place: UInt64(places[part.sheet]) << 40 | UInt64(min(row, Self.lastRow)) << 14
          | UInt64(row < Self.lastRow ? min(column, Self.lastColumn) : 0),
        index: index)
    }
    keys.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      if left.place != right.place { return left.place < right.place }
      return findings[left.index] < findings[right.index]
    }
    return keys.map { findings[$0.index] }
  }

  private mutating func number(_ name: String) -> Int {
    // Findings of one file, or of one unit, often come one behind the other.
    if name.utf8.count == last.name.utf8.count, name == last.name, last.number >= 0 {
      return last.number
    }
    let number = numbers[name] ?? names.count
    if number == names.count {
      numbers[name] = number
      names.append(name)
    }
    last = (name, number)
    return number
  }
}
