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
      return published.status != .done
    }
    let result = try await terminal.stage(stage, configuration)
    try publication.write(HierarchyJSON.bytes(of: result), to: RunJSON.fileName)
    for member in result.members {
      terminal.say(
        "  \(member.jurisdiction)：\(member.units.count)个单位，\(member.isBlocked ? "阻断" : "完成")")
    }
    terminal.list(result.problems.sorted)
    guard !result.isBlocked else {
      try publication.publishOnly([RunJSON.fileName])
      return .blocked
    }
    try publication.publish()
    terminal.say("汇总成果已写入 \(target)。")
    return .done
  }
}
