import ArgumentParser
import Diagnostics
import Intake
import Pipeline
import Privacy
import Publishing
import Rendering
import Settings
import Tables

/// Writes what a year hands to the next: its open tasks, its scores and its statutory data.
struct CarryoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "carryover",
    abstract: "写出结转下年的清单：没有完成的任务、各单位成绩、年报数据。",
    discussion: """
      nianbao carryover Pipelines/甲-2022
      nianbao carryover Pipelines/甲-2023 --from Output/甲-2022
      写出的文件放进下一年流水线的 inputs/：上年遗留/清单.csv 作 inputs.carryover，上年成绩.csv 作 previous.scores，\
      上年年报/数据.csv 和 figures.csv 作 previous.statutory 和 previous.figures。数据阻止公布或年度没有结束的，不写。
      --from 写上年的成果文件夹、年度考核结果.xlsx 或 run.json 的，不重新计算，单位按流水线的名录认；run.json 里没有逐项的清单。
      """)

  @OptionGroup var pipeline: PipelineArgument

  @Option(
    name: .long,
    help: ArgumentHelp("上年的成果文件夹、年度考核结果.xlsx 或 run.json；不填为计算这条流水线。", valueName: "成果"))
  var from: String?

  @Option(name: .long, help: ArgumentHelp("文件夹；不填为 Output/<流水线名>-结转。", valueName: "文件夹"))
  var output: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      if let from { return try await copy(from, setup, terminal) }
      let judgement = try await terminal.stages(setup, jobs: jobs.count).judge()
      guard judgement.blocking.isEmpty, !judgement.isInterim else {
        terminal.list(judgement.blocking)
        terminal.fail(
          judgement.blocking.isEmpty ? "年度没有结束，谁没有完成还不能定" : "数据阻止公布，不能结转", .blocked)
        return .blocked
      }
      return try await write(
        CarryoverOutput(judgement), inputs: judgement.inputs, gate: judgement.gate, setup, terminal)
    }
  }

  /// Takes over what the outputs of last year's run say.
  private func copy(_ path: String, _ setup: Setup, _ terminal: Terminal) async throws -> ExitStatus
  {
    guard PipelineFolder(path).kind(of: "") != .missing else {
      throw RuntimeFault.missing(what: FileSystemName.last(path))
    }
    let last = try LastYearOutputs(path, setup: setup)
    let carryover = CarryoverOutput(setup, from: last)
    terminal.list(last.problems)
    guard !carryover.entries.isEmpty, !last.problems.contains(where: { $0.rule.severity == .error })
    else {
      terminal.fail("上年成果没有读全，没有写出结转清单", .blocked)
      return .blocked
    }
    if last.carried == nil { terminal.note("\(path) 里没有逐项的清单，没有写出上年遗留") }
    return try await write(carryover, inputs: last.files, gate: PrivacyGate(), setup, terminal)
  }

  private func write(
    _ carryover: CarryoverOutput, inputs: [InputRecord], gate: PrivacyGate, _ setup: Setup,
    _ terminal: Terminal
  ) async throws -> ExitStatus {
    let target = output ?? "Output/\(setup.name)-结转"
    let publication = try Publication.begin(
      output: target, owner: setup.configuration.owner, purpose: "carryover")
    let others = publication.others
    let documents = carryover.entries.map { entry in
      OutputDocument(path: entry.path, content: { .list(entry.table) })
    }
    let found = try await Publisher(options: .init(jobs: jobs.count)).write(
      documents, gate: gate, publication: publication)
    guard !found.contains(where: \.rule.blocks) else {
      terminal.list(found)
      publication.abandon()
      return .blocked
    }
    let files = try publication.stagedFiles()
    let manifest = try Manifest(
      setup.configuration.owner, calendar: setup.calendar, rules: setup.rules, inputs: inputs,
      files: files, staging: publication.staging)
    try publication.write(manifest.json, to: Manifest.fileName)
    try publication.publish()
    terminal.tellOthers(others)
    if terminal.isJSON {
      terminal.answer { writer in
        writer.field("status", "ok")
        writer.field("output", target)
        writer.field("open", carryover.open)
        writer.field("unknown", carryover.unknown)
        writer.key("files")
        writer.array { writer in for file in files { writer.string(file) } }
      }
    } else {
      if let open = carryover.open { terminal.say("结转没有完成的任务\(open)项（一个单位的一项任务算一项）。") }
      if carryover.unknown > 0 { terminal.say("另有\(carryover.unknown)项没有依据判断是否完成，没有列入。") }
      for file in files { terminal.say("  \(file)") }
      terminal.say("已写入 \(target)")
    }
    return .done
  }
}
