import Diagnostics
import Disclosure
import Intake
package import ReportDocument
package import Scoring
import WorkPlan

/// 一页通报.docx: the page for circulation.
///
/// Without approval it names no laggard and tells no rank: those stay in the internal workbook.
package enum NoticeDocument {
  /// The name of the files, without what follows the dot.
  package static let baseName = "一页通报"

  /// The document; equal results give equal documents.
  package static func document(_ result: AssessmentResult, _ context: ReportContext) -> FlowDocument
  {
    let book = AssessmentBook(result, context)
    let page = NoticePage(book)
    let isOpen = context.gate.isOpen
    var blocks: [FlowBlock] = [
      .paragraph(
        FlowText(
          "截至\(context.asOf.chinese)，\(result.units.count)个单位、\(result.schedule.tasks.count)项任务。"
            + page.verdict.joined(separator: " ")))
    ]
    func score(_ value: Exact?) -> String {
      value.map { $0.rounded(decimals: page.digits).fixed(decimals: page.digits) } ?? "—"
    }
    if let change = page.stage {
      let lines = change.lines(decimals: page.digits, naming: isOpen)
      blocks.append(
        .paragraph(FlowText("比上一阶段（截至\(change.since.chinese)）：\(lines.joined(separator: " "))")))
    }
    blocks.append(
      .table(
        FlowTable(
          caption: "各组等级",
          columns: [.init("分组"), .init("单位", .right)] + page.gradeNames.map { .init($0, .right) }
            + [.init("平均分", .right)],
          shares: [3, 2] + page.gradeNames.map { _ in 2 } + [2],
          rows: page.groups.map { group in
            [group.name, "\(group.units)"] + group.counts.map { "\($0)" } + [score(group.mean)]
          })))
    if isOpen, !page.ends.isEmpty {
      blocks.append(
        .table(
          FlowTable(
            caption: "各组前后名次和主要失分",
            columns: [
              .init("分组"), .init("名次", .right), .init("单位"), .init("总分", .right), .init("主要失分"),
            ], shares: [3, 2, 6, 2, 9],
            rows: page.ends.map { one in
              [
                one.group, "\(one.rank)", one.unit, score(one.total),
                one.why.isEmpty ? "没有失分" : one.why,
              ]
            })))
      let changes =
        page.rises.map { "\($0.unit)加\(score($0.points))分" }
        + page.falls.map { "\($0.unit)减\(score(-$0.points))分" }
      if !changes.isEmpty {
        blocks.append(.paragraph(FlowText("比上年变化最大：\(changes.joined(separator: "，"))。")))
      }
      let chronic = context.history.laggards(result, year: context.year).filter {
        $0.standings.count >= ScoreHistory.chronic
      }.map { "\($0.unit)（\($0.standings.count)年）" }
      if !chronic.isEmpty {
        blocks.append(
          .paragraph(
            FlowText("连续\(ScoreHistory.chronic)年以上处在本组后四分之一：\(chronic.joined(separator: "、"))。")))
      }
    } else {
      let losses = commonLosses(result, digits: page.digits)
      if !losses.isEmpty {
        blocks.append(
          .paragraph(FlowText("\(context.whole)失分最多的指标：\(losses.joined(separator: "，"))。")))
      }
    }
    if !page.tasks.isEmpty {
      blocks.append(
        .table(
          FlowTable(
            caption: "未办完单位最多的任务",
            columns: [.init("任务"), .init("应办单位", .right), .init("未办完单位", .right)]
              + (isOpen ? [.init("单位")] : []), shares: isOpen ? [6, 2, 2, 8] : [10, 3, 3],
            rows: page.tasks.map { task in
              [task.name, "\(task.owing)", "\(task.behind)"] + (isOpen ? [task.who] : [])
            })))
    }
    let missing = isOpen ? page.missing : missingCounts(context.submissions, result)
    blocks.append(
      .paragraph(
        FlowText(
          missing.isEmpty
            ? "各单位应报的材料都已收到并能读出。" : "材料报送：\(missing.joined(separator: "；"))。")))
    if isOpen, !page.objections.isEmpty { blocks.append(.paragraph(FlowText(page.objections))) }
    blocks.append(.signature(FlowText(context.publisher)))
    blocks.append(.signature(FlowText(context.asOf.chinese)))
    return FlowDocument(
      baseName: baseName,
      title: context.isInterim
        ? page.title : "\(context.jurisdiction)\(context.year)年度政务公开考核通报",
      author: context.publisher,
      created: context.asOf.document, mark: context.mark, blocks: blocks)
  }

  /// The indicators that cost all units together most: what may be told of everybody without naming anybody.
  private static func commonLosses(_ result: AssessmentResult, digits: Int) -> [String] {
    var order: [String] = []
    var losses: [String: (amount: Exact, units: Int)] = [:]
    for unit in result.units {
      for leaf in unit.score.leaves {
        guard let score = leaf.score, leaf.points > score else { continue }
        if losses[leaf.name] == nil { order.append(leaf.name) }
        let old = losses[leaf.name] ?? (.zero, 0)
        losses[leaf.name] = (old.amount + leaf.points - score, old.units + 1)
      }
    }
    return order.enumerated().ordered { left, right in
      let (a, b) = (losses[left.element], losses[right.element])
      let (x, y) = (a?.amount ?? .zero, b?.amount ?? .zero)
      return x == y ? left.offset < right.offset : x > y
    }.prefix(3).map { one in
      let loss = losses[one.element] ?? (.zero, 0)
      return
        "\(one.element)（\(loss.units)个单位，共\(loss.amount.rounded(decimals: digits).fixed(decimals: digits))分）"
    }
  }

  /// How many units have not handed in a kind, without their names.
  private static func missingCounts(_ submissions: Submissions, _ result: AssessmentResult)
    -> [String]
  {
    submissions.kinds.compactMap { kind in
      let standings = result.units.indices.map { submissions.standing(unit: $0, kind: kind) }
      let parts = [
        (standings.count { $0 == .missing }, "未报"), (standings.count { $0 == .unreadable }, "读不出"),
      ].filter { $0.0 > 0 }.map { "\($0.0)个单位\($0.1)" }
      return parts.isEmpty ? nil : "\(kind.label)\(parts.joined(separator: "、"))"
    }
  }
}
