package import Diagnostics
package import Disclosure
package import WorkPlan

/// The signals of one unit, for the workbook; nil: the log is too long for this search.
package struct UnitSignals: Sendable, Hashable {
  /// Its place in the registry.
  package let unit: Int
  /// Entries of its own tasks.
  package let entries: Int
  /// Those dated on a due day of their task.
  package let onDueDay: Int
  /// Those published long after the information was formed.
  package let longAfter: Int
  /// Links that serve several tasks.
  package let sharedLinks: Int?
  /// Titles that stand word for word in other units' entries.
  package let sharedTitles: Int?
  /// Ledger rows that claim completion without an entry or a link.
  package let bareClaims: Int

  /// True where there is nothing to look at.
  package var isEmpty: Bool {
    onDueDay + longAfter + bareClaims + (sharedLinks ?? 0) + (sharedTitles ?? 0) == 0
  }
}

/// All signals of a run.
package struct SignalReport: Sendable {
  /// One for each unit, in registry order.
  package let units: [UnitSignals]
  /// At most one finding for each unit and kind of signal; all are information.
  package let diagnostics: [Diagnostic]
}

/// A unit's word, outside the log and without a link, that a task is done.
package struct CompletionClaim: Sendable {
  package let unit: Int
  package let task: Int
  package let location: SourceLocation

  /// The word as it stands in a row of a ledger.
  package init(unit: Int, task: Int, location: SourceLocation) {
    self.unit = unit
    self.task = task
    self.location = location
  }
}

extension EntrySignals {
  /// A link that serves so many tasks of a unit is told.
  static let tasksOfLink = 3
  /// A title that stands in so many units' entries is told.
  static let unitsOfTitle = 3
  /// Entries on due days are told from so many, where they are half of the task's.
  static let bunched = 5
  /// Repeated titles of a unit are told from so many; fewer happen by chance.
  static let leastTitles = 5

  /// Works out the signals; `locate` says where an entry stands.
  package func report(
    units: [ReportingUnit], tasks: [WorkTask], claims: [CompletionClaim],
    locate: (ProgressPosition) -> SourceLocation
  ) -> SignalReport {
    var diagnostics: [Diagnostic] = []
    let links = sharedLinks()
    let titles = sharedTitles()
    let claims = unsupported(claims)
    let rows = (0..<unitCount).map { unit in
      let bunched = bunching(of: unit)
      let own = UnitFindings(
        bunched: bunched.tasks, late: Int(late[unit]), longest: Int(longest[unit]),
        longestPosition: ProgressPosition(packed: longestPosition[unit]),
        links: links?[Int32(unit)], titles: titles?[Int32(unit)], claims: claims[unit] ?? [])
      diagnostics += own.diagnostics(unit: units[unit].name, tasks: tasks, locate: locate)
      return UnitSignals(
        unit: unit, entries: bunched.entries, onDueDay: bunched.onDueDay, longAfter: own.late,
        sharedLinks: links == nil ? nil : own.links?.count ?? 0,
        sharedTitles: titles == nil ? nil : own.titles?.count ?? 0, bareClaims: own.claims.count)
    }
    return SignalReport(units: rows, diagnostics: diagnostics.ordered())
  }

  /// The entries of a unit, those on due days, and the tasks of which half are.
  private func bunching(of unit: Int) -> (
    entries: Int, onDueDay: Int, tasks: [(task: Int, entries: Int, onDueDay: Int)]
  ) {
    var found: (entries: Int, onDueDay: Int, tasks: [(task: Int, entries: Int, onDueDay: Int)]) =
      (0, 0, [])
    for task in 0..<taskCount {
      let all = Int(entries[unit * taskCount + task])
      let last = Int(onDueDay[unit * taskCount + task])
      found.entries += all
      found.onDueDay += last
      if last >= Self.bunched, last * 2 >= all { found.tasks.append((task, all, last)) }
    }
    return found
  }

  /// What is told of one unit.
  private struct UnitFindings {
    let bunched: [(task: Int, entries: Int, onDueDay: Int)]
    let late: Int
    let longest: Int
    let longestPosition: ProgressPosition
    let links: [Shared]?
    let titles: [Shared]?
    let claims: [CompletionClaim]

