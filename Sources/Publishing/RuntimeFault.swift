package import Diagnostics
import Glibc

/// Why a run could not go on; names are relative, so that no path of the machine reaches a log.
package enum RuntimeFault: Error, Sendable, Hashable {
  /// Another run holds the lock; `holder` says which, as it noted itself.
  case alreadyRunning(output: String, holder: String)
  case denied(what: String)
  case diskFull(what: String)
  case missing(what: String)
  case failed(what: String, errno: Int32)
  /// The output folder holds things that no run wrote.
  case occupied(output: String)
  /// Of several outputs that belong together some are new and could not be taken back.
  case partlyPublished(outputs: [String], cause: String)
  /// Inputs that were not the same after reading as before.
  case inputChanged(files: [String])
  /// The program broke a law of its own.
  case broken(String)

  /// The fault of a system call that left its reason in `errno`.
  package init(errno code: Int32, what: String) {
    switch code {
    case ENOSPC, EDQUOT: self = .diskFull(what: what)
    case EACCES, EPERM, EROFS: self = .denied(what: what)
    case ENOENT: self = .missing(what: what)
    default: self = .failed(what: what, errno: code)
    }
  }

  /// The fault of a call that was to make or write something: a name that is not there is no missing input then.
  package init(writing what: String, errno code: Int32) {
    self = code == ENOENT ? .failed(what: what, errno: code) : RuntimeFault(errno: code, what: what)
  }

  /// The exit status that the fault leads to.
  package var status: ExitStatus {
    switch self {
    case .alreadyRunning, .denied, .diskFull, .failed, .partlyPublished, .occupied, .inputChanged:
      .inputOutput
    case .missing: .inputMissing
    case .broken: .internalFault
    }
  }

  /// The fault as a finding for a person.
  package var diagnostic: Diagnostic {
    let nowhere = SourceLocation(file: "")
    return switch self {
    case .alreadyRunning(let output, let holder):
      Diagnostic(
        .outputLocked, at: nowhere,
        found: "“\(output)”正由另一次运行写入" + (holder.isEmpty ? "" : "（\(holder)）"))
    case .denied(let what): Diagnostic(.outputDenied, at: nowhere, found: "没有权限：\(what)")
    case .diskFull(let what): Diagnostic(.diskFull, at: nowhere, found: "磁盘已满：\(what)")
    case .missing(let what): Diagnostic(.runtimeInputMissing, at: nowhere, found: "不存在：\(what)")
    case .failed(let what, let code):
      Diagnostic(.outputFailed, at: nowhere, found: "\(what)（errno \(code)）")
    case .occupied(let output):
      Diagnostic(
        .outputOccupied, at: nowhere,
        found: "“\(output)”不是本流水线以前的输出：没有本程序写的、流水线和地区都相同的 manifest.json，里面又有别的文件")
    case .partlyPublished(let outputs, let cause):
      Diagnostic(
        .outputPartlyPublished, at: nowhere,
        found: "已换成新的：\(outputs.joined(separator: "、"))；其余仍是以前的；原因：\(cause)")
    case .inputChanged(let files):
      Diagnostic(.inputChanged, at: nowhere, found: files.joined(separator: "、"))
    case .broken(let what): Diagnostic(.internalFault, at: nowhere, found: what)
    }
  }
}
