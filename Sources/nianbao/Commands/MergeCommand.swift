import ArgumentParser
import Pipeline
import ProgressLog
import Publishing
import Settings

/// Merges partials into one.
struct MergeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: "把几份分片合并成一份。",
    discussion: """
      分片可以按任意次序、分任意几次合并，结果都相同。排好序的分片边读边合并，内存不随大小增长；没有排序的先在临时文件里排序。
      不写文件时读标准输入；没有输入时结果是空的。
      """)

  @Argument(help: ArgumentHelp("fold 或 merge 写出的分片；- 是标准输入。", valueName: "分片"))
  var parts: [String] = []

  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { _ in
      let files = PartialFiles(
        paths: parts.isEmpty ? ["-"] : parts, stamp: nil, disk: MachineDisk())
      let output = StandardOutput()
      try await RefusedPipeline.ofLog {
        try files.merge { try output.write(line: $0) }
      }
      try output.flush()
      return .done
    }
  }
}
