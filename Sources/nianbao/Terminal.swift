import ArgumentParser
import Configuration
import Diagnostics
import Disclosure
import Forms
import Intake
import Logging
import Pipeline
import Privacy
import Publishing
import Rendering
import ReportDocument
import Reporting
import Scoring
import Settings
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The processors of the machine.
enum Processors {
  static var count: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// What a command says: results to standard output, logs and progress to standard error.
struct Terminal: Sendable {
  let isJSON: Bool
  /// True where a person watches standard error.
  let showsProgress: Bool
  private let logger: Logger
  private let output = ConsoleOutput()
  /// What need not be freed before the process ends.
  let lasting = LastingValues()
  /// Numbers are known without any register.
  private static let numbers = PrivacyGate()

  init(isJSON: Bool) {
    self.isJSON = isJSON
    showsProgress = isatty(2) == 1 && !isJSON
    var logger = Logger(label: "nianbao") { _ in StandardErrorHandler() }
    logger.logLevel = .notice
    self.logger = logger
  }

  /// Runs a command's body; every way it can end becomes an exit status (sysexits).
  static func guarding(
    _ format: FormatOption, _ body: (Terminal) async throws -> ExitStatus
  ) async throws {
    try await guarding(isJSON: format.json, body)
  }

  /// Runs the body of a command that answers in words or in JSON.
  static func guarding(
    isJSON: Bool = false, _ body: (Terminal) async throws -> ExitStatus
  ) async throws {
    let terminal = Terminal(isJSON: isJSON)
    defer { terminal.lasting.outlive() }
    var status: ExitStatus
    do {
      status = try await body(terminal)
    } catch let refused as RefusedPipeline {
      // What the system does not let be read is its fault, whatever cannot go on without it.
      let isUnreadable = refused.problems.contains { $0.rule == .inputUnreadable }
      status = isUnreadable ? .inputOutput : refused.status
      // What stops the run is the last thing said before the verdict.
      let problems = refused.problems.ordered()
      terminal.list(Array(problems.dropFirst(50)), most: 0)
      terminal.list(problems.prefix(50).reversed())
      terminal.fail("流水线不能运行", status)
    } catch let fault as RuntimeFault {
      terminal.list([fault.diagnostic])
      terminal.fail("运行中断", fault.status)
      status = fault.status
    }
    if let fault = terminal.output.fault {
      terminal.list([fault.diagnostic])
      status = .inputOutput
    }
    if status != .done { throw ExitCode(status.rawValue) }
  }

  /// Shows what begins now to a person who watches.
  func progress(_ name: String) {
    if showsProgress { write("… \(name)", to: 2) }
  }

  /// Runs a stage, with its name shown to a person who watches.
  func stage<Step: Pipeline.Stage>(_ stage: Step, _ input: Step.Input) async throws
    -> Step.Output
  {
    progress(stage.name)
    return try await stage.run(input)
  }

  /// A county's way to its judgement, with each stage shown to a person who watches.
  func stages(_ setup: Setup, jobs: Int) -> CountyStages {
    CountyStages(setup, jobs: jobs, announce: { progress($0) })
  }

  /// Findings, one a line, to standard error; beyond the first ones only counted, by what they are.
  ///
  /// `isListed`: they are told in full in a problem list that the command has written.
  func list(_ problems: [Diagnostic], most: Int = 50, isListed: Bool = false) {
    for problem in problems.prefix(most) {
      switch problem.rule.severity {
      case .error: logger.error("\(problem.line)")
      case .warning: logger.warning("\(problem.line)")
      case .info: logger.notice("\(problem.line)")
      }
    }
    let rest = problems.dropFirst(most)
    guard !rest.isEmpty else { return }
    let kinds = Dictionary(grouping: rest, by: \.rule.code).ordered {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }.map { "\($0.value[0].rule.title)（\($0.key)）\($0.value.count)条" }
    logger.notice(
      "另有\(rest.count)条：\(kinds.joined(separator: "、"))\(isListed ? "；逐条见问题清单" : "")")
  }

  /// The last word of a command that failed.
  func fail(_ words: String, _ status: ExitStatus) {
    logger.error("\(words)：\(status.label)（退出码\(status.rawValue)）")
    if isJSON {
      answer {
        $0.field("status", status.label); $0.field("exit", Int(status.rawValue))
      }
    }
  }

  /// A remark beside the result, to standard error.
  func note(_ words: String) { logger.notice("\(words)") }

  /// A line of the result.
  func say(_ line: String) { write(line, to: 1) }

  /// Lines of an answer; a question about one request is no reason to print the applicant's name.
  func say(_ lines: [String], gate: PrivacyGate) {
    for line in lines { say(gate.masked(line)) }
  }

