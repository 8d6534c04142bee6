package import WorkPlan

/// How one task of the year's plan was carried out.
package struct PlanTaskResult: Sendable, Hashable {
  /// The number as published.
  package var task: String
  package var theme: String
  package var title: String
  /// How many units it binds.
  package var units: Int
  /// How many of them have it 已销号.
  package var checkedOff: Int
  /// Obligations by outcome, over these units.
  package var counts: OutcomeCounts

  package init(
    task: String, theme: String, title: String, units: Int, checkedOff: Int, counts: OutcomeCounts
  ) {
    self.task = task
    self.theme = theme
    self.title = title
    self.units = units
    self.checkedOff = checkedOff
    self.counts = counts
  }
}

/// How a theme of the plan was carried out.
package struct PlanThemeResult: Sendable, Hashable {
  package let theme: String
  package let tasks: Int
  /// Tasks that every bound unit has 已销号.
  package let finished: Int
  package let counts: OutcomeCounts
}

/// How the year's plan was carried out, task by task, in plan order.
package struct PlanResults: Sendable, Hashable {
  /// The plan's published title; empty: 年度政务公开工作要点.
  package var title: String
  package var tasks: [PlanTaskResult]

  /// Makes results.
  package init(title: String = "", tasks: [PlanTaskResult]) {
    self.title = title
    self.tasks = tasks
  }

  /// Themes in plan order.
  package var themes: [PlanThemeResult] {
    var order: [String] = []
    var groups: [String: [PlanTaskResult]] = [:]
    for task in tasks {
      if groups[task.theme] == nil { order.append(task.theme) }
      groups[task.theme, default: []].append(task)
    }
    return order.map { theme in
      let own = groups[theme] ?? []
      return PlanThemeResult(
        theme: theme, tasks: own.count,
        finished: own.count { $0.units > 0 && $0.checkedOff == $0.units },
        counts: own.reduce(into: OutcomeCounts()) { $0 += $1.counts })
    }
  }

  /// All obligations.
  package var total: OutcomeCounts { tasks.reduce(into: OutcomeCounts()) { $0 += $1.counts } }
}
