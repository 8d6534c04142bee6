import ArgumentParser

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
      FormsCommand.self,
      CheckReportCommand.self,
      WorkdaysCommand.self,
      VerifyCommand.self,
      RulesCommand.self,
      ReferenceCommand.self,
      ExplainCommand.self,
      ReportCommand.self,
      CompareCommand.self,
      BenchCommand.self,
      FoldCommand.self, MergeCommand.self, FinishCommand.self,
    ])
}

/// The program's version, as the manifest and `--version` name it.
enum ProgramVersion {
  static let text = "0.1.0"
}
