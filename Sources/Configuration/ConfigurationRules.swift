package import Diagnostics

/// What can be wrong with a file of settings, whatever its keys.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let configurationRules: [DiagnosticRule] = [
    configurationFileMissing, configurationUnreadable, configurationSyntax,
    configurationDuplicateKey, configurationUnknownKey, configurationMissingKey, configurationType,
    configurationValue, configurationPath, configurationDoubtful, configurationGroupUnknown,
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
  /// `groups:` names a group no unit belongs to.
  package static let configurationGroupUnknown = DiagnosticRule(
    "configuration-group-unknown", 3014, .warning, title: "分组名称不在单位名册里",
    expected: "单位名册“分组”列里出现的名称", remedy: "改正 groups 里的分组名称，或在单位名册补上该组单位",
    example: .situation("groups 写“县直单位”，单位名册的分组是“县直部门”"))
}
