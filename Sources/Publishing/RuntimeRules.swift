package import Diagnostics

/// Faults of the program and of the machine.
extension DiagnosticRule {
  /// In the order of the catalogue.
  package static let runtimeRules: [DiagnosticRule] = [
    internalFault, rowsNotConserved, outputLocked, outputDenied, diskFull, outputFailed,
    outputOccupied, runtimeInputMissing, outputPartlyPublished, inputChanged,
    outputHadOtherFiles,
  ]

  /// The program broke one of its own laws.
  package static let internalFault = DiagnosticRule(
    "internal-fault", 9001, .error, title: "程序内部错误",
    expected: "程序不违反自己的规则", remedy: "这不是数据的问题；请把本条连同所用版本告诉维护者，上次的输出没有改动",
    example: .situation("程序自检发现前后不一致"))
  /// Rows read are not accepted + quarantined + blank.
  package static let rowsNotConserved = DiagnosticRule(
    "rows-not-conserved", 9002, .error, title: "行数对不上",
    expected: "每个文件：读入行数 = 采用 + 退回 + 空白 + 表格本身的行", remedy: "这不是数据的问题；请把本条和所指的文件告诉维护者",
    example: .situation("某文件读入 10 行，而采用、退回、空白合计 9 行"))
  /// Another run holds the lock of the same output.
  package static let outputLocked = DiagnosticRule(
    "output-locked", 9101, .error, title: "另一次运行正在进行",
    expected: "同一输出文件夹同时只有一次运行", remedy: "等那次运行结束后再运行；确认它已停住时，结束该进程即可，不必删除任何文件",
    example: .situation("同一流水线在两个窗口里同时运行"))
  /// No permission to write.
  package static let outputDenied = DiagnosticRule(
    "output-denied", 9102, .error, title: "没有写入权限",
    expected: "对输出文件夹及其上级文件夹有写入权限", remedy: "请管理员放开权限，或用 --output 指定可写的位置；上次的输出没有改动",
    example: .situation("Output 文件夹属于另一个用户"))
  /// No space left.
  package static let diskFull = DiagnosticRule(
    "disk-full", 9103, .error, title: "磁盘空间不足",
    expected: "磁盘能同时放下新旧两份输出", remedy: "清理磁盘或换一个位置（--output）后重新运行；上次的输出没有改动",
    example: .situation("写工作簿时磁盘已满"))
  /// Any other failure of the operating system.
  package static let outputFailed = DiagnosticRule(
    "output-failed", 9104, .error, title: "读写失败",
    expected: "操作系统能完成读写", remedy: "检查磁盘和网络盘是否正常后重新运行；上次的输出没有改动",
    example: .situation("网络盘断开"))
  /// The output folder holds things that no run wrote.
  package static let outputOccupied = DiagnosticRule(
    "output-occupied", 9105, .error, title: "输出文件夹里有别的文件",
    expected: "不存在的文件夹、空文件夹，或以前运行的输出", remedy: "用 --output 指定另一个文件夹；程序不覆盖不是自己写的文件夹",
    example: .situation("--output 指到放着其他材料的文件夹"))
  /// A file that was there at the start is gone.
  package static let runtimeInputMissing = DiagnosticRule(
    "file-missing", 9106, .error, title: "文件不存在",
    expected: "存在的文件", remedy: "检查名称和位置后重新运行", example: .situation("verify 指到没有 manifest.json 的文件夹")
  )

  /// A file was put in another's place or written to while it was read.
  package static let inputChanged = DiagnosticRule(
    "input-changed", 9109, .error, title: "读取期间文件变了",
    expected: "运行期间读入的文件不变", remedy: "等文件存好、不再有人改动后重新运行；上次的输出没有改动",
    example: .situation("汇总进展日志时有人另存了日志文件"))

  /// Files in the output folder that no run wrote.
  package static let outputHadOtherFiles = DiagnosticRule(
    "output-other-files", 9110, .warning, title: "输出文件夹里有别的文件",
    expected: "输出文件夹里只有运行所写的文件", remedy: "所列文件已原样留在新的输出里；请移到别处保存",
    example: .situation("同事把会议记录放进了 Output/yiyuan-2022"))

  /// Of the outputs of a city some are new and could not be taken back.
  package static let outputPartlyPublished = DiagnosticRule(
    "output-partly-published", 9107, .error, title: "只换入了一部分成果",
    expected: "市、省的各份成果同时换入", remedy: "检查磁盘和网络盘是否正常后重新运行，各份成果会一并换入；重新运行之前不要使用所列的成果",
    example: .situation("换入各县成果时磁盘断开"))
}
