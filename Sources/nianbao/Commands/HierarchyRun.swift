import Configuration
import Diagnostics
import Pipeline
import Privacy
import Publishing
import Scoring

/// Runs or checks a pipeline of pipelines: each member's outputs beside its own, under the member's name, all of them at once or none.
struct HierarchyRun {
  let setup: HierarchySetup
  let target: String
  let extent: StagingOutputs.Extent
  let options: Publisher.Options

  init(
    _ setup: HierarchySetup, target: String, extent: StagingOutputs.Extent,
    options: Publisher.Options
  ) {
    self.setup = setup
    self.target = target
    self.extent = extent
    self.options = options
  }

  func run(_ terminal: Terminal) async throws -> ExitStatus {
    var folder = target
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let outputs = StagingOutputs(
      above: folder.lastIndex(of: "/").map { String(folder[...$0]) } ?? "", extent: extent,
      stage: Publisher(options: options), announce: { terminal.progress($0) })
    // The lock is taken first: another run must not work for an hour in vain.
    let publication = try outputs.open(target, setup.configuration)
    let result = try await terminal.stage(
      MembersStage(jobs: options.jobs, outputs: outputs), setup)
    let (published, outcome) = try await outputs.put(result, in: publication)
    terminal.progress("换入成果")
    try StagedOutput.publish(outcome.staged)
    for output in outcome.staged where output.part == .whole {
      let name = output.target.split(separator: "/").last ?? ""
      terminal.tellOthers(output.others.map { name + "/" + $0 })
    }
    if !terminal.isJSON {
      terminal.say("成员：")
      for (index, member) in result.members.enumerated() {
        let state = result.state(ofMember: index)
        terminal.say("  \(member.jurisdiction)：\(member.units.count)个单位，\(state.label)")
      }
      if extent == .everything, published.status != .done {
        terminal.say("各成员的成果与本级同时换入：本级没有公布，没有阻断的成员也保持以前的成果。")
      }
    }
    let members = result.members.enumerated().map { index, member in
      Terminal.Member(
        jurisdiction: result.gate.masked(member.jurisdiction), pipeline: member.pipeline,
        units: member.units.count, state: result.state(ofMember: index))
    }
    terminal.report(published, inputs: result.inputs, members: members)
    return published.status
  }
}
