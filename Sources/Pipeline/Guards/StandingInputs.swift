/// What the standing output of a pipeline was made from.
package enum StandingInputs {
  /// The files that its manifest lists; none where there is no output yet.
  package static func of(_ output: String) throws(RuntimeFault) -> Set<String> {
    guard try FileSystem.exists(output + "/" + Manifest.fileName),
      let manifest = try Manifest.read(folder: output)
    else { return [] }
    return Set(manifest.inputs.map(\.file))
  }
}
