extension DiagnosticRule {
  static let assessmentRules: [DiagnosticRule] = [
    scoreUnknown, signalLastDay, signalLongAfter, signalSharedLink, signalSharedTitle,
    signalBareClaim,
  ]

  package static let scoreUnknown = DiagnosticRule(
    "score-unknown", 4000, .error, blocks: true, title: "总分未知",
    expected: "每个适用的人工评分、上级评分指标都有一行得分", remedy: "补上缺少的得分；暂不能补的，由县政府办公室在 waivers.yaml 里写明依据后放行",
    example: .situation("人工评分表里少了一个单位"))

  // MARK: Signals: information only; no rule of scoring looks at them

  /// Entries bunched on due days.
  package static let signalLastDay = DiagnosticRule(
    "signal-last-day", 4200, .info, title: "集中在到期日公开", expected: "公开日期随信息形成分布，不集中在到期日",
    remedy: "供考核组了解，不扣分；抽查这些条目的实际发布时间",
    example: .situation("某单位一项任务的12条记录，有9条的公开日期是季度最后一天"))
  /// Entries published long after the information was formed.
  package static let signalLongAfter = DiagnosticRule(
    "signal-long-after", 4201, .info, title: "信息形成很久以后才公开",
    expected: "信息形成后60天内公开", remedy: "供考核组了解，不扣分；核对是补录、更新还是迟公开",
    example: .situation("信息形成日期是3月1日，公开日期是9月15日"))
  /// One link under several tasks of a unit.
  package static let signalSharedLink = DiagnosticRule(
    "signal-shared-link", 4202, .info, title: "一个网址用于多项任务",
    expected: "每项任务有自己的公开页面", remedy: "供考核组了解，不扣分；打开网址，核对它是否真的对应各项任务",
    example: .situation("某单位6项任务都填了同一个栏目首页的网址"))
  /// One title in several units' entries.
  package static let signalSharedTitle = DiagnosticRule(
    "signal-shared-title", 4203, .info, title: "标题与别的单位一字不差",
    expected: "各单位公开自己的信息", remedy: "供考核组了解，不扣分；转发上级文件的属正常，其余请抽查",
    example: .situation("五个镇的进展日志里有同一个标题"))
  /// A claim of completion without evidence.
  package static let signalBareClaim = DiagnosticRule(
    "signal-bare-claim", 4204, .info, title: "台账写已完成而没有佐证",
    expected: "写已完成的任务，进展日志里有条目，或台账填了佐证网址", remedy: "请单位补登进展日志或佐证网址；考核只看进展日志，不看自报",
    example: .situation("台账的完成情况写“已完成”，佐证网址为空，进展日志也没有这项任务"))
}
