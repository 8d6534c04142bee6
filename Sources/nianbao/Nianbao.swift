import ArgumentParser
import Diagnostics
import Disclosure
import Pipeline
import Publishing
import Rendering

/// The command line.
@main
struct Nianbao: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nianbao",
    abstract: "年报：政务公开考核与政府信息公开工作年度报告。",
    discussion: "从台账、进展日志和登记簿出发，算出可以追溯到单元格的考核成绩和相互印证的法定表格。",
    version: ProgramVersion.text,
    subcommands: [
      RunCommand.self,
      CheckCommand.self,
      FoldCommand.self, MergeCommand.self, FinishCommand.self,
      FormsCommand.self,
      CheckReportCommand.self,
      WorkdaysCommand.self,
      VerifyCommand.self,
      RulesCommand.self,
      ReferenceCommand.self,
      ExplainCommand.self,
      ReportCommand.self,
      CompareCommand.self,
      CarryoverCommand.self,
      ImportCommand.self, PlanCommand.self,
      BenchCommand.self,
    ])

  /// Parses and runs; what the parser says of itself is told in Chinese.
  static func main() async {
    ConsoleOutput.takeClosedStreams()
    LibraryVoice.silence()
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let names = configuration.subcommands.map { $0.configuration.commandName ?? "" } + ["help"]
    if let first = CommandLine.arguments.dropFirst().first, !first.hasPrefix("-"),
      !names.contains(first)
    {
      let near = Nearness.nearest(to: first, among: names.filter { !$0.isEmpty })
      ConsoleOutput().remark(
        "错误：没有这个命令：\(first)\(near.map { "；是否为 \($0)？" } ?? "")\n查看全部命令：nianbao help\n"
          .withoutControls)
      exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      let code = exitCode(for: error)
      let message = ChineseUsage.translated(fullMessage(for: error))
      if !message.isEmpty {
        let console = ConsoleOutput()
        if code.isSuccess {
          console.answer(message + "\n")
        } else {
          console.remark(message.withoutControls + "\n")
        }
        if let fault = console.fault {
          console.remark(fault.diagnostic.line + "\n")
          exit(withError: ExitCode(fault.status.rawValue))
        }
      }
      exit(withError: code)
    }
  }
}
