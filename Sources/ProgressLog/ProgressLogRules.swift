package import Diagnostics
import Disclosure
import Intake
import Tables
import WorkPlan

/// What a partial's findings may be: those of this room, and of the rooms that a log's rows come through.
enum LogFindings {
  private static let rules = Dictionary(
    (DiagnosticRule.tableRules + DiagnosticRule.disclosureRules + DiagnosticRule.intakeRules
      + DiagnosticRule.workPlanRules + DiagnosticRule.progressLogRules).map { ($0.code, $0) },
    uniquingKeysWith: { one, _ in one })

  /// The rule of a code.
  static func rule(_ code: String) -> DiagnosticRule? { rules[code] }
}

/// What the log shows, and what can be wrong with its partials.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let progressLogRules: [DiagnosticRule] = [
    entryOutsideYear, entryTaskNotOfUnit, entryRepeated, entryFormedAfterPublication,
    partialLineBad, partialsDiffer, partialOfOtherRules, partialVersionUnknown, partialRepeated,
    partialIncomplete, partialLogMissing, logChangedSinceFold, signalLastDay, signalLongAfter,
    signalSharedLink, signalSharedTitle, signalBareClaim,
  ]

  // MARK: The log

  static let entryOutsideYear = DiagnosticRule(
    "entry-outside-year", 2060, .warning, title: "进展不在本年度", expected: "本年度内且不晚于截至日期的公开日期",
    remedy: "核对公开日期；确是其他年度的不用处理",
    example: .situation("进展日志里有上年度12月的行"))
  static let entryTaskNotOfUnit = DiagnosticRule(
    "entry-task-not-of-unit", 2061, .warning, title: "进展所填任务不由本单位承担", expected: "本单位承担的任务",
    remedy: "核对任务编号",
    example: .situation("进展日志里有本单位不承担的任务"))
  static let entryRepeated = DiagnosticRule(
    "entry-repeated", 2062, .warning, title: "进展重复报送", expected: "同一单位、任务、日期、网址（无网址时为标题）报一次",
    remedy: "以后不要重复报送；重复的只计一次",
    example: .situation("两份进展日志里有同一条信息"))
  static let entryFormedAfterPublication = DiagnosticRule(
    "entry-formed-after-publication", 2063, .warning, title: "信息形成日期晚于公开日期",
    expected: "信息形成日期不晚于公开日期", remedy: "核对两个日期；不改则该条是否按期无法判断",
    example: .situation("信息形成日期 2022-06-01，公开日期 2022-05-20"))
  /// A line of a partial cannot be read.
  static let partialLineBad = DiagnosticRule(
    "partial-line-bad", 4100, .error, title: "分片里有一行读不出",
    expected: "fold 或 merge 写出的行，一行不缺、一字不改", remedy: "这份分片在传送中损坏或被改动；请重新 fold 它所汇总的日志，再 merge",
    example: .situation("分片传送时断在一行中间"))
  /// Partials of different rules are to be merged.
  static let partialsDiffer = DiagnosticRule(
    "partials-differ", 4101, .error, title: "分片不是按同一套规则汇总的",
    expected: "各份分片出自同一版本的程序和同一份配置、任务清单、单位名册、工作日历", remedy: "用现在的配置和程序把所有日志重新 fold 一遍，再 merge",
    example: .situation("两份分片之间改过 plan.csv"))
  /// A partial is not of the pipeline it is to finish.
  static let partialOfOtherRules = DiagnosticRule(
    "partial-of-other-rules", 4102, .error, title: "分片与流水线的规则不同",
    expected: "分片出自这条流水线现在的配置、任务清单、单位名册和工作日历", remedy: "配置在汇总之后改过，或拿错了流水线；请重新 fold 后再 finish",
    example: .situation("fold 之后改过 indicators.yaml"))
  /// A partial is written in another version of the form.
  static let partialVersionUnknown = DiagnosticRule(
    "partial-version-unknown", 4103, .error, title: "分片的格式版本不同",
    expected: "分片的格式版本与本程序相同", remedy: "各台机器用同一版本的程序，重新 fold 后再 merge",
    example: .situation("一台机器上的程序版本较旧"))
  /// The same rows were folded twice.
  static let partialRepeated = DiagnosticRule(
    "partial-repeated", 4104, .error, title: "同一批日志汇总了两次",
    expected: "每个日志文件（或其中一段）只在一份分片里", remedy: "去掉重复的那份分片后重新 merge；同一份分片不要给两次",
    example: .situation("merge 时把同一份分片写了两遍"))
  /// Lines of a partial are missing.
  static let partialIncomplete = DiagnosticRule(
    "partial-incomplete", 4105, .error, title: "分片缺行",
    expected: "分片里的行与各日志登记的行数相符", remedy: "分片在传送中缺了行；请重新 fold 所指的日志，再 merge",
    example: .situation("合并分片时漏了一部分行"))
  /// A log of the pipeline is in no partial.
  static let partialLogMissing = DiagnosticRule(
    "partial-log-missing", 4106, .error, title: "有日志没有汇总",
    expected: "流水线的每个进展日志都在某份分片里", remedy: "把所指的日志 fold 出来，与其余分片一起 finish",
    example: .situation("只 fold 了五个日志中的四个"))
  /// A log is no longer what was folded.
  static let logChangedSinceFold = DiagnosticRule(
    "log-changed-since-fold", 4107, .error, title: "日志在汇总之后改动过",
    expected: "finish 时的日志与 fold 时相同", remedy: "把所指的日志重新 fold，再 merge 和 finish",
    example: .situation("fold 之后日志又追加了几行"))
  // MARK: Signals: information only; no rule of scoring looks at them

  /// Entries bunched on due days.
  static let signalLastDay = DiagnosticRule(
    "signal-last-day", 4200, .info, title: "集中在到期日公开", expected: "公开日期随信息形成分布，不集中在到期日",
    remedy: "供考核组了解，不扣分；抽查这些条目的实际发布时间",
    example: .situation("某单位一项任务的12条记录，有9条的公开日期是季度最后一天"))
  /// Entries published long after the information was formed.
  static let signalLongAfter = DiagnosticRule(
    "signal-long-after", 4201, .info, title: "信息形成很久以后才公开",
    expected: "信息形成后60天内公开", remedy: "供考核组了解，不扣分；核对是补录、更新还是迟公开",
    example: .situation("信息形成日期是3月1日，公开日期是9月15日"))
  /// One link under several tasks of a unit.
  static let signalSharedLink = DiagnosticRule(
    "signal-shared-link", 4202, .info, title: "一个网址用于多项任务",
    expected: "每项任务有自己的公开页面", remedy: "供考核组了解，不扣分；打开网址，核对它是否真的对应各项任务",
    example: .situation("某单位6项任务都填了同一个栏目首页的网址"))
  /// One title in several units' entries.
  static let signalSharedTitle = DiagnosticRule(
    "signal-shared-title", 4203, .info, title: "标题与别的单位一字不差",
    expected: "各单位公开自己的信息", remedy: "供考核组了解，不扣分；转发上级文件的属正常，其余请抽查",
    example: .situation("五个镇的进展日志里有同一个标题"))
  /// A claim of completion without evidence.
  static let signalBareClaim = DiagnosticRule(
    "signal-bare-claim", 4204, .info, title: "台账写已完成而没有佐证",
    expected: "写已完成的任务，进展日志里有条目，或台账填了佐证网址", remedy: "请单位补登进展日志或佐证网址；考核只看进展日志，不看自报",
    example: .situation("台账的完成情况写“已完成”，佐证网址为空，进展日志也没有这项任务"))
}
