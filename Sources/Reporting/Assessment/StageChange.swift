import Diagnostics
import Disclosure
import Scoring

/// What changed between an earlier stage and this one.
struct StageChange {
  /// The day of the earlier stage.
  let since: PlainDate
  /// More rows of the log; negative for fewer.
  let entries: Int
  let risen: Int
  let fallen: Int
  let same: Int
  /// The largest changes, risen first.
  let largest: [(unit: String, points: Exact)]

  private static let named = 3

  /// Compares; nil where the earlier stage has no readable day.
  init?(_ earlier: EarlierStage, entries now: Int, result: AssessmentResult) {
    guard let day = earlier.day else { return nil }
    since = day
    entries = now - earlier.entries
    let changes = result.units.compactMap { unit -> (unit: String, points: Exact)? in
      guard let total = unit.score.total,
        let before = earlier.totals[unit.unit.name].flatMap({ Exact(decimal: $0) })
      else { return nil }
      return (unit.unit.name, total.rounded(decimals: result.system.rounding.decimals) - before)
    }
    let up = changes.filter { $0.points > .zero }.ordered { $0.points > $1.points }
    let down = changes.filter { $0.points < .zero }.ordered { $0.points < $1.points }
    risen = up.count
    fallen = down.count
    same = changes.count - up.count - down.count
    largest = Array(up.prefix(Self.named)) + Array(down.prefix(Self.named))
  }

  /// The change in lines for a page; names only where they may be told.
  func lines(decimals: Int, naming: Bool) -> [String] {
    let more =
      entries == 0
      ? "采用的进展行数未变" : "采用的进展\(entries > 0 ? "增加" : "减少")\(abs(entries))行"
    var lines = ["\(more)；总分上升\(risen)个单位，下降\(fallen)个，不变\(same)个。"]
    guard naming else { return lines }
    lines += largest.map { change in
      let amount = (change.points.isNegative ? -change.points : change.points).fixed(
        decimals: decimals)
      return "\(change.points.isNegative ? "降" : "升")：\(change.unit) \(amount)分"
    }
    return lines
  }
}
