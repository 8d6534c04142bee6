import Diagnostics
import Disclosure
package import ProgressLog
import Registers
package import Scoring
import WorkPlan

/// Answers "why": the tree from a score to its rules and rows, a task's duties, a request's clock.
package struct Explanation: Sendable {
  /// What is asked about, beside the unit.
  package enum Subject: Sendable, Hashable {
    case score
    case indicator(String)
    case task(String)
    case request(String)
    /// How far the rank moves with the weights.
    case sensitivity
  }

  /// Why there is no answer.
  package enum Refusal: Error, Sendable, Hashable {
    case unknownUnit(String)
    case unknownIndicator(String, known: [String])
    /// Not in the plan, or not one of the unit's tasks.
    case unknownTask(String, own: [String])
    case unknownRequest(String)

    /// What to tell the person who asked.
    package var message: String {
      switch self {
      case .unknownUnit(let name): "名册中没有单位“\(name)”；请用登记名称"
      case .unknownIndicator(let id, let known):
        "没有编号为“\(id)”的指标；可用：\(known.joined(separator: "、"))"
      case .unknownTask(let id, let own):
        "“\(id)”不是该单位的任务；该单位的任务：\(own.isEmpty ? "（无）" : own.joined(separator: "、"))"
      case .unknownRequest(let number): "该单位本年没有登记编号为“\(number)”的申请"
      }
    }
  }

  let result: AssessmentResult
  let context: ReportContext
  let exceptions: [EntryException]

  /// Makes an explanation; with `exceptions` of the tally late entries are counted from their 信息形成日期.
  package init(
    _ result: AssessmentResult, _ context: ReportContext, exceptions: [EntryException] = []
  ) {
    self.result = result
    self.context = context
    self.exceptions = exceptions
  }

  /// The answer, line by line.
  package func lines(unit name: String, _ subject: Subject) throws(Refusal) -> [String] {
    guard let unit = result.units.first(where: { $0.unit.name == name }) else {
      throw .unknownUnit(name)
    }
    switch subject {
    case .score: return score(unit)
    case .indicator(let id): return try indicator(id, unit)
    case .task(let id): return try task(id, unit)
    case .request(let number): return try request(number, unit)
    case .sensitivity: return SensitivityWords(result).lines(of: unit.index)
    }
  }

  private var decimals: Int { result.system.rounding.decimals }

  // MARK: The score

  private func score(_ unit: UnitAssessment) -> [String] {
    let score = unit.score
    var lines = [headline(unit)]
    var leaf = 0
    for node in result.system.indicators {
      tree(node, depth: 1, leaf: &leaf, unit, into: &lines)
    }
    for item in score.bonus { lines.append("  加分 \(item.id) \(item.name)：\(standing(item))") }
    if !score.steps.isEmpty { lines.append("  由各项到总分：") }
    for step in score.steps {
      let reason = step.reason.isEmpty ? "" : "（\(step.reason)）"
      lines.append("    \(step.name)：\(signed(step.change)) → \(shown(step.result))\(reason)")
    }
    let losses = DeductionLines(result, only: unit.index)
    lines.append("  扣分明细（\(losses.count)行）：")
    for index in 0..<losses.count {
      let line = losses[index, result]
      let name = line.id.isEmpty ? line.name : "\(line.id) \(line.name)"
      lines.append(
        "    \(name) 扣\(shown(line.point.amount))：\(line.point.reason)\(origin(line.point))")
    }
    if let total = score.total {
      lines.append(
        "  合计扣\(shown(score.fullMark - total))＝满分\(score.fullMark.text)−总分\(total.fixed(decimals: decimals))"
      )
    }
    return lines
  }

  private func headline(_ unit: UnitAssessment) -> String {
    let score = unit.score
    guard let total = score.total else {
      return
        "\(unit.unit.name)（\(unit.unit.group)）总分\(score.isApplicable ? "未知：有指标缺少评分或数据" : "不适用：没有适用的指标")"
    }
    let grade = score.grade.map { "，\($0)" } ?? ""
    let rank = score.rank.map { "，第\($0)名" } ?? ""
    return
      "\(unit.unit.name)（\(unit.unit.group)）总分\(total.fixed(decimals: decimals))，满分\(score.fullMark.text)\(grade)\(rank)"
  }

  private func tree(
    _ node: IndicatorNode, depth: Int, leaf: inout Int, _ unit: UnitAssessment,
    into lines: inout [String]
  ) {
    let indent = String(repeating: "  ", count: depth)
    switch node.body {
    case .rule:
      let found = unit.score.leaves[leaf]
      leaf += 1
      lines.append("\(indent)\(found.id) \(found.name)（\(node.points.text)分）：\(standing(found))")
    case .children(let nodes):
      let sum = unit.score.nodeSums[node.id].map { shown($0) } ?? "不适用"
      lines.append("\(indent)\(node.id) \(node.name)（\(node.points.text)分）：\(sum)")
      for child in nodes { tree(child, depth: depth + 1, leaf: &leaf, unit, into: &lines) }
    }
  }

  private func standing(_ leaf: LeafResult) -> String {
    let basis = leaf.basis.isEmpty ? "" : "，\(leaf.basis)"
    return switch leaf.state {
    case .scored(let value): "得\(shown(value))分\(basis)"
    case .unknown: "未知，\(leaf.basis.isEmpty ? "缺少评分或数据" : leaf.basis)"
    case .notApplicable: "不适用\(basis)"
    case .excluded: "不适用于本单位"
    case .granted: "不适用，按办法给满分"
    }
  }

  // MARK: One indicator

  private func indicator(_ id: String, _ unit: UnitAssessment) throws(Refusal) -> [String] {
    let nodes = result.system.leaves + (result.system.bonus?.items ?? [])
    let found = unit.score.leaves + unit.score.bonus
    guard let index = nodes.firstIndex(where: { $0.id == id }), found.indices.contains(index) else {
      throw .unknownIndicator(id, known: nodes.map(\.id))
    }
    let node = nodes[index]
    let leaf = found[index]
    var lines = [
      "\(unit.unit.name) \(node.id) \(node.name)（\(node.points.text)分）：\(standing(leaf))",
      "  计分办法：\(RuleWords.method(node))",
    ]
    let scope = RuleWords.scope(node.filter)
    if !scope.isEmpty { lines.append("  取数范围：\(scope)") }
    lines.append("  适用对象：\(RuleWords.applicability(node.appliesTo))")
    let basis = node.basis.isEmpty ? result.system.basis : node.basis
    if !basis.isEmpty { lines.append("  依据：\(basis)") }
    if let part = leaf.numerator, let whole = leaf.denominator, whole > 0 {
      let exact = node.points * Exact(part, whole)
      lines.append("  分子\(part)，分母\(whole)，\(node.points.text)×\(part)/\(whole)＝\(shown(exact))")
    }
    if leaf.lost.isEmpty {
      lines.append("  没有扣分。")
    } else {
      lines.append(
        "  扣分（\(leaf.lost.count)行，合计\(shown(leaf.lost.reduce(.zero) { $0 + $1.amount }))）：")
      for point in leaf.lost {
        lines.append("    扣\(shown(point.amount))：\(point.reason)\(origin(point))")
      }
    }
    return lines
  }

  // MARK: One task

  private func task(_ id: String, _ unit: UnitAssessment) throws(Refusal) -> [String] {
    let tasks = result.schedule.tasks
    guard let index = tasks.firstIndex(where: { $0.id == id }),
      tasks[index].duties.contains(where: { $0.unit == unit.index })
    else {
      throw .unknownTask(
        id,
        own: tasks.filter { $0.duties.contains { $0.unit == unit.index } }.map(\.id))
    }
    let task = tasks[index]
    let role = task.duty(of: unit.index)?.role.label ?? ""
    let activity = unit.activity[index]
    var lines = [
      "\(unit.unit.name) 任务\(task.id) \(task.title)（\(role)）",
      "  要点：\(task.location.description)；时限要求：\(task.deadlineText)",
      "  进展记录\(activity.entries)条（另有重复\(activity.repeats)条）"
        + (activity.last.map { "，最近\($0.iso)" } ?? ""),
    ]
    let counts = Array(unit.obligations.byClause[index])
    for (number, clause) in result.schedule.clauses[index].enumerated() {
      lines.append(
        "  时限\(number + 1)：\(clause.clause.brief)（\(clause.clause.canonical)）")
      if counts.indices.contains(number) {
        let found = counts[number]
        lines.append(
          "    按期完成\(found.onTime)，逾期完成\(found.late)，逾期未完成\(found.missed)，未到期\(found.pending)，未知\(found.unknown)"
        )
      }
      let exceptions = unit.obligations.overdue.filter { $0.task == index && $0.clause == number }
      for item in exceptions {
        let place = item.position.map { "，\(context.locate($0).description)" } ?? ""
        let period = item.period.isEmpty ? "" : "\(item.period)："
        let due = item.due.map { "应于\($0.iso)前，" } ?? ""
        let done = item.done.map { "\($0.iso)办理，" } ?? ""
        let late = item.daysLate.map { "，逾期\($0)天" } ?? ""
        let workdays = item.workdaysLate.map { "（\($0)个工作日）" } ?? ""
        lines.append("    \(period)\(due)\(done)\(item.outcome.label)\(late)\(workdays)\(place)")
        lines += days(of: item, clause, unit).map { "      " + $0 }
      }
      if exceptions.isEmpty, !clause.duties.isEmpty {
        let dues = clause.duties.map {
          ($0.name.isEmpty ? "" : $0.name + " ") + ($0.isUnknown ? "未知" : $0.due.iso)
        }
        lines.append("    应办日：\(dues.joined(separator: "，"))")
      }
    }
    let total = unit.obligations.task(index)
    let closing =
      switch result.closing.state(total, unit: unit.index, task: index) {
      case .closed: "已销号"
      case .awaited: "应办事项已全部完成，等考核组确认"
      case .open: total.total == 0 ? "没有产生应办事项" : "未销号"
      }
    lines.append("  销号：\(closing)")
    return lines
  }

  /// How a due day in working days was counted, day by day; empty where it was not counted in working days.
  private func days(of item: OverdueObligation, _ clause: ScheduledClause, _ unit: UnitAssessment)
    -> [String]
  {
    guard let due = item.due else { return [] }
    let start: PlainDate
    let count: Int
    var firstDayCounts = false
    switch clause.clause.rule {
    case .within(let span, _) where span.measure == .workingDays:
      guard let position = item.position,
        let formed = exceptions.first(where: {
          $0.position == position && Int($0.clause) == item.clause
        })?.referenceDay
      else { return [] }
      start = formed
      count = span.count
      firstDayCounts = result.schedule.settings.firstDayCounts
    case .withinAfterEach(let span, _) where span.measure == .workingDays:
      guard let duty = clause.duties.first(where: { $0.due == due }) else { return [] }
      start = duty.range.last
      count = span.count
    default: return []
    }
    guard
      let counted = result.schedule.calendar.explain(
        adding: count, to: start, firstDayCounts: firstDayCounts)
    else { return [] }
    return ["从\(start.iso)起算\(count)个工作日："]
      + Self.calendarLines(
        counted.map { day in
          (
            day.day,
            day.ordinal.map { "第\($0)个工作日" + (day.reason == .adjusted ? "（调休上班）" : "") }
              ?? (day.day == start ? "起算日，不计" : "\(day.reason.rawValue)，不计")
          )
        })
  }

  /// Days with what each counted for, a line each.
  private static func calendarLines(_ days: [(PlainDate, String)]) -> [String] {
    let names = ["一", "二", "三", "四", "五", "六", "日"]
    return days.map { day, words in "\(day.iso) 星期\(names[day.weekday - 1])：\(words)" }
  }

  // MARK: One request

  private func request(_ number: String, _ unit: UnitAssessment) throws(Refusal) -> [String] {
    guard let item = unit.facts.requests.first(where: { $0.request.number == number }) else {
      throw .unknownRequest(number)
    }
    let request = item.request
    let clock = RequestClock(calendar: result.schedule.calendar)
    let standing = clock.standing(of: request, asOf: result.schedule.settings.asOf)
    var lines = [
      "\(unit.unit.name) 申请\(number)（\(request.location.description)）",
      "  \(request.received.iso)收到，申请人类型：\(request.applicant.rawValue)",
    ]
    if let day = request.correctionNotified { lines.append("  \(day.iso)通知补正") }
    if let day = request.correctionReceived { lines.append("  \(day.iso)收到补正，期限从此起算") }
    for interval in request.consultations {
      let end = interval.answered.map { "\($0.iso)回复" } ?? "没有回复日期"
      lines.append("  \(interval.sent.iso)征求意见，\(end)，其间不计")
    }
    if let day = request.extensionNotified {
      let words = standing.extensionDays > 0 ? "延长\(standing.extensionDays)个工作日" : "不计：告知时已过期限"
      lines.append("  \(day.iso)告知延期，\(words)")
    }
    if let day = request.feeNotified { lines.append("  \(day.iso)通知收费") }
    if let day = request.feePaid { lines.append("  \(day.iso)缴费") }
    let steps = clock.steps(of: standing)
    if let start = standing.countedFrom {
      lines.append("  从\(start.iso)的次日起算\(standing.allowance)个工作日：")
      lines += Self.calendarLines(
        steps.map { step in
          switch step.kind {
          case .counted(let number): (step.day, "第\(number)个工作日")
          case .dayOff(let reason): (step.day, "\(reason.rawValue)，不计")
          case .paused: (step.day, "征求意见期间，不计")
          }
        }
      ).map { "    " + $0 }
    } else {
      lines.append("  补正尚未收到，期限没有起算。")
    }
    let due =
      item.due.map { "应于\($0.iso)前答复" }
      ?? standing.missingYear.map { "答复期限未知：没有\($0)年的工作日历" } ?? "没有答复期限"
    let answered = standing.answered.map { "\($0.iso)答复" } ?? "截至\(context.asOf.iso)尚未答复"
    lines.append("  \(due)，\(answered)：\(item.isUnknown ? "未知" : item.isLate ? "逾期" : "未逾期")")
    return lines
  }

  // MARK: Words

  private func origin(_ point: LostPoint) -> String {
    guard let place = point.source.location(in: result, context) else { return "" }
    let text = place.description
    return text.isEmpty ? "" : "［\(text)］"
  }

  /// The shortest exact decimal, else rounded to two decimals more than scores have.
  private func shown(_ value: Exact) -> String {
    if let decimal = value.shortestDecimal, decimal.utf8.count <= 12 { return decimal }
    return value.fixed(decimals: decimals + 2)
  }

  private func signed(_ value: Exact) -> String {
    value.isNegative ? shown(value) : "+" + shown(value)
  }
}