  /// A JSON object as the result.
  func answer(_ body: (inout JSONWriter) -> Void) {
    var writer = JSONWriter()
    writer.object { body(&$0) }
    write(writer.text, to: 1)
  }

  /// A member of a level above, as a program is told of it.
  struct Member {
    let jurisdiction: String
    let pipeline: String
    let units: Int
    let state: MemberState
  }

  /// What a run left: the conservation of every file, the counts by code, the folder; of a level above its members.
  ///
  /// `remarks`: what the verdict says beside yes or no. `opening`: what is said before anything else. `checked`: the
  /// verdict of a check that found nothing in the way; nil where outputs were made.
  func report(
    _ run: PublishedRun, inputs: [InputRecord], members: [Member] = [], remarks: [String] = [],
    opening: [String] = [], checked: String? = nil
  ) {
    let status = run.status
    if isJSON {
      answer { writer in
        writer.field("status", status == .done ? "ok" : "blocked")
        writer.field("exit", Int(status.rawValue))
        writer.field("output", run.target)
        writer.key("files")
        writer.array { writer in for file in run.files { writer.string(file) } }
        if !members.isEmpty {
          writer.key("members")
          writer.array { writer in
            for member in members {
              writer.record { writer in
                writer.field("jurisdiction", member.jurisdiction)
                writer.field("pipeline", member.pipeline)
                writer.field("units", member.units)
                writer.field("status", member.state.rawValue)
              }
            }
          }
        }
        writer.key("diagnostics")
        writer.array { writer in
          for (rule, count) in run.problems.totals {
            writer.object { writer in
              writer.field("code", rule.code)
              writer.field("severity", rule.severity.rawValue)
              writer.field("count", count)
            }
          }
        }
      }
      list(run.blocking, isListed: true)
      return
    }
    for line in opening { say(line) }
    say("读入的文件（行数 = 采用 + 退回 + 空行 + 表格本身的行）：")
    for (kind, files) in Dictionary(grouping: inputs, by: \.kind).ordered(by: {
      Self.rank($0.key) < Self.rank($1.key)
    }) {
      let rows = files.reduce(0) { $0 + $1.rows }
      let accepted = files.reduce(0) { $0 + $1.accepted }
      let quarantined = files.reduce(0) { $0 + $1.quarantined }
      let blank = files.reduce(0) { $0 + $1.blank }
      let aside = files.reduce(0) { $0 + $1.aside }
      say(
        "  \(kind.label)：\(files.count)个文件，\(rows) = \(accepted) + \(quarantined) + \(blank) + \(aside)"
      )
    }
    say("问题（详见\(run.target)/\(OutputName.problemWorkbook)）：")
    for (rule, count) in run.problems.totals.ordered(by: { left, right in
      let (a, b) = (left.rule, right.rule)
      if a.blocks != b.blocks { return a.blocks }
      return a.severity == b.severity ? a.code < b.code : a.severity < b.severity
    }) {
      say("  \(rule.severity.label) \(rule.title) [\(rule.code)]：\(count)条")
    }
    if status == .done, checked == nil {
      say("成果已写入 \(run.target)，共\(run.files.count)个文件。")
    } else if status != .done {
      say("数据阻止公布，以前的成果没有改动；先改正下列问题：")
      for problem in run.blocking.prefix(20) { say("  \(problem.line)") }
      if run.blocking.count > 20 { say("  另有\(run.blocking.count - 20)条，见问题清单。") }
    }
    let passed = status == .done ? checked.map { [$0] } : nil
    let verdict = passed ?? RunVerdict(blocking: run.blocking).lines
    say("结论：\(verdict.joined(separator: "\n  "))")
    if !remarks.isEmpty { say("  另：\(remarks.joined(separator: "；"))。") }
  }

  private static func rank(_ kind: InputKind) -> Int {
    InputKinds.all.firstIndex(of: kind) ?? 0
  }

  private func write(_ text: String, to descriptor: Int32, ending: String = "\n") {
    let line = Self.numbers.masked(text).withoutControls + ending
    if descriptor == 1 { output.answer(line) } else { output.remark(line) }
  }

  /// Names the files in an output folder that no run wrote and that were kept.
  func tellOthers(_ files: [String]) {
    list(
      files.map {
        Diagnostic(
          .outputHadOtherFiles, at: SourceLocation(file: $0), found: "不是运行所写的文件，已原样保留")
      })
  }
}

/// Logs as plain lines on standard error, without times: the same input gives the same lines.
struct StandardErrorHandler: LogHandler {
  var logLevel: Logger.Level = .notice
  var metadata: Logger.Metadata = [:]

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    ConsoleOutput().remark(PrivacyGate().masked("\(event.message)").withoutControls + "\n")
  }
}
