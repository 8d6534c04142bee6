import ReportDocument

/// Whose outputs a folder holds; only a folder of the same owner is ever replaced (rulings, "The whole run").
package struct OutputOwner: Sendable, Hashable {
  /// The pipeline's name.
  package let pipeline: String
  /// The county or city.
  package let jurisdiction: String

  package init(pipeline: String, jurisdiction: String) {
    self.pipeline = pipeline
    self.jurisdiction = jurisdiction
  }
}

/// What stands in an output folder before a run: whether it may be replaced, and what in it no run wrote.
struct StandingOutput {
  /// Files and folders that a blocked run or a check writes, too.
  private static let marks: Set = [
    OutputName.run, OutputName.problemText, OutputName.problemWorkbook,
  ]
  private static let draft = Publicity.draftFolder

  /// The files that no run wrote, by relative path.
  let others: [String]

  /// Looks at a folder; throws where it is not the owner's.
  init(_ folder: String, owner: OutputOwner) throws(RuntimeFault) {
    guard try FileSystem.exists(folder) else {
      others = []
      return
    }
    let refusal = RuntimeFault.occupied(output: FileSystemName.last(folder))
    guard try FileSystem.isFolder(folder) else { throw refusal }
    let files = try FileSystem.files(below: folder).filter { !Self.isDropping($0) }
    let names = try FileSystem.names(in: folder)
    guard names.contains(Manifest.fileName) else {
      guard files.allSatisfy(Self.isOfBlockedRun) else { throw refusal }
      others = []
      return
    }
    // A file that is no manifest of ours says nothing about the rest.
    guard let manifest = try Manifest.read(folder: folder), manifest.isOf(owner) else {
      throw refusal
    }
    let listed = Set(manifest.outputs.map(\.file)).union([Manifest.fileName])
    others = files.filter { !listed.contains($0) && !Self.isOfBlockedRun($0) }
  }

  private static func isOfBlockedRun(_ file: String) -> Bool {
    marks.contains(file) || file.hasPrefix(draft + "/")
  }

  /// Lock files of office programs and what file managers drop.
  private static func isDropping(_ file: String) -> Bool {
    let name = FileSystemName.last(file)
    return name.hasPrefix("~$") || name.hasPrefix(".~lock.") || name.hasPrefix("._")
      || [".DS_Store", "Thumbs.db", "desktop.ini", ".directory"].contains(name)
  }
}

extension Manifest {
  /// True where it was written for the same pipeline and jurisdiction; one that does not say is nobody's.
  func isOf(_ owner: OutputOwner) -> Bool {
    pipeline == owner.pipeline && jurisdiction == owner.jurisdiction
  }
}
