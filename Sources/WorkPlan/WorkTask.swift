package import Diagnostics

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

  /// Makes a duty.
  package init(unit: Int, role: DutyRole) {
    self.unit = unit
    self.role = role
  }
}

/// A task (任务) of the year's plan.
package struct WorkTask: Hashable, Sendable {
  /// The number as published, folded to half width.
  package let id: String
  /// The theme (主题).
  package let theme: String
  /// The second-level theme; empty where there is none.
  package let subtheme: String
  /// The short title.
  package let title: String
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
  /// The row of the plan.
  package let location: SourceLocation

  /// Makes a task.
  package init(
    id: String, theme: String, subtheme: String = "", title: String, responsibilityText: String,
    deadlineText: String, weight: String = "", duties: [Duty], mark: ResponsibilityMark = .closed,
    clauses: [DeadlineClause], location: SourceLocation
  ) {
    self.id = id
    self.theme = theme
    self.subtheme = subtheme
    self.title = title
    self.responsibilityText = responsibilityText
    self.deadlineText = deadlineText
    self.weight = weight
    self.duties = duties
    self.mark = mark
    self.clauses = clauses
    self.location = location
  }
}
