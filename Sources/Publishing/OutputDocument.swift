package import Diagnostics
package import Privacy
package import Rendering
package import ReportDocument

/// A file to be written: a workbook or a text.
package struct OutputDocument: Sendable {
  package enum Content: Sendable {
    case workbook(WorkbookDocument)
    case text(TextDocument)
    /// A document that every format of its kind can print.
    case flow(FlowDocument, any FlowFormat)
    /// A table for programs.
    case data(DataResource)
    /// The same for people, too: with a mark at its beginning by which office programs know the encoding.
    case list(DataResource)
    /// What describes the tables for programs.
    case descriptor(DataPackage)
    /// A file for programs, written by itself; not looked at for personal particulars.
    case file(@Sendable (_ path: String) throws -> Void)
  }
  /// A document of a few pages has about so many cells.
  package static let fewCells = 1_000
  /// The path below the output folder.
  package let path: String
  /// About how many cells it has: those with the most are written first, so that no thread waits for one at the end.
  package let cells: Int
  /// True for a workbook that holds so many cells in memory that two of them at once are felt.
  package let isHeavy: Bool
  /// Made when its turn comes, so that thousands of small workbooks are never held at once.
  package let content: @Sendable () -> Content
  /// Reads the written file back and compares it with the results.
  package let proof: (@Sendable (_ file: String) throws -> [Diagnostic])?

  package init(
    path: String, cells: Int = OutputDocument.fewCells, isHeavy: Bool = false,
    content: @escaping @Sendable () -> Content,
    proof: (@Sendable (_ file: String) throws -> [Diagnostic])? = nil
  ) {
    self.path = path
    self.cells = cells
    self.isHeavy = isHeavy
    self.content = content
    self.proof = proof
  }

  /// Checks the document for personal particulars, writes it and proves it; a hit is a finding, and the file is not written.
  package func write(to path: String, scratch: String, gate: PrivacyGate) throws -> [Diagnostic] {
    let found = try put(to: path, scratch: scratch, gate: gate)
    guard let proof, !found.contains(where: \.rule.blocks) else { return found }
    return found + (try proof(path))
  }

  /// The bytes of a format; one that cannot be made in memory is a fault of ours.
  private func bytes(_ make: () throws(RenderingError) -> [UInt8]) throws -> [UInt8] {
    do throws(RenderingError) {
      return try make()
    } catch {
      throw RuntimeFault.broken(path + "：" + error.message)
    }
  }

  private func put(to path: String, scratch: String, gate: PrivacyGate) throws -> [Diagnostic] {
    switch content() {
    case .workbook(let document):
      var found = gate.check(document, leavingOutRows: true)
      guard !found.contains(where: \.rule.blocks) else { return found }
      // Rows are looked at as they are written: each is made once.
      var hits: [Diagnostic] = []
      let written = try StagedWorkbook.write(
        document, to: path, scratch: scratch, name: self.path
      ) { row, sheet, number in
        hits += gate.check(row, file: document.fileName, sheet: sheet, number: number)
      }
      found += hits
      guard !found.contains(where: \.rule.blocks) else {
        try StagedFile.remove(path)
        return found
      }
      return found + written.diagnostics
    case .text(let document):
      let found = gate.check(document)
      guard !found.contains(where: \.rule.blocks) else { return found }
      try StagedFile.write(PlainTextRenderer.bytes(document), to: path)
      return found
    case .flow(let document, let format):
      let found = gate.check(document, fileName: self.path)
      guard !found.contains(where: \.rule.blocks) else { return found }
      try StagedFile.write(
        try bytes { () throws(RenderingError) in try format.bytes(of: document) }, to: path)
      return found
    case .data(let table):
      let found = gate.check(table, fileName: self.path)
      guard !found.contains(where: \.rule.blocks) else { return found }
      try StagedFile.write(CSVFormat().bytes(of: table), to: path)
      return found
    case .list(let table):
      let found = gate.check(table, fileName: self.path)
      guard !found.contains(where: \.rule.blocks) else { return found }
      try StagedFile.write([0xEF, 0xBB, 0xBF] + CSVFormat().bytes(of: table), to: path)
      return found
    case .descriptor(let package):
      let bytes = DescriptorFormat().bytes(of: package)
      let found = gate.check(utf8: bytes, file: self.path)
      guard !found.contains(where: \.rule.blocks) else { return found }
      try StagedFile.write(bytes, to: path)
      return found
    case .file(let write):
      try write(path)
      return []
    }
  }
}
