import ArgumentParser
import Configuration
import Diagnostics
import Pipeline
import ProgressLog
import Publishing
import Settings
import Tables

/// Folds some of a pipeline's logs into a partial.
struct FoldCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fold", abstract: "把一部分进展日志汇总成分片。",
    discussion: """
      分片是按键排序的文本，写到标准输出，用 merge 合并，用 finish 出成果；fold、merge、finish 与 run 的成果逐字节相同。
      不写文件时从标准输入读一个日志：整个日志的内容，或它的一段（用 --name 写明是哪个日志，--first-row 写明第一行数据是第几行）。
      没有输入时分片是空的。
      """)

  @OptionGroup var pipeline: PipelineArgument

  @Argument(help: ArgumentHelp("进展日志，相对于流水线文件夹或当前文件夹；- 是标准输入。", valueName: "日志"))
  var files: [String] = []

  @Flag(name: .long, help: "标准输入里是日志的文件名，一行一个。")
  var list = false

  @Flag(name: .long, help: "只列出流水线的进展日志，一行一个。")
  var logs = false

  @Option(name: .long, help: ArgumentHelp("标准输入的内容属于哪个日志。", valueName: "日志"))
  var name: String?

  @Option(name: .long, help: ArgumentHelp("标准输入里没有表头时，表头这一行。", valueName: "文字"))
  var header: String?

  @Option(name: .long, help: ArgumentHelp("标准输入的第一行数据在日志里是第几行；表头是第1行。", valueName: "行号"))
  var firstRow: Int?

  @OptionGroup var jobs: JobsOption
  @OptionGroup var format: FormatOption

  func validate() throws {
    if let firstRow, firstRow < 2 { throw ValidationError("--first-row 应不小于2，填的是\(firstRow)") }
    if firstRow != nil || header != nil, list || files.contains(where: { $0 != "-" }) {
      throw ValidationError("--header 和 --first-row 只用于标准输入")
    }
  }

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      let all = try setup.logs
      if logs {
        for log in all { terminal.say(log) }
        return .done
      }
      let scratch = try ScratchFolder()
      let finder = LogFinder(setup: setup, logs: all)
      var sources: [LogSource] = []
      if list {
        while let name = readLine() {
          if !name.isEmpty { sources.append(try finder.source(name)) }
        }
      } else if files.isEmpty || files == ["-"] {
        if let source = try standardInput(finder, folder: scratch.path) { sources.append(source) }
      } else {
        sources = try files.map(finder.source)
      }
      let stage = FoldStage(setup: setup, jobs: jobs.count)
      terminal.progress(stage.name)
      var partial = try await stage.part(of: sources)
      try setup.refuseUnsoundReading(partial.problems)
      let output = StandardOutput()
      try partial.write(stamp: try setup.stamp(logs: all)) { try output.write(line: $0) }
      try output.flush()
      return .done
    }
  }

  /// Copies standard input to a file, because logs are read by position; nil where it is empty.
  private func standardInput(_ finder: LogFinder, folder: String) throws -> LogSource? {
    let path = folder + "/stdin.csv"
    let stream = try ByteStream(path: "-")
    var block = try stream.read()
    guard !block.isEmpty else { return nil }
    let file = try GrowingFile(path: path)
    if let header { try file.write(Array((header + "\n").utf8)) }
    while !block.isEmpty {
      try file.write(block)
      block = try stream.read()
    }
    if firstRow == nil, header == nil, let whole = try finder.whole(equalTo: path, name: name) {
      return try finder.source(whole)
    }
    guard let name else {
      throw RefusedPipeline.unknownLog(
        "标准输入的内容不是任何一个日志的全部，也没有用 --name 写明属于哪个")
    }
    let source = try finder.source(name)
    guard source.path.hasSuffix(".csv") else {
      throw RefusedPipeline.unknownLog("“\(name)”不是 CSV，不能从标准输入一段段地读")
    }
    return LogSource(segment: source.segment, path: path, firstRow: firstRow ?? 2)
  }
}