    func diagnostics(
      unit: String, tasks: [WorkTask], locate: (ProgressPosition) -> SourceLocation
    ) -> [Diagnostic] {
      var found: [Diagnostic] = []
      func add(_ rule: DiagnosticRule, _ location: SourceLocation, _ words: String) {
        found.append(Diagnostic(rule, at: location, unit: unit, found: words))
      }
      if !bunched.isEmpty {
        let words = bunched.prefix(5).map {
          "任务\(tasks[$0.task].id)的\($0.entries)条中有\($0.onDueDay)条"
        }
        let more = bunched.count > 5 ? "等\(bunched.count)项任务" : ""
        add(
          .signalLastDay, SourceLocation(file: ""),
          words.joined(separator: "，") + more + "的公开日期正是到期日")
      }
      if late > 0 {
        add(
          .signalLongAfter, locate(longestPosition),
          "有\(late)条的公开日期比信息形成日期晚\(EntrySignals.longDays)天以上，最长的晚\(longest)天，即此处")
      }
      if let links, let first = links.first {
        add(
          .signalSharedLink, locate(first.position),
          "有\(links.count)个网址各用于\(EntrySignals.tasksOfLink)项以上任务，最多的一个用于\(first.count)项，首次在此处")
      }
      if let titles, titles.count >= EntrySignals.leastTitles, let first = titles.first {
        add(
          .signalSharedTitle, locate(first.position),
          "有\(titles.count)个标题与别的单位一字不差，最多的一个有\(first.count)个单位使用，本单位首次在此处")
      }
      if let first = claims.first {
        let ids = Set(claims.map(\.task)).ordered().map { tasks[$0].id }
        let named = ids.prefix(10).joined(separator: "、") + (ids.count > 10 ? "等" : "")
        add(
          .signalBareClaim, first.location,
          "台账有\(claims.count)条写已完成，而进展日志没有该任务的条目，也没有佐证网址（任务\(named)），首条在此处")
      }
      return found
    }
  }

  /// A link or title that is told: how widely it is used, and its first place in the unit.
  private struct Shared {
    let count: Int
    let position: ProgressPosition
  }

  /// Links that serve several tasks of one unit, the widest first.
  private func sharedLinks() -> [Int32: [Shared]]? {
    marks.map { marks in
      let sorted = Self.frequent(marks, Self.tasksOfLink) { $0.link }.ordered {
        ($0.unit, $0.link, $0.task, $0.position) < ($1.unit, $1.link, $1.task, $1.position)
      }
      var result: [Int32: [Shared]] = [:]
      for group in Self.runs(sorted, where: { $0.unit == $1.unit && $0.link == $1.link }) {
        let tasks = Set(group.map(\.task)).count
        guard tasks >= Self.tasksOfLink, let first = group.map(\.position).min() else { continue }
        result[group[group.startIndex].unit, default: []].append(
          Shared(count: tasks, position: first))
      }
      return result.mapValues(Self.ordered)
    }
  }

  /// Titles that stand in several units' entries, by unit, the widest first.
  private func sharedTitles() -> [Int32: [Shared]]? {
    marks.map { marks in
      let sorted = Self.frequent(marks, Self.unitsOfTitle) { $0.title }.ordered {
        ($0.title, $0.unit, $0.position) < ($1.title, $1.unit, $1.position)
      }
      var result: [Int32: [Shared]] = [:]
      for group in Self.runs(sorted, where: { $0.title == $1.title }) {
        let own = Self.runs(group, where: { $0.unit == $1.unit })
        guard own.count >= Self.unitsOfTitle else { continue }
        for part in own {
          let first = part[part.startIndex]
          result[first.unit, default: []].append(
            Shared(count: own.count, position: first.position))
        }
      }
      return result.mapValues(Self.ordered)
    }
  }

  /// The marks whose key may stand at least so often; most stand once, and need not be sorted.
  private static func frequent(
    _ marks: [Mark], _ least: Int, by key: (Mark) -> UInt64
  ) -> [Mark] {
    // Keys that share a counter are kept in vain, never lost. Keys are hashes with well mixed bits.
    let least = UInt8(least)
    var counts = [UInt8](repeating: 0, count: 1 << 18)
    let mask = UInt64(counts.count - 1)
    for mark in marks {
      let bucket = Int(key(mark) & mask)
      if counts[bucket] < least { counts[bucket] += 1 }
    }
    return marks.filter { key($0) != 0 && counts[Int(key($0) & mask)] >= least }
  }

  private static func ordered(_ found: [Shared]) -> [Shared] {
    found.ordered { ($1.count, $0.position) < ($0.count, $1.position) }
  }

  /// Runs of neighbours that belong together.
  private static func runs(
    _ marks: some RandomAccessCollection<Mark>, where same: (Mark, Mark) -> Bool
  ) -> [ArraySlice<Mark>] {
    let all = Array(marks)
    var result: [ArraySlice<Mark>] = []
    var start = 0
    while start < all.count {
      var end = start + 1
      while end < all.count, same(all[start], all[end]) { end += 1 }
      result.append(all[start..<end])
      start = end
    }
    return result
  }

  /// Claims of tasks for which the unit has no entry, by unit.
  private func unsupported(_ claims: [CompletionClaim]) -> [Int: [CompletionClaim]] {
    Dictionary(grouping: claims.filter { !hasEntry(unit: $0.unit, task: $0.task) }, by: \.unit)
      .mapValues { rows in rows.ordered { $0.location < $1.location } }
  }
}
