import Disclosure
import WorkPlan

/// A task's deadlines in words and days, as a unit reads them.
enum DueWords {
  /// What a clause asks for.
  static func requirement(_ clause: DeadlineClause) -> String {
    let object = clause.object.map { "\($0)：" } ?? ""
    return object + words(clause.rule)
  }

  private static func words(_ rule: DeadlineClause.Rule) -> String {
    switch rule {
    case .by(let day): "\(day.iso) 前至少公开1条"
    case .within(let span, let event): "\(event ?? "信息形成")之日起\(self.span(span))内公开"
    case .withinAfterEach(let span, let period): "每\(period.label)结束后\(self.span(span))内公开"
    case .each(let period): "每\(period.label)至少公开1条"
    case .eachBy(let period, let month, let day): "每\(period.label)第\(month)个月的\(day)日前公开"
    case .atLeast(let count, let period): "每\(period.label)至少公开\(count)条"
    case .lasting(let span): "公示、征集不少于\(self.span(span))"
    case .continuous: "持续公开，按下列时段检查"
    case .promptly: "信息形成或变更后20个工作日内公开"
    case .periodic: "定期公开，按下列时段检查"
    case .during(let name): "\(name)内按时段公开"
    }
  }

  private static func span(_ span: TimeSpan) -> String {
    switch span.measure {
    case .workingDays: "\(span.count)个工作日"
    case .days: "\(span.count)日"
    case .months: "\(span.count)个月"
    }
  }

  /// The computed due days of a clause for a unit.
  static func days(_ clause: ScheduledClause, unit: ReportingUnit) -> String {
    switch clause.shape {
    case .perEntry: return "逐条计算，从信息形成日期起算"
    case .lasting: return "逐条计算，从公开日期到结束日期"
    case .unknownWindow: return "方案没有写明这一时段，暂不能计算"
    case .firstEntry, .counted:
      let duties = clause.duties.filter { unit.exists(during: $0.range) }
      guard !duties.isEmpty else { return "本年度没有到期的" }
      return duties.map { $0.name.isEmpty ? $0.due.iso : "\($0.name) \($0.due.iso)" }
        .joined(separator: "；")
    }
  }
}
