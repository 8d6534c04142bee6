import ArgumentParser
import Pipeline
import Publishing

/// Prints what every phrase of a plan was read as.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "列出任务清单每处责任单位和时限的读法，未落实的在前。")

  @OptionGroup var pipeline: PipelineArgument
  @OptionGroup var format: FormatOption

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      let readings = PlanReadings(setup)
      if terminal.isJSON {
        terminal.answer { readings.write(to: &$0) }
      } else {
        for line in readings.text { terminal.say(line) }
      }
      return .done
    }
  }
}
