import Diagnostics
import Intake

/// Files below inputs/ that nothing reads: one finding a folder.
struct UnmatchedInputs {
  private static let root = "inputs"
  private static let namedFiles = 5

  /// What is warned of.
  let findings: [Diagnostic]
  /// The files, by their paths below the pipeline's folder.
  let files: [String]

  init(in folder: PipelineFolder, matched: [InputMatch], besides others: [String]) {
    let files = Set(matched.map(\.path) + others)
    let folders = matched.filter(\.isFolder).map { $0.path + "/" }
    var unread: [(folder: String, names: [String])] = []
    var refusals: [Diagnostic] = []
    func walk(_ base: String, depth: Int) {
      guard depth < 32 else { return }
      var own: [String] = []
      let (names, refusal) = folder.listing(of: base)
      if let refusal { refusals.append(refusal) }
      for name in names {
        let path = base + "/" + name
        let sight = folder.look(at: path, resolving: true)
        if let refusal = sight.refusal { refusals.append(refusal) }
        switch sight.kind {
        case .folder where sight.isInside: walk(path, depth: depth + 1)
        case .file where !files.contains(path) && !folders.contains(where: path.hasPrefix):
          own.append(name)
        default: break
        }
      }
      if !own.isEmpty { unread.append((base, own)) }
    }
    walk(Self.root, depth: 0)
    self.files = unread.flatMap { one in one.names.map { one.folder + "/" + $0 } }
    findings =
      refusals
      + unread.map { one in
        let names = one.names.prefix(Self.namedFiles).joined(separator: "、")
        return Diagnostic(
          .inputUnmatched, at: SourceLocation(file: one.folder),
          found: "\(one.folder) 里有\(one.names.count)个文件没有读：\(names)"
            + (one.names.count > Self.namedFiles ? "等" : ""))
      }
  }
}
