import Diagnostics
import Disclosure
import ProgressLog
import Scoring
import WorkPlan

/// What a unit lost, one line a matter: an item that costs under two indicators stands once with both, the periods of
/// one duty stand together, and rounding is one line at the end.
///
/// The lines add up to the unit's full mark minus its total, exactly.
struct UnitLosses: Sendable {
  /// What stands for an indicator where a line changes the total.
  static let adjustmentName = "总分折算与加减分"
  /// What stands for an indicator in the line of rounding.
  static let roundingName = "四舍五入"
  static let roundingReason = "各项得分和总分四舍五入的差额"

  /// A matter that cost points, or gave some.
  struct Line: Sendable {
    /// The indicators, in tree order; empty for what changes the total.
    var ids: [String]
    var names: [String]
    var amount: Exact
    var reason: String
    let source: LostPointSource

    /// The indicators as a reader sees them.
    var indicator: String {
      names.isEmpty ? UnitLosses.adjustmentName : names.joined(separator: "、")
    }
    var code: String { ids.joined(separator: "、") }
  }

  /// The heaviest first, gains after them, rounding last.
  let lines: [Line]
  /// Full mark minus total; nil where the total is unknown.
  let sum: Exact

  private enum Key: Hashable {
    case duty(task: Int, clause: Int, outcome: Outcome)
    case entry(Int)
    case other(String, LostPointSource)
  }

  /// Gathers the lines of a unit, by its place in the registry.
  init(_ result: AssessmentResult, unit index: Int, names: TaskNames) {
    let unit = result.units[index]
    var indices: [Key: Int] = [:]
    var lines: [Line] = []
    var members: [Int: [Int]] = [:]
    var rounding = Exact.zero
    func add(_ point: LostPoint, id: String, name: String) {
      guard point.role != .rounding else {
        rounding += point.amount
        return
      }
      let key: Key
      if let obligation = point.obligation {
        let item = unit.obligations.overdue[obligation]
        key =
          item.position == nil
          ? .duty(task: item.task, clause: item.clause, outcome: item.outcome) : .entry(obligation)
      } else {
        key = .other(point.reason, point.source)
      }
      let line = indices[key] ?? lines.count
      if line == lines.count {
        indices[key] = line
        lines.append(
          Line(ids: [], names: [], amount: .zero, reason: point.reason, source: point.source))
      }
      lines[line].amount += point.amount
      if !id.isEmpty, !lines[line].ids.contains(id) {
        lines[line].ids.append(id)
        lines[line].names.append(name)
      }
      if let obligation = point.obligation, !members[line, default: []].contains(obligation) {
        members[line, default: []].append(obligation)
      }
    }
    for leaf in unit.score.leaves {
      for point in leaf.lost { add(point, id: leaf.id, name: leaf.name) }
    }
    for point in unit.score.adjustments { add(point, id: "", name: "") }
    for (line, obligations) in members {
      let items = obligations.map { unit.obligations.overdue[$0] }
      lines[line].reason = Self.words(items, names: names, tasks: result.schedule.tasks)
    }
    var ordered = lines.enumerated().ordered { left, right in
      left.element.amount == right.element.amount
        ? left.offset < right.offset : left.element.amount > right.element.amount
    }.map(\.element)
    if !rounding.isZero {
      ordered.append(
        Line(
          ids: [], names: [Self.roundingName], amount: rounding, reason: Self.roundingReason,
          source: .none))
    }
    self.lines = ordered
    sum = ordered.reduce(.zero) { $0 + $1.amount }
  }

  /// A duty that was not kept, with all its periods.
  private static func words(_ items: [OverdueObligation], names: TaskNames, tasks: [WorkTask])
    -> String
  {
    guard let first = items.first else { return "" }
    let task = names.quoted(first.task, tasks)
    if first.position != nil {
      let title = first.title.isEmpty ? "" : "《\(first.title)》"
      let due = first.due.map { "应于\($0.iso)前公开，" } ?? ""
      let done = first.outcome == .late ? first.done.map { "实际\($0.iso)，" } ?? "" : ""
      let late = first.daysLate.map { "晚\($0)天" } ?? ""
      let verdict =
        first.outcome == .unknown
        ? "缺少判断所需的日期" : first.outcome == .late && !late.isEmpty ? late : first.outcome.label
      return "\(task)\(title)：\(due)\(done)\(verdict)"
    }
    var periods: [String] = []
    var dues: [String] = []
    for item in items {
      if !item.period.isEmpty, !periods.contains(item.period) { periods.append(item.period) }
      if let due = item.due?.iso, !dues.contains(due) { dues.append(due) }
    }
    let when = periods.isEmpty ? "" : periods.joined(separator: "、")
    let by = dues.count == 1 ? "应于\(dues[0])前完成，" : ""
    let how =
      switch first.outcome {
      case .missed: items.count > 1 ? "\(items.count)次没有办理" : "没有办理"
      case .late:
        items.count > 1
          ? "\(items.count)次逾期办理" : "\(first.done.map { $0.iso } ?? "")办理，晚\(first.daysLate ?? 0)天"
      default: "无法判断：\(first.outcome.label)"
      }
    return "\(task)\(when.isEmpty ? "" : "（\(when)）")：\(by)\(how)"
  }

  /// Losses by indicator, the greatest first: for the few words on why a unit stands where it stands.
  static func byIndicator(_ unit: UnitAssessment) -> [(name: String, amount: Exact)] {
    var losses: [(name: String, amount: Exact, order: Int)] = []
    for (index, leaf) in unit.score.leaves.enumerated() {
      guard let score = leaf.score, leaf.points > score else { continue }
      losses.append((leaf.name, leaf.points - score, index))
    }
    for step in unit.score.steps where step.change.isNegative && step.name != "取整" {
      losses.append((step.name, -step.change, losses.count + 1_000))
    }
    return losses.ordered {
      $0.amount == $1.amount ? $0.order < $1.order : $0.amount > $1.amount
    }.map { ($0.name, $0.amount) }
  }

  /// The three greatest losses in words: 任务完成3.12分，检查问题2分.
  static func greatest(_ unit: UnitAssessment, _ most: Int = 3, decimals: Int) -> String {
    byIndicator(unit).prefix(most).map { loss in
      let value = loss.amount.rounded(decimals: decimals)
      return "\(loss.name)\(value.shortestDecimal ?? value.fixed(decimals: decimals))"
    }.joined(separator: "，")
  }
}
