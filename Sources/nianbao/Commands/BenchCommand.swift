import ArgumentParser
import Configuration
import Disclosure
import Intake
import Pipeline
import ProgressLog
import Publishing
import Settings
import Tables

/// Measuring entries: parts of a run alone, for Tests/Benchmarks.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "只执行其中一段，供测速用。", shouldDisplay: false,
    subcommands: [Fold.self, Cells.self, Workbook.self])

  /// Reads and folds the progress logs, and nothing else.
  struct Fold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fold", abstract: "只读取并汇总进展日志。")

    @Argument(help: ArgumentHelp("流水线文件夹。", valueName: "流水线"))
    var pipeline: String

    @Flag(name: .long, help: "不计算输入文件的 SHA-256。")
    var noHash = false

    @Option(name: .long, help: ArgumentHelp("同时使用的线程数。", valueName: "数"))
    var jobs: Int = 2

    func run() async throws {
      try await Terminal.guarding { terminal in
        let setup = try await LoadStage().run(pipeline)
        let matches = setup.configuration.readableInputs().matches
        let logs = matches.filter { $0.kind == .progress }.map(\.path)
        var stage = FoldStage(setup: setup, jobs: jobs)
        stage.settings.hashing = !noHash
        let log = try await stage.run(logs)
        var rows = 0
        var accepted = 0
        for input in log.inputs {
          rows += input.rows
          accepted += input.accepted
        }
        terminal.say(
          "rows \(rows) accepted \(accepted) quarantined \(log.quarantined.count)"
            + " repeats \(log.repeats) exceptions \(try log.tally.exceptionCount())")
        return .done
      }
    }
  }

  /// Streams every cell of one file.
  struct Cells: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cells", abstract: "读出一个文件的全部单元格。")

    @Argument(help: ArgumentHelp("CSV、XLSX 或 DOCX 文件。", valueName: "文件"))
    var file: String

    @Flag(name: .long, help: "不计算 SHA-256。")
    var noHash = false

    func run() async throws {
      try await Terminal.guarding { terminal in
        let found = TableFile.count(path: file, hashing: !noHash)
        terminal.list(found.summary.diagnostics)
        terminal.say("rows \(found.rows) cells \(found.cells) refused \(found.summary.isRefused)")
        return found.summary.isRefused ? .blocked : .done
      }
    }
  }
}
