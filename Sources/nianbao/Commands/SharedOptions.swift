import ArgumentParser

/// The pipeline that a command works on.
struct PipelineArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("流水线文件夹，如 Pipelines/yiyuan-2022。", valueName: "流水线"))
  var path: String
}

/// Where a command writes the outputs of a pipeline.
struct OutputOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("成果文件夹；不填为 Output/<流水线名>。", valueName: "文件夹"))
  var output: String?

  /// The folder asked for, else the one named after the pipeline.
  func target(of pipeline: String) -> String { output ?? "Output/" + pipeline }
}

/// Whether a blocked run leaves a copy all the same.
struct DraftOption: ParsableArguments {
  @Flag(name: .long, help: "数据阻止公布时，另外留下一份标明“草稿”的成果。")
  var draft = false
}

/// How many threads a command may use.
struct JobsOption: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("同时使用的线程数；不填为处理器核数。", valueName: "数"))
  var jobs: Int?

  /// The number asked for, else the number of cores.
  var count: Int { jobs ?? Processors.count }

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs 应为1至1024之间的整数，填的是\(jobs)")
    }
  }
}

/// Whether results are told to people or to programs.
struct FormatOption: ParsableArguments {
  @Flag(name: .long, help: "在标准输出给出 JSON，供自动化使用。")
  var json = false
}
