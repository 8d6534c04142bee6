import Diagnostics
import Disclosure
import ProgressLog
package import Registers

/// Who publishes a report, and how to reach the office.
package struct ReportSettings: Sendable {
  /// The full name of the organ the report is of: 沂源县人民政府, 沂源县财政局.
  package var organ: String
  /// The office that makes and publishes it.
  package var publisher: String
  /// The website where the electronic copy can be had; empty: 政府门户网站.
  package var website: String = ""
  /// Postal address; empty where none is given.
  package var address: String = ""
  /// Postcode; empty where none is given.
  package var postcode: String = ""
  /// Office telephone; empty where none is given.
  package var telephone: String = ""
  /// E-mail; empty where none is given.
  package var email: String = ""
  /// How many characters part one should not exceed; nil where nobody asks.
  package var partOneLimit: Int?
  /// A mark of sample data or of a draft, printed under each title; empty for none.
  package var mark: String = ""

  /// Makes settings.
  package init(organ: String, publisher: String) {
    self.organ = organ
    self.publisher = publisher
  }

  /// The government's full name: the publisher's without its office, else 〈jurisdiction〉人民政府.
  package static func government(jurisdiction: String, publisher: String) -> String {
    for ending in ["办公室", "办公厅"] where publisher.hasSuffix(ending) {
      let name = String(publisher.dropLast(ending.count))
      if name.hasSuffix("人民政府"), name.hasPrefix(jurisdiction) { return name }
    }
    return jurisdiction.hasSuffix("人民政府") ? jurisdiction : jurisdiction + "人民政府"
  }

  /// A unit's full name: 县财政局 of 沂源县 is 沂源县财政局.
  package static func fullName(of unit: String, jurisdiction: String) -> String {
    if unit.hasPrefix(jurisdiction) { return unit }
    if let last = jurisdiction.last, unit.first == last, "省市县区旗州盟".contains(last) {
      return jurisdiction + unit.dropFirst()
    }
    return jurisdiction + unit
  }
}

/// Entries of the progress log that count, by kind and channel.
package struct EntryCounts: Sendable, Hashable {
  /// Per kind of `EntryKind.allCases`, per channel of `EntryChannel.allCases`.
  package var counts: [[Int]]

  /// Makes counts; missing rows and columns are zero.
  package init(_ counts: [[Int]]) { self.counts = counts }

  /// Adds up units' counts.
  package init(sum: some Sequence<[[Int]]>) {
    var total = Array(
      repeating: Array(repeating: 0, count: EntryChannel.allCases.count),
      count: EntryKind.allCases.count)
    for one in sum {
      for (kind, row) in one.enumerated() where kind < total.count {
        for (channel, count) in row.enumerated() where channel < total[kind].count {
          total[kind][channel] += count
        }
      }
    }
    counts = total
  }

  func kind(_ kind: EntryKind) -> Int {
    guard let index = EntryKind.allCases.firstIndex(of: kind), index < counts.count else {
      return 0
    }
    return counts[index].reduce(0, +)
  }

  func channel(_ channel: EntryChannel) -> Int {
    guard let index = EntryChannel.allCases.firstIndex(of: channel) else { return 0 }
    return counts.reduce(0) { $0 + (index < $1.count ? $1[index] : 0) }
  }

  var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
}

/// A kind of problem that the daily checks found.
package struct TypicalProblem: Sendable, Hashable {
  /// 问题类别.
  package var category: String
  /// How many findings.
  package var count: Int
  /// In how many units.
  package var units: Int
  /// How many were rectified by as_of.
  package var rectified: Int

  package init(category: String, count: Int, units: Int, rectified: Int) {
    self.category = category
    self.count = count
    self.units = units
    self.rectified = rectified
  }

  /// Counts findings of the year by 问题类别, most frequent first; only of `unit` where one is given.
  package static func count(
    _ inspections: [Inspection], in year: ReportingYear, unit: Int? = nil
  ) -> [TypicalProblem] {
    var byCategory: [String: [Inspection]] = [:]
    for one in inspections
    where one.belongs(to: year) && (unit == nil || one.unit == unit) {
      byCategory[one.category, default: []].append(one)
    }
    return byCategory.map { category, found in
      TypicalProblem(
        category: category, count: found.count, units: Set(found.map(\.unit)).count,
        rectified: found.count { $0.standing(in: year).isRectified })
    }.ordered {
      $0.count != $1.count
        ? $0.count > $1.count : $0.category.precedesInBytes($1.category)
    }
  }
}
