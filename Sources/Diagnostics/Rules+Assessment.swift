extension DiagnosticRule {
  static let assessmentRules: [DiagnosticRule] = [
    scoreUnknown, partialLineBad, partialsDiffer, partialOfOtherRules, partialVersionUnknown,
    partialRepeated, partialIncomplete, partialLogMissing, logChangedSinceFold, foldedLogUnknown,
    memberUnfit, memberBlocked, memberSetAside, membersOnly,
    signalLastDay, signalLongAfter, signalSharedLink, signalSharedTitle,
    signalBareClaim,
  ]

  package static let scoreUnknown = DiagnosticRule(
    "score-unknown", 4000, .error, blocks: true, title: "总分未知",
    expected: "每个适用的人工评分、上级评分指标都有一行得分", remedy: "补上缺少的得分；暂不能补的，由县政府办公室在 waivers.yaml 里写明依据后放行",
    example: .situation("人工评分表里少了一个单位"))

  /// A line of a partial cannot be read.
  package static let partialLineBad = DiagnosticRule(
    "partial-line-bad", 4100, .error, title: "分片里有一行读不出",
    expected: "fold 或 merge 写出的行，一行不缺、一字不改", remedy: "这份分片在传送中损坏或被改动；请重新 fold 它所汇总的日志，再 merge",
    example: .situation("分片传送时断在一行中间"))

  /// Partials of different rules are to be merged.
  package static let partialsDiffer = DiagnosticRule(
    "partials-differ", 4101, .error, title: "分片不是按同一套规则汇总的",
    expected: "各份分片出自同一版本的程序和同一份配置、任务清单、单位名册、工作日历", remedy: "用现在的配置和程序把所有日志重新 fold 一遍，再 merge",
    example: .situation("两份分片之间改过 plan.csv"))

  /// A partial is not of the pipeline it is to finish.
  package static let partialOfOtherRules = DiagnosticRule(
    "partial-of-other-rules", 4102, .error, title: "分片与流水线的规则不同",
    expected: "分片出自这条流水线现在的配置、任务清单、单位名册和工作日历", remedy: "配置在汇总之后改过，或拿错了流水线；请重新 fold 后再 finish",
    example: .situation("fold 之后改过 indicators.yaml"))

  /// A partial is written in another version of the form.
  package static let partialVersionUnknown = DiagnosticRule(
    "partial-version-unknown", 4103, .error, title: "分片的格式版本不同",
    expected: "分片的格式版本与本程序相同", remedy: "各台机器用同一版本的程序，重新 fold 后再 merge",
    example: .situation("一台机器上的程序版本较旧"))

  /// The same rows were folded twice.
  package static let partialRepeated = DiagnosticRule(
    "partial-repeated", 4104, .error, title: "同一批日志汇总了两次",
    expected: "每个日志文件（或其中一段）只在一份分片里", remedy: "去掉重复的那份分片后重新 merge；同一份分片不要给两次",
    example: .situation("merge 时把同一份分片写了两遍"))

  /// Lines of a partial are missing.
  package static let partialIncomplete = DiagnosticRule(
    "partial-incomplete", 4105, .error, title: "分片缺行",
    expected: "分片里的行与各日志登记的行数相符", remedy: "分片在传送中缺了行；请重新 fold 所指的日志，再 merge",
    example: .situation("合并分片时漏了一部分行"))

  /// A log of the pipeline is in no partial.
  package static let partialLogMissing = DiagnosticRule(
    "partial-log-missing", 4106, .error, title: "有日志没有汇总",
    expected: "流水线的每个进展日志都在某份分片里", remedy: "把所指的日志 fold 出来，与其余分片一起 finish",
    example: .situation("只 fold 了五个日志中的四个"))

  /// A log is no longer what was folded.
  package static let logChangedSinceFold = DiagnosticRule(
    "log-changed-since-fold", 4107, .error, title: "日志在汇总之后改动过",
    expected: "finish 时的日志与 fold 时相同", remedy: "把所指的日志重新 fold，再 merge 和 finish",
    example: .situation("fold 之后日志又追加了几行"))

  /// What is to be folded is none of the pipeline's logs.
  package static let foldedLogUnknown = DiagnosticRule(
    "folded-log-unknown", 4108, .error, title: "不是这条流水线的进展日志",
    expected: "pipeline.yaml 的 inputs.progress 所列的文件", remedy: "改正文件名；从标准输入读入时用 --name 写明它是哪个日志的内容",
    example: .situation("fold 的文件不在 inputs.progress 之内"))

  /// A member pipeline cannot be ranked or summed with the others.
  package static let memberUnfit = DiagnosticRule(
    "member-unfit", 4120, .error, title: "下级流水线不能一并汇总",
    expected: "各下级流水线与本级同一年度、同一截至日期、满分相同，名称各不相同", remedy: "改正所指流水线的 pipeline.yaml 或考核指标后重新运行",
    example: .situation("一个县的 pipeline.yaml 写的是另一年度"))

  /// A member's own data stop publication.
  package static let memberBlocked = DiagnosticRule(
    "member-blocked", 4121, .error, blocks: true, title: "下级的数据阻止公布",
    expected: "各下级流水线都能公布",
    remedy:
      "先按该下级的问题清单改正，或由其依规定豁免，再运行本级；本级也可以在自己的 waivers.yaml 里豁免，公布不含该下级的汇总",
    example: .situation("一个县有单位没有报送，也没有豁免"))

  /// A member's own data stop publication, and a waiver lets the level above publish without it.
  package static let memberSetAside = DiagnosticRule(
    "member-set-aside", 4122, .warning, title: "下级已豁免，不排名、不计入汇总",
    expected: "各下级都排名、都计入汇总", remedy: "先按该下级的问题清单改正再运行本级，并撤去这条豁免；在此之前，对外说明汇总数不含该下级",
    example: .situation("一个县的数据阻止公布，市里决定先公布其余各县"))

  /// A command that needs units and logs was given a pipeline of pipelines.
  package static let membersOnly = DiagnosticRule(
    "members-only", 4123, .error, title: "本级没有自己的单位和日志",
    expected: "有 units、plan、indicators 的流水线；由下级组成的流水线只用 run、check 和 explain",
    remedy: "对所列的下级流水线分别使用这个命令，再对本级使用 run",
    example: .situation("对市一级的流水线使用 fold"))

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
