import Configuration
import Diagnostics
package import ProgressLog
import Publishing
package import Settings
import Tables

/// Finds logs by what people call them.
package struct LogFinder {
  private let setup: Setup
  private let logs: [String]

  package init(setup: Setup, logs: [String]) {
    self.setup = setup
    self.logs = logs
  }

  /// The log of a name: relative to the pipeline's folder, or any path to the same file.
  package func source(_ name: String) throws -> LogSource {
    var segment = logs.firstIndex(of: name)
    if segment == nil, let real = RealPath.of(name) {
      segment = logs.firstIndex { RealPath.of(setup.configuration.path(of: $0)) == real }
    }
    guard let segment else {
      throw RefusedPipeline.unknownLog(
        "“\(name.hasPrefix("/") ? FileSystemName.last(name) : name)”不在 inputs.progress 所列的文件里")
    }
    return LogSource(segment: segment, path: setup.configuration.path(of: logs[segment]))
  }

  /// The log whose bytes are those of a file.
  package func whole(equalTo path: String, name: String?) throws -> String? {
    let size = try Fingerprint.size(path, name: "标准输入")
    let alike = try logs.filter {
      try (name == nil || $0 == name)
        && Fingerprint.size(setup.configuration.path(of: $0), name: $0) == size
    }
    guard !alike.isEmpty else { return nil }
    let hash = try Fingerprint.read(path, name: "标准输入")
    let equal = try alike.filter {
      try Fingerprint.read(setup.configuration.path(of: $0), name: $0) == hash
    }
    // Two logs of the same bytes need a name to be told apart.
    return equal.count == 1 ? equal[0] : nil
  }
}

extension RefusedPipeline {
  /// A log that is none: wrong use of the command line.
  package static func unknownLog(_ found: String) -> RefusedPipeline {
    RefusedPipeline(
      status: .usage,
      problems: [Diagnostic(.foldedLogUnknown, at: SourceLocation(file: ""), found: found)])
  }
}
