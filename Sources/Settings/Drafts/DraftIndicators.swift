import Disclosure
import Notices
import WorkPlan

/// indicators.yaml of an imported notice: a plain system that follows what the notice says of assessment, each rule with its sentence.
struct DraftIndicators {
  let notice: Notice
  let name: String
  let jurisdiction: String
  let hasLedgerDay: Bool

  /// One rule, taken in where the notice speaks of it.
  private struct Topic {
    let words: [String]
    let also: [String]
    let title: String
    let points: Int
    let children: [(String, Int, String)]
  }

  private static let topics = [
    Topic(
      words: ["日常检查", "日常考核", "监督检查", "日常评估", "日常指导", "督促检查", "调度检查"], also: [], title: "日常检查与整改",
      points: 20,
      children: [
        (
          "日常检查问题", 10,
          "{per_event: {of: inspection, deduct: {一般: 0.5, 严重: 1.5, 重大: 4}, unrectified: x2}}"
        ),
        ("问题整改", 10, "{ratio: rectification}"),
      ]),
    Topic(
      words: ["台账", "任务清单", "任务分解表"], also: [], title: "台账", points: 5,
      children: [("台账建立", 5, "{ratio: ledger_filed}")]),
    Topic(
      words: ["回头看", "上一年度工作要点", "上年度政务公开工作"], also: [], title: "上年任务回头看", points: 5,
      children: [("上年任务销号", 5, "{ratio: carryover_closed}")]),
    Topic(
      words: ["依申请公开"], also: ["答复", "办理", "申请"], title: "依申请公开", points: 10,
      children: [("按期答复", 10, "{per_event: {of: request_late, deduct: 2}}")]),
    Topic(
      words: ["解读"], also: ["政策"], title: "政策解读", points: 10,
      children: [("解读时效", 10, "{ratio: interpretation_on_time}")]),
    Topic(
      words: ["政府信箱", "领导信箱", "留言", "意见建议"], also: ["答复", "回复", "反馈"], title: "政民互动", points: 5,
      children: [("来信按期答复", 5, "{ratio: letters_on_time}")]),
    Topic(
      words: ["第三方评估", "第三方机构"], also: [], title: "第三方评估", points: 10,
      children: [("第三方评估得分", 10, "{external: true}")]),
  ]

  var text: String {
    let sentences = (notice.tasks.map(\.text) + notice.remaining).flatMap { text in
      text.split(whereSeparator: { "。；".contains($0) }).map(String.init)
    }
    var found: [(Topic, String)] = []
    for topic in Self.topics {
      let sentence = sentences.first { sentence in
        topic.words.contains(where: sentence.holds)
          && (topic.also.isEmpty || topic.also.contains(where: sentence.holds))
      }
      if let sentence { found.append((topic, sentence)) }
    }
    let rest = 100 - found.reduce(0) { $0 + $1.0.points }
    var lines = [
      "# 由 nianbao import 生成：通知说到的才列入，每一项注明所据的句子；分值是示例，由编制机关确定。",
      "system: \"\(name)\"",
      "title: \"\(jurisdiction)\(notice.year.map { "\($0)年" } ?? "")政务公开考核指标（分值待核）\"",
      "basis: \"\(notice.head.document ?? "")\"   # 待核：考核办法另有文号的，写考核办法的文号",
      "full: 100", "rounding: {places: 2, at: indicator}", "ranking: {within: group, ties: shared}",
      "not_applicable: renormalise",
      "grades: [{name: 优秀, from: 90}, {name: 良好, from: 80}, {name: 合格, from: 60}, {name: 不合格, from: 0}]",
      "indicators:",
      "  # 依据：通知的各项任务", "  - id: A", "    name: 任务落实与时序", "    points: \(rest)", "    children:",
      "      - {id: A1, name: 任务完成, points: \(rest / 2), rule: {ratio: completion}}",
      "      - {id: A2, name: 按时序推进, points: \(rest - rest / 2), rule: {ratio: on_time}}",
    ]
    for (index, (topic, sentence)) in found.enumerated() {
      let letter = String(UnicodeScalar(UInt8(66 + index)))
      lines.append("  # 依据：“\(sentence.prefix(120))”")
      lines += [
        "  - id: \(letter)", "    name: \(topic.title)", "    points: \(topic.points)",
        "    children:",
      ]
      for (number, child) in topic.children.enumerated() {
        lines.append(
          "      - {id: \(letter)\(number + 1), name: \(child.0), points: \(child.1), rule: \(child.2)}"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
