extension PipelineFolder {
  /// The pipelines in the folder, beside it, or in the folder of pipelines below it; at most ten, named as a person would write them.
  package var pipelinesNearby: [String] {
    var found: [String] = []
    func look(_ folder: PipelineFolder) {
      for name in folder.names(in: "") where found.count < 10 {
        guard folder.kind(of: name + "/" + ConfigurationLoader.fileName) == .file else { continue }
        // Who gave a path of the machine knows what stands before the name.
        let isBare = folder.path == "." || folder.path.hasPrefix("/")
        let path = isBare ? name : folder.path + "/" + name
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
