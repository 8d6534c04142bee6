import Disclosure
import WorkPlan

/// A task's due days, as a unit reads them.
enum DueWords {
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
