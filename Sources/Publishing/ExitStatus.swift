/// What the calling shell learns; wrong data and a broken program never share a number (sysexits).
package enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  case done = 0
  /// Wrong usage of the command line.
  case usage = 64
  /// The data block publication; the problem list is written.
  case blocked = 65
  /// An input is missing.
  case inputMissing = 66
  /// A fault of the program.
  case internalFault = 70
  /// The operating system could not read or write.
  case inputOutput = 74
  /// The configuration is wrong.
  case configuration = 78

  /// The word a reader sees.
  package var label: String {
    switch self {
    case .done: "完成"
    case .usage: "用法错误"
    case .blocked: "数据阻断发布"
    case .inputMissing: "缺少输入"
    case .internalFault: "程序内部错误"
    case .inputOutput: "读写失败"
    case .configuration: "配置错误"
    }
  }
}
