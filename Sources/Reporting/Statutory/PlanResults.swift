import Disclosure
import ProgressLog
package import Scoring
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

  /// From the assessment; only of one unit, by its place in the registry, where one is given.
  package init(title: String = "", assessment: AssessmentResult, unit: Int? = nil) {
    let positions = unit.map { $0..<($0 + 1) } ?? assessment.units.indices
    self.title = title
    tasks = assessment.schedule.tasks.enumerated().compactMap { index, task in
      var bound = [Bool](repeating: false, count: assessment.units.count)
      for duty in task.duties where bound.indices.contains(duty.unit) { bound[duty.unit] = true }
      var counts = OutcomeCounts()
      var number = 0
      var checkedOff = 0
      for position in positions where bound[position] {
        let part = assessment.units[position].obligations.task(index)
        number += 1
        counts += part
        if assessment.closing.state(part, unit: position, task: index) == .closed {
          checkedOff += 1
        }
      }
      guard unit == nil || number > 0 else { return nil }
      return PlanTaskResult(
        task: task.id, theme: task.theme, title: task.title, units: number,
        checkedOff: checkedOff, counts: counts)
    }
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
