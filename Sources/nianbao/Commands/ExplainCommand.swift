import AnnualReport
import ArgumentParser
import Configuration
import Diagnostics
import Disclosure
import Pipeline
import ProgressLog
import Publishing
import Registers
import Reporting
import Scoring
import Settings
import Statutory
import Tables

/// Answers why: a score, a task, a request, a cell of the statutory tables, or what would be if.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "说明一个得分、任务、申请或法定表格单元格从哪里来。",
    discussion: """
      nianbao explain Pipelines/yiyuan-2022 --unit 县财政局
      nianbao explain Pipelines/yiyuan-2022 --unit 县财政局 --indicator A1
      nianbao explain Pipelines/yiyuan-2022 --cell 3.3.7/自然人
      nianbao explain Pipelines/yiyuan-2022 --what-if 假设.yaml
      nianbao explain Pipelines/yiyuan-2022 --sensitivity [--unit 县财政局]
      有 members 的流水线：--unit 写下级的单位，到它所在的流水线里找；--cell 说明汇总数由各成员的多少相加。
      """)

  @OptionGroup var pipeline: PipelineArgument

  @Option(name: .long, help: ArgumentHelp("单位名称或别名。", valueName: "单位"))
  var unit: String?

  @Option(name: .long, help: ArgumentHelp("指标编号。", valueName: "指标"))
  var indicator: String?

  @Option(name: .long, help: ArgumentHelp("任务编号。", valueName: "任务"))
  var task: String?

  @Option(name: .long, help: ArgumentHelp("申请的登记编号。", valueName: "编号"))
  var request: String?

  @Option(
    name: .long, help: ArgumentHelp("法定表格的单元格，如 3.3.7/自然人、行政许可/本年处理决定数量。", valueName: "行/列"))
  var cell: String?

  @Option(
    name: .long,
    help: ArgumentHelp("假设文件：整份 indicators.yaml，或只写改动的 points 与撤销的 drop。", valueName: "文件"))
  var whatIf: String?

  @Flag(name: .long, help: "各一级指标的权重各自增减四分之一以内，名次能到哪里；不写 --unit 为全部单位。")
  var sensitivity = false

  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    let subjects = [indicator, task, request].compactMap(\.self)
    if cell == nil, whatIf == nil, unit == nil, !sensitivity {
      throw ValidationError("请写明 --unit、--cell、--what-if 或 --sensitivity")
    }
    if sensitivity, !subjects.isEmpty || cell != nil || whatIf != nil {
      throw ValidationError("--sensitivity 只与 --unit 同用")
    }
    if subjects.count > 1 { throw ValidationError("--indicator、--task、--request 每次只写一个") }
    if !subjects.isEmpty, unit == nil {
      throw ValidationError("--indicator、--task、--request 要与 --unit 同用")
    }
  }

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      switch try await terminal.stage(LevelLoadStage(), pipeline.path) {
      case .hierarchy(let setup): return try await explainAbove(setup, terminal)
      case .county(let setup): return try await explain(setup, terminal)
      }
    }
  }

  /// Answers from one county.
  func explain(_ setup: Setup, _ terminal: Terminal) async throws -> ExitStatus {
    let stages = terminal.stages(setup, jobs: jobs.count)
    let (records, log) = try await stages.read(.everyEntry)
    let judgement = try await stages.judge(records, log)
    if let whatIf {
      return try await compare(whatIf, judgement, records, terminal)
    }
    if let cell { return try explain(cell, judgement, terminal) }
    if sensitivity, unit == nil {
      terminal.say(SensitivityWords(judgement.assessment).lines(), gate: judgement.gate)
      return .done
    }
    return try explain(judgement, log.tally, terminal)
  }

  private func name(_ setup: Setup) throws -> String {
    guard let unit else { return "" }
    guard let index = setup.registry.index(of: unit) else {
      let hint = setup.registry.suggestion(for: unit).map { "，是否为“\($0)”？" } ?? ""
      throw ValidationError("名册中没有单位“\(unit)”\(hint)")
    }
    return setup.registry.units[index].name
  }

  private func explain(_ judgement: Judgement, _ tally: Tally, _ terminal: Terminal) throws
    -> ExitStatus
  {
    let context = OutputSet(judgement: judgement, options: .init()).context(
      judgement.problems, draftMark: "")
    var reader = try tally.exceptionReader()
    var exceptions: [EntryException] = []
    while let next = try reader.next() { exceptions.append(next.entry) }
    let explanation = Explanation(judgement.assessment, context, exceptions: exceptions)
    let subject: Explanation.Subject =
      if let indicator {
        .indicator(indicator)
      } else if let task {
        .task(TextFolding.foldTaskNumber(task))
      } else if let request {
        .request(request)
      } else if sensitivity {
        .sensitivity
      } else {
        .score
      }
    let unitName = try name(judgement.setup)
    do throws(Explanation.Refusal) {
      terminal.say(try explanation.lines(unit: unitName, subject), gate: judgement.gate)
    } catch {
      throw ValidationError(error.message)
    }
    return .done
  }

  // MARK: A cell

  private func explain(_ name: String, _ judgement: Judgement, _ terminal: Terminal) throws
    -> ExitStatus
  {
    var scope = ReportScope.county
    if let unit, let index = judgement.setup.registry.index(of: unit) { scope = .unit(index) }
    return try explain(name, judgement.statutory, scope: scope, terminal)
  }

  /// Tells what a cell is the sum of.
  func explain(
    _ name: String, _ statutory: StatutoryResult, scope: ReportScope,
    declared: String = CellSource.declared.label,
    _ terminal: Terminal
  ) throws -> ExitStatus {
    guard let cell = statutory.input.form.cell(named: name) else {
      throw ValidationError("没有单元格“\(name)”；写作 行/列，如 3.3.7/自然人、行政许可/本年处理决定数量、行政复议/总计")
    }
    for line in statutory.trace(cell, scope: scope).lines(declared: declared) { terminal.say(line) }
    return .done
  }

  // MARK: What if

  private func compare(
    _ file: String, _ judgement: Judgement, _ records: CountyRecords, _ terminal: Terminal
  ) async throws -> ExitStatus {
    let setup = judgement.setup
    let text: String
    do throws(RuntimeFault) {
      text = try StagedFile.text(at: file)
    } catch {
      throw RefusedPipeline(status: .inputMissing, problems: [error.diagnostic])
    }
    var system: IndicatorSystem?
    var question: WhatIf?
    var problems: [Diagnostic] = []
    let name = FileSystemName.last(file)
    if text.split(separator: "\n").contains(where: { $0.hasPrefix("indicators:") }) {
      (system, problems) = IndicatorLoader.load(
        text: text, file: name, groups: setup.registry.groups, tasks: setup.tasks,
        units: setup.registry.units)
    } else {
      (question, system, problems) = WhatIfLoader.load(
        text: text, file: name, system: setup.system)
    }
    guard let system else { throw RefusedPipeline(status: .configuration, problems: problems) }
    let changed = setup.with(system: system)
    var records = records
    if let question {
      terminal.say("撤销登记行：\(records.drop(question))行")
    }
    let stages = CountyStages(changed, jobs: jobs.count)
    let other = try await stages.judge(records, try await stages.fold(records.logs))
    let comparison = Comparison(
      judgement.assessment, other.assessment, names: (before: "现行规则", after: "假设"))
    terminal.say(comparison.lines(), gate: judgement.gate)
    return .done
  }
}
