import ArgumentParser
import Configuration
import Diagnostics
import Pipeline
import Privacy
import Publishing
import Reporting
import Scoring
import Settings
import WorkPlan

/// Compares two pipelines unit by unit, or puts several years in a row.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "逐单位比较两条流水线并说明原因；三条以上按顺序排成一列（历年）。",
    discussion: """
      nianbao compare Pipelines/甲-2021 Pipelines/甲-2022
      nianbao compare Pipelines/甲-2020 Pipelines/甲-2021 Pipelines/甲-2022 --output 历年
      写了 --output 的，另写一本带折线图的 \(YearSeries.fileName)；有名次，只供内部使用。
      """)

  @Argument(help: ArgumentHelp("流水线的文件夹，两条或更多，早的在前。", valueName: "流水线"))
  var pipelines: [String]

  @Option(name: .long, help: ArgumentHelp("写入的文件夹；不填只在屏幕上显示。", valueName: "文件夹"))
  var output: String?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    if pipelines.count < 2 { throw ValidationError("请写两条或更多流水线") }
  }

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      // Names for the years that the reader tells apart; the gate knows every year's applicants.
      var years: [(name: String, title: String, result: AssessmentResult)] = []
      var last: Judgement?
      var gates: [PrivacyGate] = []
      for folder in pipelines {
        let judgement = try await judge(folder, terminal)
        years.append(
          (
            "\(judgement.setup.configuration.settings.year)年",
            judgement.setup.configuration.title, judgement.assessment
          ))
        gates.append(judgement.gate)
        last = judgement
      }
      guard let last else { return .usage }
      let series = YearSeries(years.map { ($0.name, $0.result) })
      let lines =
        years.count == 2
        ? Comparison(
          years[0].result, years[1].result, names: (before: years[0].title, after: years[1].title)
        ).lines()
        : series.textLines()
      for line in lines {
        terminal.say(gates.reduce(line) { $1.masked($0) })
      }
      guard let output else { return .done }
      let configuration = last.setup.configuration
      let document = series.document(
        author: configuration.publisher, created: configuration.settings.asOf,
        notice: RankingGate(approval: configuration.rankingApproval).notice)
      let publication = try Publication.begin(
        output: output, owner: last.setup.configuration.owner, purpose: "compare")
      let published = try await Publisher(options: .init(jobs: jobs.count)).publish(
        [OutputDocument(path: YearSeries.fileName) { .workbook(document) }],
        judgement: last, into: publication)
      terminal.list(published.blocking)
      if published.status == .done { terminal.say("已写入 \(output)/\(YearSeries.fileName)") }
      return published.status
    }
  }

  private func judge(_ folder: String, _ terminal: Terminal) async throws -> Judgement {
    let setup = try await terminal.stage(LoadStage(), folder)
    return try await terminal.stages(setup, jobs: jobs.count).judge()
  }
}
