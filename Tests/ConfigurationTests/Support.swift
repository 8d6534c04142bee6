import Diagnostics
import Disclosure
import Foundation

@testable import Configuration

/// A folder of its own for one test, gone afterwards.
final class ScratchFolder: Sendable {
  let path: String

  init(named name: String = "demo") throws {
    path = FileManager.default.temporaryDirectory.path + "/nianbao-\(UUID().uuidString)/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Writes a file and the folders above it.
  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  /// Writes bytes and the folders above them.
  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }
}

/// The configuration files of a worked case, with what its tables name.
struct WorkedCase {
  let folder: String

  init(_ name: String) throws {
    let fixtures = Bundle.module.resourcePath ?? ""
    folder = fixtures + "/Fixtures/cases/" + name
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  func units() throws -> [ReportingUnit] {
    try text("units.txt").split(separator: "\n").map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return ReportingUnit(
        name: parts[0], group: parts[1], aliases: parts[2].split(separator: "；").map(String.init),
        attributes: Set(parts[3].split(separator: "；").map(String.init)))
    }
  }

  func tasks() throws -> [WorkTask] {
    try text("tasks.txt").split(separator: "\n").map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return makeTask(parts[0], theme: parts[1])
    }
  }
}

func makeTask(_ id: String, theme: String) -> WorkTask {
  WorkTask(
    id: id, theme: theme, title: "任务", responsibilityText: "", deadlineText: "", duties: [],
    clauses: [], location: SourceLocation(file: "plan.csv"))
}

/// `code@line` of each finding, in order: enough to see which fault was found where.
func flattened(_ problems: [Diagnostic]) -> [String] {
  problems.map { "\($0.rule.code)@\($0.location.row.map { String($0) } ?? "-")" }
}
