import Pipeline

// Makes the inputs of the committed counties: `swift run sample-data [--pipeline DIR] [--output DIR] [--small]`.
// `--small` makes inputs for any pipeline from its own plan and units.
// Everything depends on `SampleCounty.seed` alone; the same seed gives the same bytes.

/// The value after a flag.
func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
  return arguments[index + 1]
}

let pipeline = option("--pipeline") ?? "Pipelines/yiyuan-2022"
let output = option("--output") ?? pipeline + "/inputs"
if CommandLine.arguments.contains("--small") {
  let setup = try await LoadStage().run(pipeline)
  try await SmallCounty(setup: setup, output: output).writeAll()
} else {
  try SampleWriter(pipeline: pipeline, output: output).writeAll()
}
