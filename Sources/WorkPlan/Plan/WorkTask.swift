package import Diagnostics
package import Disclosure

/// How definite the responsible units of a task are.
package enum ResponsibilityMark: String, Sendable, Hashable {
  /// An explicit list or whole groups.
  case closed
  /// A list that ends in …等有关部门.
  case open
  /// Only 有关职能部门 or the like.
  case vague
  /// …号文件确定的责任单位.
  case byReference

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .closed: "明确"
    case .open: "开放"
    case .vague: "笼统"
    case .byReference: "引用文件"
    }
  }
}

/// A unit's part in a task.
package enum DutyRole: String, Sendable, Hashable {
  /// 牵头
  case lead
  /// 责任 (配合, 落实 and 参与 count as this)
  case responsible

  /// The word a reader sees.
  package var label: String { self == .lead ? "牵头" : "责任" }
}

/// A unit that a task binds.
package struct Duty: Hashable, Sendable {
  /// The unit, by its place in the registry.
  package let unit: Int
  /// Its part.
  package let role: DutyRole
  /// The days on which it is the unit's, where that changes within the year; nil: always.
  package let days: DayRange?

  package init(unit: Int, role: DutyRole, days: DayRange? = nil) {
    self.unit = unit
    self.role = role
    self.days = days
  }

  /// True where a period that falls due on a day is owed by this unit: nobody else owes it then.
  package func owes(_ due: PlainDate) -> Bool { days?.contains(due) ?? true }
}

/// A task (任务) of the year's plan.
package struct WorkTask: Hashable, Sendable {
  /// The number as published, folded to half width.
  package let id: String
  /// The theme (主题).
  package let theme: String
  /// The second-level theme; empty where there is none.
  package let subtheme: String
  /// The short name (简称), shown in every output.
  package let title: String
  /// The whole text of the task as the plan has it.
  package let text: String
  /// The responsible units as published.
  package let responsibilityText: String
  /// The deadline phrase as published.
  package let deadlineText: String
  /// 权重, as written; shown, and used only by a rule that names it.
  package let weight: String
  /// The units bound, in registry order, each once.
  package let duties: [Duty]
  /// How definite the responsible units are.
  package let mark: ResponsibilityMark
  /// The deadlines, in the order of the phrase.
  package let clauses: [DeadlineClause]
  /// What was read in the phrases, for the readings of the plan.
  package let readings: TaskReadings
  /// The row of the plan.
  package let location: SourceLocation

  package init(
    id: String, theme: String, subtheme: String = "", title: String, text: String? = nil,
    responsibilityText: String, deadlineText: String, weight: String = "", duties: [Duty],
    mark: ResponsibilityMark = .closed, clauses: [DeadlineClause],
    readings: TaskReadings = TaskReadings(), location: SourceLocation
  ) {
    self.id = id
    self.theme = theme
    self.subtheme = subtheme
    self.title = title
    self.text = text ?? title
    self.readings = readings
    self.responsibilityText = responsibilityText
    self.deadlineText = deadlineText
    self.weight = weight
    self.duties = duties
    self.mark = mark
    self.clauses = clauses
    self.location = location
  }

  /// What a unit has to do with the task; nil where it is not bound.
  package func duty(of unit: Int) -> Duty? { duties.duty(of: unit) }
}

extension [Duty] {
  /// What a unit has to do, in a task's duties; nil where it is not bound.
  package func duty(of unit: Int) -> Duty? {
    // In registry order: a province asks this of ten thousand units, task by task.
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].unit < unit { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].unit == unit ? self[low] : nil
  }
}

/// How the phrases of a task came to what they bind.
package struct TaskReadings: Hashable, Sendable {
  /// Who settled a reading.
  package enum Source: String, Hashable, Sendable {
    /// The phrase itself.
    case phrase = "原文"
    /// 核定 in the plan or in the review.
    case person = "核定"
    /// pipeline.yaml: `responsible`, `deadlines.missing`.
    case configuration = "配置"
  }
  /// One part of a time phrase and what became of it.
  package struct Part: Hashable, Sendable {
    package var phrase: String
    package var clauses: [DeadlineClause]
    package var source: Source
    /// Why it makes no clause; empty where it does.
    package var remark: String
    /// True where nothing reads it.
    package var isUnread: Bool

    package init(
      phrase: String, clauses: [DeadlineClause], source: Source, remark: String = "",
      isUnread: Bool = false
    ) {
      self.phrase = phrase
      self.clauses = clauses
      self.source = source
      self.remark = remark
      self.isUnread = isUnread
    }
  }
  /// Where the units came from.
  package var units = Source.phrase
  /// Names that nobody knows.
  package var unknownNames: [String] = []
  /// The parts of the time phrase.
  package var parts: [Part] = []

  /// Nothing read.
  package init() {}
}
