import Foundation

@testable import Configuration
@testable import Diagnostics
@testable import Disclosure
@testable import WorkPlan

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
