package import Disclosure

extension TimeSpan {
  /// `20个工作日`, `30日`, `1个月`.
  package var words: String {
    switch measure {
    case .workingDays: "\(count)个工作日"
    case .days: "\(count)日"
    case .months: "\(count)个月"
    }
  }
}

extension DeadlineClause {
  /// What the clause asks for, in an office's words.
  package var meaning: String {
    switch rule {
    case .by(let date): "\(date.chinese)前完成"
    case .within(let span, let event): "\(event ?? "信息形成")后\(span.words)内"
    case .withinAfterEach(let span, let period): "每\(period.label)结束后\(span.words)内"
    case .each(let period): "每\(period.label)一次"
    case .eachBy(let period, let month, let day):
      period == .month ? "每月\(day)日前" : "每\(period.label)第\(month)个月\(day)日前"
    case .atLeast(let count, let period): "每\(period.label)至少\(count)次"
    case .lasting(let span): "持续不少于\(span.words)"
    case .continuous: "长期坚持"
    case .promptly: "及时"
    case .periodic: "定期，周期未写明"
    case .during(let name): name.hasSuffix("期间") || name.hasSuffix("时段") ? "\(name)内" : "\(name)期间"
    }
  }
}
