import Disclosure
package import WorkPlan

/// One phrase to be looked at: what it says and what it was read as.
package struct ReviewRow: Sendable, Hashable {
  /// How sure the reading is.
  package enum Certainty: String, Sendable, Hashable, CaseIterable {
    case unread = "读不懂"
    case open = "待核"
    case sure = "确定"
  }
  package var task: String
  package var title: String
  package var isUnits: Bool
  package var sentence: String
  package var phrase: String
  /// What it was read as, in words.
  package var words: String
  /// What it was read as, in the form that 核定 accepts; empty where it was not read.
  package var canonical: String
  package var certainty: Certainty

  /// The rows of a task: its responsible bodies, then its times.
  package static func rows(of task: NoticeTask) -> [ReviewRow] {
    [units(of: task)] + deadlines(of: task)
  }

  /// What the responsible bodies were read as.
  package static func units(of task: NoticeTask) -> ReviewRow {
    let units = task.units
    var parts: [String] = []
    if !units.lead.isEmpty { parts.append("牵头：" + units.lead.joined(separator: "、")) }
    let leads = Set(units.lead)
    let others = units.named.filter { !leads.contains($0) }
    if !others.isEmpty { parts.append("责任：" + others.joined(separator: "、")) }
    if !units.groups.isEmpty { parts.append("整组：" + units.groups.joined(separator: "、")) }
    let certainty: Certainty
    switch units.mark {
    case .closed: certainty = .sure
    case .open:
      parts.append("另有未列明的单位")
      certainty = .open
    case .vague:
      parts.append("没有写明是哪些单位")
      certainty = .unread
    case .byReference:
      parts.append("按所引文件或职责确定的单位")
      certainty = .open
    case .none:
      parts.append("没有写责任单位")
      certainty = .unread
    }
    let canonical = (units.named.map { leads.contains($0) ? $0 + "（牵头）" : $0 } + units.groups)
      .joined(separator: "；")
    return ReviewRow(
      task: task.id, title: task.shortName, isUnits: true, sentence: units.phrase,
      phrase: units.phrase,
      words: parts.joined(separator: "；"), canonical: canonical, certainty: certainty)
  }

  /// What the times were read as; one row a phrase.
  package static func deadlines(of task: NoticeTask) -> [ReviewRow] {
    var rows: [ReviewRow] = []
    var readings: [(phrase: String, items: [ClauseReading])] = []
    var places: [String: Int] = [:]
    for reading in task.clauses {
      if let index = places[reading.phrase] {
        readings[index].items.append(reading)
      } else {
        places[reading.phrase] = readings.count
        readings.append((reading.phrase, [reading]))
      }
    }
    let title = task.shortName
    for (phrase, items) in readings {
      let hasPeriodic = items.contains { $0.clause.kind == .periodic }
      rows.append(
        ReviewRow(
          task: task.id, title: title, isUnits: false, sentence: items[0].sentence,
          phrase: phrase,
          words: items.map(\.words).joined(separator: "；"),
          canonical: items.map(\.canonical).joined(separator: ";"),
          certainty: hasPeriodic || items.contains { !$0.isCertain || $0.clause.kind == .during }
            ? .open : .sure))
    }
    for part in task.unread {
      rows.append(
        ReviewRow(
          task: task.id, title: title, isUnits: false, sentence: part.phrase,
          phrase: part.phrase,
          words: part.why, canonical: "", certainty: .unread))
    }
    if rows.isEmpty {
      rows.append(
        ReviewRow(
          task: task.id, title: title, isUnits: false, sentence: task.text, phrase: "",
          words: "没有写时间", canonical: "none", certainty: .open))
    }
    return rows
  }
}

extension ClauseReading {
  /// The clause with whom alone it binds and what serves it.
  package var whole: DeadlineClause {
    var whole = clause
    if let units { whole.onlyFor = (units.named + units.groups).joined(separator: "、") }
    whole.evidence = evidence
    if case .during(let name) = clause.rule, name.closes(with: "期间") {
      whole.rule = .during(String(name.dropLast(2)))
    }
    return whole
  }

  /// The canonical form with its suffixes; a year that nobody knows is written YYYY.
  package var canonical: String {
    whole.canonical.exchanging(String(Notice.unknownYear) + "-", for: "YYYY-")
  }

  /// The canonical form of the demand alone.
  package var plainCanonical: String {
    var plain = DeadlineClause(whole.rule)
    plain.isSoft = false
    return plain.canonical.exchanging(String(Notice.unknownYear) + "-", for: "YYYY-")
  }

  /// What it asks for, in words.
  package var words: String { whole.meaning.exchanging(String(Notice.unknownYear) + "年", for: "") }
}
