import ArgumentParser
import Diagnostics
import Disclosure
import Pipeline
import Publishing
import ReportDocument
import Statutory

/// Writes one unit's own annual report, which every department must publish.
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "生成一个单位自己的年度报告（工作簿和文本）。")

  @OptionGroup var pipeline: PipelineArgument

  @Option(name: .long, help: ArgumentHelp("单位名称或别名。", valueName: "单位"))
  var unit: String

  @Option(
    name: .long, help: ArgumentHelp("文件夹；不填为 Output/<流水线名>-单位年报/<单位>。", valueName: "文件夹"))
  var output: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      guard let index = setup.registry.index(of: unit) else {
        let hint = setup.registry.suggestion(for: unit).map { "，是否为“\($0)”？" } ?? ""
        throw ValidationError("名册中没有单位“\(unit)”\(hint)")
      }
      let name = setup.registry.units[index].name
      let judgement = try await terminal.stages(setup, jobs: jobs.count).judge()
      let scope = ReportScope.unit(index)
      let outputs = OutputSet(judgement: judgement, options: .init(jobs: jobs.count))
      let report = outputs.statutory(scope)
      let broken = judgement.statutory.brokenIdentities(of: scope).filter {
        $0.identity.stopsPublication
      }
      var findings = report.findings.filter(\.rule.blocks)
      findings += judgement.blocking.filter { $0.unit == name }
      for identity in broken {
        terminal.say(
          "\(identity.id) \(identity.item)：\(identity.left?.text ?? "未知")≠\(identity.right?.text ?? "未知")"
        )
      }
      guard findings.isEmpty, broken.isEmpty else {
        terminal.list(findings)
        terminal.fail("\(name)的年度报告有勾稽关系不成立或不能使用的数据", .blocked)
        return .blocked
      }
      let target = output ?? "Output/\(setup.name)-单位年报/\(name)"
      let publication = try Publication.begin(
        output: target, owner: setup.configuration.owner, purpose: "report")
      let others = publication.others
      let published = try await Publisher(options: .init(jobs: jobs.count)).publish(
        outputs.statutoryDocuments(
          scope, report, folder: judgement.isInterim ? Publicity.interim.folder : ""),
        judgement: judgement,
        into: publication)
      terminal.list(published.blocking)
      if published.status == .done {
        terminal.tellOthers(others)
        terminal.say("已写入 \(target)")
      }
      return published.status
    }
  }
}
