import Diagnostics
import Disclosure
import Intake
import Registers
import Scoring
import WorkPlan

/// What the one page says, as values: the sheet and the document print the same.
struct NoticePage: Sendable {
  /// Grades of a group.
  struct GroupGrades: Sendable {
    let name: String
    let units: Int
    /// In the order of the system's grades.
    let counts: [Int]
    let unknown: Int
    let mean: Exact?
    let best: Exact?
    let least: Exact?
  }

  /// A unit at the head or the foot of its group.
  struct Ranked: Sendable {
    let group: String
    let rank: Int
    let unit: String
    let total: Exact
    let why: String
    let isFirst: Bool
  }

  /// A unit that changed most.
  struct Change: Sendable {
    let unit: String
    let points: Exact
    let before: Int?
    let after: Int?

    /// The ranks, in words.
    var ranks: String {
      guard let before, let after else { return "" }
      let move = before - after
      let words = move == 0 ? "名次未变" : move > 0 ? "上升\(move)位" : "下降\(-move)位"
      return "第\(before)名到第\(after)名，\(words)"
    }
  }

  /// A task with many units behind.
  struct Task: Sendable {
    let name: String
    let owing: Int
    let behind: Int
    let who: String
  }

  /// 一页通报, or before the year's end 阶段通报 with its months.
  let title: String
  /// What changed since the stage before; nil for a whole year and for the first stage.
  let stage: StageChange?
  let verdict: [String]
  let gradeNames: [String]
  let groups: [GroupGrades]
  let ends: [Ranked]
  let rises: [Change]
  let falls: [Change]
  let tasks: [Task]
  /// Who handed in nothing or something unreadable.
  let missing: [String]
  /// Open objections, in words; empty for none.
  let objections: String
  let digits: Int

  init(_ book: AssessmentBook) {
    let (result, context) = (book.result, book.context)
    digits = book.decimals
    title =
      context.isInterim
      ? "\(context.jurisdiction)\(context.year)年\(context.months)政务公开考核阶段通报"
      : "\(context.jurisdiction)\(context.year)年度政务公开考核一页通报"
    stage = context.earlierStage.flatMap {
      StageChange($0, entries: context.entries, result: result)
    }
    verdict = context.verdict.lines
    gradeNames = result.system.grades.map(\.name)
    var order: [String] = []
    // By their places: a unit as a whole is much to hand about.
    var members: [String: [Int]] = [:]
    for (index, unit) in result.units.enumerated() {
      if members[unit.unit.group] == nil { order.append(unit.unit.group) }
      members[unit.unit.group, default: []].append(index)
    }
    let names = gradeNames
    groups = order.map { group in
      let own = members[group] ?? []
      let totals = own.compactMap { result.units[$0].score.total }
      return GroupGrades(
        name: group, units: own.count,
        counts: names.map { name in own.count { result.units[$0].score.grade == name } },
        unknown: own.count { result.units[$0].score.isUnknown },
        mean: totals.isEmpty ? nil : totals.reduce(.zero, +) / Exact(totals.count),
        best: totals.max(), least: totals.min())
    }
    ends = Self.ends(
      result.system.ranking.within == .group
        ? order.map { ($0, members[$0] ?? []) } : [("全部单位", Array(result.units.indices))],
      of: result, digits: book.decimals)
    let changes = result.units.compactMap { unit -> Change? in
      guard let before = context.previous[unit.unit.name], let total = unit.score.total else {
        return nil
      }
      return Change(
        unit: unit.unit.name, points: total - before.score, before: before.rank,
        after: unit.score.rank)
    }
    rises = Array(
      changes.filter { $0.points > .zero }.ordered { $0.points > $1.points }.prefix(3))
    falls = Array(
      changes.filter { $0.points < .zero }.ordered { $0.points < $1.points }.prefix(3))
    let standing = book.standing
    let taskNames = book.names
    tasks = standing.tasks.indices.filter { !standing.tasks[$0].behind.isEmpty }.ordered {
      let (a, b) = (standing.tasks[$0], standing.tasks[$1])
      return a.behind.count == b.behind.count ? $0 < $1 : a.behind.count > b.behind.count
    }.prefix(5).map { task in
      let own = standing.tasks[task]
      return Task(
        name: "\(result.schedule.tasks[task].id) \(taskNames[task])", owing: own.owing.count,
        behind: own.behind.count, who: taskNames.list(own.behind, most: 3))
    }
    missing = Self.missing(context.submissions, result)
    let open = context.objections.filter { $0.reply.decision == .pending }
    objections =
      context.objections.isEmpty
      ? ""
      : "单位意见\(context.objections.count)条，待核\(open.count)条"
        + (open.isEmpty
          ? "。"
          : "："
            + Set(open.map(\.reply.unit)).ordered().prefix(Self.namedUnits).map {
              result.units[$0].unit.name
            }
            .joined(separator: "、")
            + (Set(open.map(\.reply.unit)).count > Self.namedUnits ? "等。" : "。"))
  }

  /// So many units are named in a sentence; of more it says 等.
  private static let namedUnits = 6

  /// The first and last three of each field; of small fields fewer, so that nobody stands twice.
  private static func ends(
    _ fields: [(String, [Int])], of result: AssessmentResult, digits: Int
  ) -> [Ranked] {
    let most = fields.count > 4 ? 1 : 3
    return fields.flatMap { name, members -> [Ranked] in
      let ranked = members.compactMap { unit -> (unit: Int, rank: Int)? in
        let score = result.units[unit].score
        guard let rank = score.rank, score.total != nil else { return nil }
        return (unit, rank)
      }.ordered { ($0.rank, $0.unit) < ($1.rank, $1.unit) }
      let head = min(most, (ranked.count + 1) / 2)
      let tail = min(most, ranked.count - head)
      func one(_ ranked: (unit: Int, rank: Int), isFirst: Bool) -> Ranked {
        let unit = result.units[ranked.unit]
        return Ranked(
          group: name, rank: ranked.rank, unit: unit.unit.name, total: unit.score.total ?? .zero,
          why: UnitLosses.greatest(unit, decimals: digits), isFirst: isFirst)
      }
      return ranked.prefix(head).map { one($0, isFirst: true) }
        + ranked.suffix(tail).map { one($0, isFirst: false) }
    }
  }

  private static func missing(_ submissions: Submissions, _ result: AssessmentResult) -> [String] {
    submissions.kinds.compactMap { kind in
      func units(_ standing: Submissions.Standing) -> [String] {
        result.units.indices.filter { submissions.standing(unit: $0, kind: kind) == standing }.map {
          result.units[$0].unit.name
        }
      }
      func list(_ names: [String], _ word: String) -> String? {
        guard !names.isEmpty else { return nil }
        let shown = names.prefix(5).joined(separator: "、")
        return "\(word)\(names.count)个（\(shown)\(names.count > 5 ? "等" : "")）"
      }
      let parts = [list(units(.missing), "未报"), list(units(.unreadable), "读不出")].compactMap(\.self)
      return parts.isEmpty ? nil : "\(kind.label)：\(parts.joined(separator: "，"))"
    }
      + submissions.unread.filter(\.unit.isEmpty).prefix(3).map {
        "读不出的文件：\($0.file.split(separator: "/").last.map(String.init) ?? $0.file)"
      }
  }
}
