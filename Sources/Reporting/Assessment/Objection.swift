import Diagnostics
import Disclosure
import ProgressLog
package import Registers
package import Scoring

/// A unit's reply beside what it is about, and what would change if it were accepted.
package struct Objection: Sendable {
  let reply: UnitReply
  /// The points at stake; nil where the line stands in the result no more.
  let amount: Exact?
  /// The total, grade and place that accepting it alone would give; nil where no points are at stake.
  let outcome: (total: Exact, grade: String?, rank: Int?)?
  /// What has become of the line itself.
  let note: String

  /// Puts replies beside the result, open ones first, then those with most at stake.
  package static func list(_ replies: [UnitReply], _ result: AssessmentResult) -> [Objection] {
    let names = TaskNames(result)
    var losses: [Int: UnitLosses] = [:]
    let made = replies.filter { !$0.isAgreement && result.units.indices.contains($0.unit) }.map {
      reply in
      let own = losses[reply.unit] ?? UnitLosses(result, unit: reply.unit, names: names)
      losses[reply.unit] = own
      return Objection(reply, own, result)
    }
    return made.enumerated().ordered { left, right in
      let (a, b) = (left.element, right.element)
      if a.rank != b.rank { return a.rank < b.rank }
      let (x, y) = (a.amount ?? .zero, b.amount ?? .zero)
      return x == y ? left.offset < right.offset : x > y
    }.map(\.element)
  }

  private var rank: Int {
    switch reply.decision {
    case .pending: 0
    case .accepted: 1
    case .declined: 2
    }
  }

  private init(_ reply: UnitReply, _ losses: UnitLosses, _ result: AssessmentResult) {
    self.reply = reply
    guard reply.subject == .deduction else {
      amount = nil
      outcome = nil
      note = ""
      return
    }
    let wanted = TextFolding.fold(reply.item)
    guard let line = losses.lines.first(where: { TextFolding.fold($0.reason) == wanted }) else {
      amount = nil
      outcome = nil
      note = "本次结果中已没有这一项扣分"
      return
    }
    amount = line.amount
    note = ""
    let unit = result.units[reply.unit]
    guard let total = unit.score.total, line.amount > .zero else {
      outcome = nil
      return
    }
    let system = result.system
    let applicable = unit.score.leaves.reduce(Exact.zero) { sum, leaf in
      switch leaf.state {
      case .scored, .granted: sum + leaf.points
      default: sum
      }
    }
    let scales =
      (system.notApplicable == .renormalise || system.notApplicable == .respread)
      && !applicable.isZero && !line.ids.isEmpty
    let gain = scales ? line.amount * unit.score.fullMark / applicable : line.amount
    let roof = unit.score.fullMark + (system.bonus?.cap ?? .zero)
    let after = min(roof, total + gain).rounded(decimals: system.rounding.decimals)
    let full = system.fullByGroup[unit.unit.group] ?? system.full
    let compared =
      system.notApplicable == .drop && !unit.score.fullMark.isZero
      ? after / unit.score.fullMark * full : after
    let grade = system.grades.first { compared >= $0.from }?.name ?? system.grades.last?.name
    var totals: [Exact?] = []
    var own = 0
    for other in result.units
    where system.ranking.within == .all || other.unit.group == unit.unit.group {
      if other.index == reply.unit { own = totals.count }
      totals.append(other.index == reply.unit ? after : other.score.total)
    }
    outcome = (after, grade, ranks(totals, ties: system.ranking.ties)[own])
  }

  /// What accepting it would change, in words.
  func effect(decimals: Int) -> String {
    guard let outcome else { return note.isEmpty ? "不影响得分" : note }
    let rank = outcome.rank.map { "，第\($0)名" } ?? ""
    let grade = outcome.grade.map { "，\($0)" } ?? ""
    return "总分\(outcome.total.fixed(decimals: decimals))\(grade)\(rank)"
  }
}
