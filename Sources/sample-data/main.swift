// Makes the inputs of the committed county: `swift run sample-data [--pipeline DIR] [--output DIR]`.
// Everything depends on `SampleCounty.seed` alone; the same seed gives the same bytes.

/// The value after a flag.
func option(_ name: String) -> String? {
  let arguments = CommandLine.arguments
  guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
  return arguments[index + 1]
}

let pipeline = option("--pipeline") ?? "Pipelines/yiyuan-2022"
let writer = try SampleWriter(
  pipeline: pipeline, output: option("--output") ?? pipeline + "/inputs")
try writer.writeAll()
