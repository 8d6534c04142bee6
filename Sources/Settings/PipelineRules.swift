package import Diagnostics

/// What can be wrong with a pipeline as a whole and with its members.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let pipelineRules: [DiagnosticRule] =
    [
      pipelineNameDiffers, inputMatchedNothing, inputMatchedTwice, inputNotAFile, waiverUnknownCode,
      waiverExpired, waiverUnused, foldedLogUnknown, memberUnfit, memberBlocked, memberSetAside,
      membersOnly,
    ] + guardRules

  /// `pipeline:` is not the folder's name.
  package static let pipelineNameDiffers = DiagnosticRule(
    "pipeline-name-differs", 3011, .error, title: "流水线名称与文件夹名不同",
    expected: "pipeline 与所在文件夹同名", remedy: "改正 pipeline 的值，或把文件夹改成同名",
    example: .situation("文件夹 yiyuan-2022 里写 pipeline: yiyuan-2021"))
  /// A glob without a file.
  package static let inputMatchedNothing = DiagnosticRule(
    "input-matched-nothing", 3012, .warning, title: "没有找到输入文件",
    expected: "至少一个文件合乎 inputs 里的写法",
    remedy: "本年确无此类材料可不理会；否则检查文件夹名称和文件位置",
    example: .situation("inputs.manual_scores 写 inputs/人工评分/*，而文件夹是空的"))
  /// One file under two kinds.
  package static let inputMatchedTwice = DiagnosticRule(
    "input-matched-twice", 3013, .warning, title: "同一文件归入两类输入",
    expected: "一个文件只属于一类输入", remedy: "改写 inputs 里的路径，使两类不重叠",
    example: .situation("ledgers 与 progress 都写 inputs/*"))
  /// A folder, a broken link or a device where a file is expected.
  package static let inputNotAFile = DiagnosticRule(
    "input-not-a-file", 3015, .warning, title: "输入里有不是文件的东西",
    expected: "inputs 所写位置上只有文件", remedy: "文件夹里的文件移出来；断开的链接换成文件本身；用不着的删去",
    example: .situation("inputs/台账 里有一个名为“旧.csv”的文件夹"))
  /// A waiver of a code that cannot be waived.
  package static let waiverUnknownCode = DiagnosticRule(
    "waiver-code-unknown", 3201, .error, title: "豁免的代码不存在或不能豁免",
    expected: "会阻断发布的问题代码", remedy: "照问题清单里的代码改正",
    example: .configuration(
      file: "waivers.yaml",
      text: "- {code: no-such-code, scope: 县民政局, who: 办公室, basis: 批示, until: 2023-03-31}\n"))
  /// A waiver past its last day.
  package static let waiverExpired = DiagnosticRule(
    "waiver-expired", 3202, .warning, title: "豁免已过期",
    expected: "until 不早于截至日期（as_of）的豁免", remedy: "仍需豁免的，重新报批并改写 until；不再需要的删去",
    example: .situation("until 为 2023-01-30，而 as_of 为 2023-01-31"))
  /// A waiver that nothing needed.
  package static let waiverUnused = DiagnosticRule(
    "waiver-unused", 3203, .info, title: "豁免没有用到",
    expected: "每条豁免都对应一个实际出现的问题", remedy: "问题已消除的，可删去这条豁免；个人信息类问题不能豁免，豁免不起作用",
    example: .situation("豁免了某单位未报送，而该单位已经报送"))
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
}
