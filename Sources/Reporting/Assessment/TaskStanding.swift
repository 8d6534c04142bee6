import Diagnostics
import Disclosure
import ProgressLog
import Scoring
import WorkPlan

/// How each unit stands with each of its tasks: nobody is told to have stopped where nothing was due.
struct TaskStanding: Sendable {
  /// The state of a task for a unit.
  enum State: UInt8, Sendable {
    case notBound, checkedOff, awaited, open, stagnant, nothingDue

    /// The word a reader sees.
    var label: String {
      switch self {
      case .notBound: ""
      case .checkedOff: "已销号"
      case .awaited: "待确认"
      case .open: "在办"
      case .stagnant: "停滞"
      case .nothingDue: "无应办"
      }
    }

    /// The word in a sheet of many narrow columns.
    var shortLabel: String {
      switch self {
      case .notBound: ""
      case .checkedOff: "销号"
      case .awaited: "待"
      case .open: "在办"
      case .stagnant: "停滞"
      case .nothingDue: "无"
      }
    }
  }

  /// Counts over the tasks of a unit.
  struct Counts: Sendable {
    var bound = 0
    var checkedOff = 0
    var stagnant = 0
    var last: PlainDate?
  }

  /// The units of a task.
  struct Units: Sendable {
    /// All that are bound.
    var bound: [Int] = []
    /// Those that owed something by as_of.
    var owing: [Int] = []
    /// Those of them that have done all of it.
    var done = 0
    /// Those of them that have not done all of it.
    var behind: [Int] = []
    /// Those of them that stand still.
    var stagnant: [Int] = []
    var checkedOff = 0
    /// Those that have done all and wait for the team's word.
    var awaited = 0
    var last: PlainDate?

    /// The share of those that owed something and stand still, for sorting.
    var stalledShare: Exact {
      owing.isEmpty ? .zero : Exact(stagnant.count, owing.count)
    }

    /// The state of the task as a whole.
    var label: String {
      if bound.isEmpty { return "无责任单位" }
      if checkedOff == bound.count { return "已销号" }
      if awaited > 0, checkedOff + awaited == bound.count { return "待确认" }
      if owing.isEmpty { return "无应办" }
      if stagnant.isEmpty { return "在办" }
      return stagnant.count * 2 > owing.count ? "停滞" : "部分停滞"
    }
  }

  private(set) var units: [Counts] = []
  private(set) var tasks: [Units] = []
  /// Unit × task.
  private var states: [State] = []

  /// The standing of no unit, for lists that do not ask for it.
  init() {}

  init(_ result: AssessmentResult, asOf: PlainDate, stagnantAfter days: Int) {
    let count = result.schedule.tasks.count
    let yearStart = DayRange.year(result.schedule.settings.year).first
    units = Array(repeating: Counts(), count: result.units.count)
    tasks = Array(repeating: Units(), count: count)
    states = Array(repeating: .notBound, count: result.units.count * count)
    for (row, unit) in result.units.enumerated() {
      for task in 0..<count where !unit.obligations.byClause[task].isEmpty {
        let outcomes = unit.obligations.task(task)
        let last = unit.activity[task].last
        let silent = Int(asOf.dayNumber - (last ?? yearStart).dayNumber)
        // Something was due, it did not come, and nothing has come since.
        let state: State =
          switch result.closing.state(outcomes, unit: row, task: task) {
          case .closed: .checkedOff
          case .awaited: .awaited
          case .open where outcomes.total == 0: .nothingDue
          case .open where outcomes.missed > 0 && silent > days: .stagnant
          case .open: .open
          }
        states[row * count + task] = state
        units[row].bound += 1
        tasks[task].bound.append(row)
        if state == .checkedOff {
          units[row].checkedOff += 1
          tasks[task].checkedOff += 1
        }
        if state == .awaited { tasks[task].awaited += 1 }
        if outcomes.due > 0 {
          tasks[task].owing.append(row)
          if outcomes.missed + outcomes.unknown == 0 {
            tasks[task].done += 1
          } else {
            tasks[task].behind.append(row)
          }
        }
        if state == .stagnant {
          units[row].stagnant += 1
          tasks[task].stagnant.append(row)
        }
        if let last {
          units[row].last = units[row].last.map { max($0, last) } ?? last
          tasks[task].last = tasks[task].last.map { max($0, last) } ?? last
        }
      }
    }
  }

  /// The state of a task for a unit.
  func state(unit: Int, task: Int) -> State { states[unit * tasks.count + task] }

  /// Tasks by the share of units that stand still, then by how many are behind, then in plan order.
  var tasksWorstFirst: [Int] {
    tasks.indices.ordered { left, right in
      let (a, b) = (tasks[left], tasks[right])
      if a.stalledShare != b.stalledShare { return a.stalledShare > b.stalledShare }
      return a.behind.count == b.behind.count ? left < right : a.behind.count > b.behind.count
    }
  }
}
