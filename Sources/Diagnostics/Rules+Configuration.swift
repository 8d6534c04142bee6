extension DiagnosticRule {
  static let configurationRules: [DiagnosticRule] = [
    .configurationFileMissing, .configurationUnreadable, .configurationSyntax,
    .configurationDuplicateKey, .configurationUnknownKey, .configurationMissingKey,
    .configurationType, .configurationValue, .configurationPath, .configurationDoubtful,
    .pipelineNameDiffers, .inputMatchedNothing, .inputMatchedTwice, .inputNotAFile,
    .configurationGroupUnknown,
    .indicatorDuplicateID, .indicatorPointsSum, .indicatorUnknownName, .indicatorPoints,
    .indicatorBody, .indicatorBandOrder, .indicatorWithoutEffect, .blendWeights,
    .waiverUnknownCode, .waiverExpired, .waiverUnused,
  ]

  /// A file that pipeline.yaml names, or pipeline.yaml itself, is not there.
  package static let configurationFileMissing = DiagnosticRule(
    "configuration-file-missing", 3001, .error, title: "配置所指的文件不存在",
    expected: "流水线文件夹内存在的文件",
    remedy: "把文件放到所写的位置，或改正 pipeline.yaml 里的文件名（注意大小写和扩展名）",
    example: .situation("pipeline.yaml 写 units: units.csv，而文件夹里没有 units.csv"))

  /// A configuration file that cannot be read as text.
  package static let configurationUnreadable = DiagnosticRule(
    "configuration-unreadable", 3002, .error, title: "配置文件读不出来",
    expected: "UTF-8 编码的文本文件，不超过 4 MiB",
    remedy: "用文本编辑器打开，另存为 UTF-8 编码；读取权限不足时请管理员放开权限",
    example: .situation("indicators.yaml 以 GBK 编码保存"))

  /// A text that is not YAML.
  package static let configurationSyntax = DiagnosticRule(
    "configuration-syntax", 3003, .error, title: "配置文件写法有误",
    expected: "合乎 YAML 语法的文本：缩进用空格，冒号后留一个空格",
    remedy: "按所指的行检查缩进、冒号和引号，改正后重新运行",
    example: .configuration(file: "pipeline.yaml", text: "pipeline: [甲"))

  /// A key twice in one mapping.
  package static let configurationDuplicateKey = DiagnosticRule(
    "configuration-key-duplicate", 3004, .error, title: "同一个键写了两次",
    expected: "同一层里每个键只出现一次", remedy: "留下正确的一处，删去另一处",
    example: .configuration(file: "pipeline.yaml", text: "year: 2022\nyear: 2023\n"))

  /// A key that the file does not know.
  package static let configurationUnknownKey = DiagnosticRule(
    "configuration-key-unknown", 3005, .error, title: "不认识的键",
    expected: "文档列出的键", remedy: "改正键名，或删去这一行",
    example: .configuration(file: "pipeline.yaml", text: "titel: 年度报告\n"))

  /// A key that must be given.
  package static let configurationMissingKey = DiagnosticRule(
    "configuration-key-missing", 3006, .error, title: "缺少必需的键",
    expected: "必需的键都要写，且不为空", remedy: "补写这个键；写法见配置参考",
    example: .configuration(file: "pipeline.yaml", text: "pipeline: demo\n"))

  /// A value of another type.
  package static let configurationType = DiagnosticRule(
    "configuration-type", 3007, .error, title: "值的类型不对",
    expected: "所列类型的值", remedy: "按“应为”的写法改正这个值",
    example: .configuration(file: "pipeline.yaml", text: "year: 二〇二二\n"))

  /// A value of the right type outside what is accepted.
  package static let configurationValue = DiagnosticRule(
    "configuration-value", 3008, .error, title: "值不在允许的范围",
    expected: "所列范围内的值", remedy: "按“应为”改正这个值",
    example: .configuration(file: "pipeline.yaml", text: "year: 20220\n"))

  /// A path that leaves the pipeline's folder.
  package static let configurationPath = DiagnosticRule(
    "configuration-path-outside", 3009, .error, title: "路径越出了流水线文件夹",
    expected: "相对于流水线文件夹的路径，不以 / 开头，不含 .. 和反斜杠，不经链接指到外面",
    remedy: "把文件移到流水线文件夹里，再写相对路径",
    example: .configuration(file: "pipeline.yaml", text: "units: ../units.csv\n"))

  /// A value that is allowed and probably not meant.
  package static let configurationDoubtful = DiagnosticRule(
    "configuration-doubtful", 3010, .warning, title: "值可疑",
    expected: "合乎常理的值", remedy: "请核对；确属本意可不改",
    example: .situation("as_of 早于考核年度的 1 月 1 日"))

  /// `pipeline:` is not the folder's name.
  package static let pipelineNameDiffers = DiagnosticRule(
    "pipeline-name-differs", 3011, .warning, title: "流水线名称与文件夹名不同",
    expected: "pipeline 与所在文件夹同名", remedy: "改正 pipeline 的值，或把文件夹改成同名",
    example: .situation("文件夹 yiyuan-2022 里写 pipeline: yiyuan-2021"))

  /// A glob without a file.
  package static let inputMatchedNothing = DiagnosticRule(
    "input-matched-nothing", 3012, .info, title: "没有找到输入文件",
    expected: "至少一个文件合乎 inputs 里的写法",
    remedy: "本年确无此类材料可不理会；否则检查文件夹名称和文件位置",
    example: .situation("inputs.letters 写 inputs/政民互动/*，而文件夹是空的"))

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

  /// `groups:` names a group no unit belongs to.
  package static let configurationGroupUnknown = DiagnosticRule(
    "configuration-group-unknown", 3014, .warning, title: "分组名称不在单位名册里",
    expected: "单位名册“分组”列里出现的名称", remedy: "改正 groups 里的分组名称，或在单位名册补上该组单位",
    example: .situation("groups 写“县直单位”，单位名册的分组是“县直部门”"))

  /// One id for two nodes.
  package static let indicatorDuplicateID = DiagnosticRule(
    "indicator-id-duplicate", 3101, .error, title: "指标编号重复",
    expected: "指标、加分项、重大扣分项和一票否决项的编号各不相同", remedy: "给其中一项换一个编号",
    example: .situation("两个指标的 id 都写 A1"))

  /// Children that do not add up for a group.
  package static let indicatorPointsSum = DiagnosticRule(
    "indicator-points-sum", 3102, .error, title: "下级分值之和不等于上级",
    expected: "对每个分组，适用的下级分值之和等于上级分值（第一层等于满分）",
    remedy: "改正分值或 applies_to；确需留空时在上级写 partial: true（第一层写在 full 旁边）",
    example: .situation("上级 50 分，下级 25 分和 20 分"))

  /// A group, unit, task, theme, grade, event or indicator nobody knows.
  package static let indicatorUnknownName = DiagnosticRule(
    "indicator-name-unknown", 3103, .error, title: "名称对不上",
    expected: "单位名册、任务清单或本文件里已有的名称", remedy: "照名册、清单里的写法改正",
    example: .situation("applies_to 写了单位名册里没有的分组"))

  /// Points and weight together, or neither.
  package static let indicatorPoints = DiagnosticRule(
    "indicator-points", 3104, .error, title: "分值写法有误",
    expected: "points（分）与 weight（占上级的百分比）二者写一个", remedy: "补写或删去其中一个",
    example: .situation("一个指标既没有 points 也没有 weight"))

  /// Children and a rule together, or neither.
  package static let indicatorBody = DiagnosticRule(
    "indicator-body", 3105, .error, title: "指标既无规则也无下级",
    expected: "children（下级指标）与 rule（计分规则）二者写一个，规则只写一种",
    remedy: "补写或删去其中一个", example: .situation("一个指标同时写了 children 和 rule"))

  /// Bands out of order.
  package static let indicatorBandOrder = DiagnosticRule(
    "indicator-band-order", 3106, .warning, title: "分档没有从高到低排列",
    expected: "各档的 from 从高到低；计分时取第一个达到的档", remedy: "把 from 大的档移到前面",
    example: .situation("bands 先写 from: 0.6，再写 from: 0.9"))

  /// A key that changes nothing here.
  package static let indicatorWithoutEffect = DiagnosticRule(
    "indicator-without-effect", 3107, .warning, title: "写了不起作用的内容",
    expected: "只在相应规则里写的键", remedy: "删去这个键，或核对规则是否写对",
    example: .situation("rule 为 manual 的指标写了 where"))

  /// Weights of a blend.
  package static let blendWeights = DiagnosticRule(
    "indicator-blend-weights", 3108, .error, title: "各来源的权重之和不等于 1",
    expected: "blend 各来源的 weight 之和等于 1", remedy: "改正权重，例如 0.7 和 0.3",
    example: .situation("blend 的两个来源权重为 0.7 和 0.2"))

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
}
