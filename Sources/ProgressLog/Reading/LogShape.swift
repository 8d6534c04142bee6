import Disclosure

/// What the rows of a log look like as a whole: sums only, so that parts merge in any order.
package struct LogShape: Sendable, Hashable {
  /// Entries that a duty looks at, by month of the year.
  package private(set) var months = [Int](repeating: 0, count: 12)
  /// Entries whose 信息形成日期 is after their 公开日期.
  private(set) var disordered = 0

  /// Nothing read.
  init() {}

  /// What another machine counted; twelve months.
  init(months: [Int], disordered: Int) {
    self.months = months
    self.disordered = disordered
  }

  /// True where nothing was read.
  package var isEmpty: Bool { months.allSatisfy { $0 == 0 } }

  /// Adds entries; `monthOfDay` begins with 1 January.
  mutating func add(_ entries: [ProgressEntry], yearFirst: Int32, monthOfDay: [UInt8]) {
    var wrong = 0
    unsafe months.withUnsafeMutableBufferPointer { months in
      for entry in entries {
        let day = Int(entry.day &- yearFirst)
        if day >= 0, day < monthOfDay.count { unsafe months[Int(monthOfDay[day])] &+= 1 }
        if entry.formed > entry.day { wrong &+= 1 }
      }
    }
    disordered &+= wrong
  }

  /// Adds another part.
  mutating func merge(_ other: LogShape) {
    for month in months.indices { months[month] += other.months[month] }
    disordered += other.disordered
  }
}
