extension PipelineFolder {
  /// The pipelines in the folder, beside it, or in the folder of pipelines below it; at most ten, named as a person would write them.
  package var pipelinesNearby: [String] {
    var found: [String] = []
    func look(_ place: PipelineFolder) {
      for name in place.names(in: "") where found.count < 10 {
        guard place.kind(of: name + "/" + ConfigurationLoader.fileName) == .file else { continue }
        let path = place.path == "." ? name : place.path + "/" + name
        if !found.contains(path) { found.append(path) }
      }
    }
    look(self)
    let cut = path.lastIndex(of: "/")
    look(PipelineFolder(cut.map { String(path[..<$0]) } ?? "."))
    look(PipelineFolder("Pipelines"))
    return found
  }
}
