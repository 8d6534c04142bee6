package import Diagnostics

/// A unit (单位) that is assessed and reports: a department, a town, a development zone.
package struct ReportingUnit: Hashable, Sendable {
  /// The registered name.
  package let name: String
  /// The group it is ranked in: 县直部门, 镇街, 开发区 and so on.
  package let group: String
  /// The other groups it belongs to, whose duties bind it as well (重点领域部门).
  package let alsoIn: [String]
  /// Other names it is called by.
  package let aliases: [String]
  /// Marks such as 垂直管理 or 规章制定权.
  package let attributes: Set<String>
  /// The first day it exists; nil: always did.
  package let enabledFrom: PlainDate?
  /// The last day it exists; nil: still does.
  package let disabledAfter: PlainDate?
  /// The unit that took it over, by registered name.
  package let mergedInto: String?
  /// The row of units.csv.
  package let location: SourceLocation

  package init(
    name: String, group: String, alsoIn: [String] = [], aliases: [String] = [],
    attributes: Set<String> = [], enabledFrom: PlainDate? = nil, disabledAfter: PlainDate? = nil,
    mergedInto: String? = nil,
    location: SourceLocation = SourceLocation(file: "units.csv")
  ) {
    self.name = name
    self.group = group
    self.alsoIn = alsoIn
    self.aliases = aliases
    self.attributes = attributes
    self.enabledFrom = enabledFrom
    self.disabledAfter = disabledAfter
    self.mergedInto = mergedInto
    self.location = location
  }

  /// All groups, the one it is ranked in first.
  package var allGroups: [String] { [group] + alsoIn }
  /// Reports upward; listed but not summed into the county (domain.md, "Roll-up").
  package var isVerticallyManaged: Bool { attributes.contains("垂直管理") }
  /// May issue 规章 (I10).
  package var mayIssueRules: Bool { attributes.contains("规章制定权") }

  /// The days the unit exists within a range.
  package func exists(during range: DayRange) -> Bool {
    (enabledFrom.map { $0 <= range.last } ?? true)
      && (disabledAfter.map { $0 >= range.first } ?? true)
  }
}
