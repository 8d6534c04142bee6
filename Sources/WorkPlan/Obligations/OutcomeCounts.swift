/// Counts of outcomes.
package struct OutcomeCounts: Sendable, Hashable {
  package var onTime = 0
  package var late = 0
  package var missed = 0
  package var pending = 0
  package var unknown = 0
  /// Working days late, added up.
  package var lateWorkdays = 0

  /// None.
  package init() {}

  /// due = 按期 + 逾期完成 + 逾期未完成 + 未知.
  package var due: Int { onTime + late + missed + unknown }
  /// 按期 + 逾期完成.
  package var completed: Int { onTime + late }
  /// All, pending included.
  package var total: Int { due + pending }
  /// Some duty arose and none is missed, unknown or pending.
  package var isDone: Bool { total > 0 && missed == 0 && unknown == 0 && pending == 0 }

  /// Counts one or more.
  package mutating func add(_ outcome: Outcome, _ count: Int = 1) {
    switch outcome {
    case .onTime: onTime += count
    case .late: late += count
    case .missed: missed += count
    case .pending: pending += count
    case .unknown: unknown += count
    }
  }

  /// Turns what failed into 未知.
  package mutating func withdrawFailures() {
    unknown += missed + late
    missed = 0
    late = 0
    lateWorkdays = 0
  }

  /// Adds up.
  package static func += (left: inout OutcomeCounts, right: OutcomeCounts) {
    left.onTime += right.onTime
    left.late += right.late
    left.missed += right.missed
    left.pending += right.pending
    left.unknown += right.unknown
    left.lateWorkdays += right.lateWorkdays
  }
}
