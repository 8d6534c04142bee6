import Diagnostics
import Intake

/// Files below inputs/ that nothing reads: one finding a folder.
enum UnmatchedInputs {
  private static let root = "inputs"
  private static let namedFiles = 5

  static func findings(
    in folder: PipelineFolder, matched: [InputMatch], besides others: [String]
  ) -> [Diagnostic] {
    let files = Set(matched.map(\.path) + others)
    let folders = matched.filter(\.isFolder).map { $0.path + "/" }
    var unread: [(folder: String, names: [String])] = []
    func walk(_ base: String, depth: Int) {
      guard depth < 32 else { return }
      var own: [String] = []
      for name in folder.names(in: base) {
        let path = base + "/" + name
        switch folder.kind(of: path) {
        case .folder where folder.contains(path): walk(path, depth: depth + 1)
        case .file where !files.contains(path) && !folders.contains(where: path.hasPrefix):
          own.append(name)
        default: break
        }
      }
      if !own.isEmpty { unread.append((base, own)) }
    }
    walk(root, depth: 0)
    return unread.map { place in
      let names = place.names.prefix(namedFiles).joined(separator: "、")
      return Diagnostic(
        .inputUnmatched, at: SourceLocation(file: place.folder),
        found: "\(place.folder) 里有\(place.names.count)个文件没有读：\(names)"
          + (place.names.count > namedFiles ? "等" : ""))
    }
  }
}
