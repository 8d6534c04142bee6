import Foundation
import TestSupport

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import WorkPlan

/// The configuration files of a worked case, with what its tables name.
struct WorkedCase {
  private let folder: String
  /// What its tables name, as plain lines.
  private let lists: String

  init(_ name: String) throws {
    folder = SharedFixtures.workedCase(name)
    lists = (Bundle.module.resourcePath ?? "") + "/Fixtures/cases/" + name
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  private func lines(_ name: String) throws -> [Substring] {
    try String(contentsOfFile: lists + "/" + name, encoding: .utf8).split(separator: "\n")
  }

  func units() throws -> [ReportingUnit] {
    try lines("units.txt").map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      return ReportingUnit(
        name: parts[0], group: parts[1], aliases: parts[2].split(separator: "；").map(String.init),
        attributes: Set(parts[3].split(separator: "；").map(String.init)))
    }
  }

  func tasks() throws -> [WorkTask] {
    try lines("tasks.txt").map { line in
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
