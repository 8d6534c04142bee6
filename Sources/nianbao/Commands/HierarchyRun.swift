import Configuration
import Diagnostics
import PipelineRuntime

/// Runs a pipeline of pipelines: each member's outputs beside its own, under the member's name.
struct HierarchyRun {
  let configuration: PipelineConfiguration
  let target: String
  let options: PublishStage.Options

  func run(_ terminal: Terminal) async throws -> ExitStatus {
    var folder = target
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let above = folder.lastIndex(of: "/").map { String(folder[...$0]) } ?? ""
    let options = options
    let publication = try Publication.begin(output: target, purpose: "run")
    let stage = MembersStage(jobs: options.jobs) { judgement in
      let own = try Publication.begin(output: above + judgement.setup.name, purpose: "run")
      let published = try await PublishStage(options: options).run(judgement, into: own)
      return MemberOutcome(isRefused: published.status != .done, problems: published.problems)
    }
    let result = try await terminal.stage(stage, configuration)
    terminal.progress("生成成果")
    let published = try await PublishStage(options: options).run(result, into: publication)
    if !terminal.isJSON {
      terminal.say("成员：")
      for member in result.members {
        terminal.say(
          "  \(member.jurisdiction)：\(member.units.count)个单位，\(member.isBlocked ? "阻断" : "完成")")
      }
    }
    terminal.report(published, inputs: result.inputs)
    return published.status
  }
}
