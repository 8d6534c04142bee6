import Foundation
import Testing

@testable import Diagnostics
@testable import Pipeline
@testable import WorkPlan

/// The committed pipelines of the five notices: every plan loads with nothing left open.
@Suite struct CommittedPlansTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Pipelines")
    .path

  @Test(
    "every phrase of the plan is read, and every task binds somebody until some day",
    arguments: [
      ("yiyuan-2019", 37), ("yiyuan-2021", 27), ("gaoqing-2021", 18), ("shizhong-2021", 40),
      ("yiyuan-2022", 63),
    ])
  func plans(_ name: String, _ tasks: Int) async throws {
    let setup = try await LoadStage().run(Self.folder + "/" + name)
    let coverage = PlanCoverage(setup.tasks)
    #expect(coverage.tasks == tasks)
    #expect(
      coverage.bound == tasks && coverage.timed == tasks && coverage.unread == 0, "\(coverage)")
    #expect(setup.problems.filter(\.rule.blocks).map(\.line) == [])
    #expect(setup.tasks.allSatisfy { $0.title.count <= 24 })
  }
}
