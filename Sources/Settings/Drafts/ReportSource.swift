package import AnnualReport
import Configuration
import Diagnostics
import Intake
import Publishing
import Statutory
import Tables

/// Where a report lies: one workbook, or the flat tables of a folder.
package struct ReportSource: Sendable {
  /// The name a reader sees.
  package let name: String
  /// The files by path, and how messages name them.
  private let files: [(path: String, name: String)]

  private static let documents = [".xlsx", ".xlsm", ".docx", ".docm"]

  private static func isDocument(_ name: String) -> Bool {
    WebPage.isNamedSo(name) || documents.contains { name.lowercased().hasSuffix($0) }
  }

  /// The reports at a path: a file, a folder of flat tables, or a folder of reports.
  package static func find(_ path: String) throws -> [ReportSource] {
    let folder = PipelineFolder(path)
    let sight = folder.look(at: "")
    try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
    switch sight.kind {
    case .missing, .other, .refused: throw RuntimeFault.missing(what: folder.name)
    case .file:
      let name = FileSystemName.last(path)
      return [ReportSource(name: stem(name), files: [(path, name)])]
    case .folder: break
    }
    if let flat = try flat(folder, below: "", name: folder.name) { return [flat] }
    return try names(in: "", of: folder).compactMap { name in
      let sight = folder.look(at: name)
      try RefusedPipeline.refuseUnreadable([sight.refusal].compactMap(\.self))
      return switch sight.kind {
      case .folder: try flat(folder, below: name + "/", name: name)
      case .file where isDocument(name):
        ReportSource(name: stem(name), files: [(folder.absolute(name), name)])
      default: nil
      }
    }
  }

  private static func names(in base: String, of folder: PipelineFolder) throws -> [String] {
    let (names, refusal) = folder.listing(of: base)
    try RefusedPipeline.refuseUnreadable([refusal].compactMap(\.self))
    return names
  }

  private static func flat(_ folder: PipelineFolder, below base: String, name: String) throws
    -> ReportSource?
  {
    let files = try names(in: String(base.dropLast()), of: folder).filter {
      DeclaredIntake.table(ofFile: $0) != nil
    }
    guard !files.isEmpty else { return nil }
    return ReportSource(
      name: name, files: files.map { (folder.absolute(base + $0), name + "/" + $0) })
  }

  private static func stem(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
  }

  /// Reads the files and judges what they say.
  package func check() throws -> CheckedReport {
    var cells: [DeclaredCell] = []
    var problems: [Diagnostic] = []
    for file in files {
      let content =
        WebPage.isNamedSo(file.name)
        ? WebPage.read(path: file.path, name: file.name)
        : TableFile.read(path: file.path, name: file.name)
      try RefusedPipeline.refuseUnreadable(content.diagnostics)
      let reading =
        DeclaredIntake.table(ofFile: file.name).map {
          DeclaredIntake.flat(content, file: file.name, table: $0, unit: name)
        } ?? DeclaredIntake.layout(content, file: file.name, unit: name)
      cells += reading.cells
      problems += reading.diagnostics
    }
    let check = ReportChecker.check(cells, scope: name)
    return CheckedReport(
      name: name, check: check, problems: (problems + check.diagnostics).ordered(),
      isRefused: cells.isEmpty)
  }
}
