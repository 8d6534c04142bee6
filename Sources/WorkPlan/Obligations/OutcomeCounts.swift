/// Counts of outcomes.
///
/// Every clause of every unit has one, so that outcomes are counted in half a word each: a log has no more rows than that.
package struct OutcomeCounts: Sendable, Hashable {
  private var shortOnTime: Int32 = 0
  private var shortLate: Int32 = 0
  private var shortMissed: Int32 = 0
  private var shortPending: Int32 = 0
  private var shortUnknown: Int32 = 0
  /// Working days late, added up.
  package var lateWorkdays = 0

  /// None.
  package init() {}

  package var onTime: Int {
    get { Int(shortOnTime) }
    set { shortOnTime = Int32(clamping: newValue) }
  }
  package var late: Int {
    get { Int(shortLate) }
    set { shortLate = Int32(clamping: newValue) }
  }
  package var missed: Int {
    get { Int(shortMissed) }
    set { shortMissed = Int32(clamping: newValue) }
  }
  package var pending: Int {
    get { Int(shortPending) }
    set { shortPending = Int32(clamping: newValue) }
  }
  package var unknown: Int {
    get { Int(shortUnknown) }
    set { shortUnknown = Int32(clamping: newValue) }
  }

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
