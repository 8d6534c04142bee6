package import Diagnostics
package import Rendering
package import ReportDocument
package import Reporting

/// Documents that are made together.
package struct DocumentBatch: Sendable {
  /// What becomes known while the documents are made: all findings, those that block, and the problem list.
  package typealias Made = (problems: ProblemList, blocking: [Diagnostic], list: [OutputDocument])

  package let documents: [OutputDocument]
  package var made: Made?
}

/// Makes documents and writes them on so many threads; the result does not depend on how many.
package struct DocumentWriter {
  package let jobs: Int
  package let gate: PrivacyGate

  /// A document's rank among all, which orders the findings.
  private struct Rank: Comparable, Sendable {
    package let batch: Int
    package let index: Int

    package static func < (left: Rank, right: Rank) -> Bool {
      (left.batch, left.index) < (right.batch, right.index)
    }
  }

  /// What a thread has done.
  private enum Step: Sendable {
    case made(Int, DocumentBatch)
    case written(Rank, [Diagnostic])
  }

  /// Makes the batches and checks, writes and proves their documents, the large before the small.
  ///
  /// The findings come in the order of the documents.
  package func write(
    _ batches: [@Sendable () -> DocumentBatch], into publication: borrowing Publication
  )
    async throws -> (found: [Diagnostic], made: DocumentBatch.Made?)
  {
    var waiting: [(rank: Rank, document: OutputDocument)] = []
    var found: [(rank: Rank, findings: [Diagnostic])] = []
    var made: DocumentBatch.Made?
    let gate = gate
    let scratch = try publication.scratch()
    try await withThrowingTaskGroup(of: Step.self) { group in
      var unmade = Array(batches.enumerated().reversed())
      var running = 0
      func fill() throws {
        while running < max(1, jobs) {
          if let (number, batch) = unmade.popLast() {
            group.addTask { .made(number, batch()) }
          } else if let (rank, document) = waiting.popLast() {
            let path = try publication.path(document.path)
            group.addTask {
              .written(rank, try document.write(to: path, scratch: scratch, gate: gate))
            }
          } else {
            return
          }
          running += 1
        }
      }
      try fill()
      while let step = try await group.next() {
        running -= 1
        switch step {
        case .written(let rank, let findings): found.append((rank, findings))
        case .made(let number, let batch):
          made = batch.made ?? made
          waiting += batch.documents.enumerated().map {
            (Rank(batch: number, index: $0), $1)
          }
          // The next to be written stands last.
          waiting.sort { ($0.document.size, $1.rank) < ($1.document.size, $0.rank) }
        }
        try fill()
      }
    }
    // A proof that fails quotes what was written.
    return (
      found.sorted { $0.rank < $1.rank }.flatMap(\.findings).map { gate.masked($0) }, made
    )
  }
}

/// Where documents stand below the output folder, and how they are marked.
package enum Publicity: Sendable {
  case published
  /// The copy that a blocked run may still leave.
  case draft
  /// The statutory report before the year is over: a draft, whatever the data.
  case interim

  package static let draftFolder = "草稿"

  package var folder: String { self == .published ? "" : Self.draftFolder + "/" }
  package var mark: String {
    switch self {
    case .published: ""
    case .draft: "草稿：未通过校验，不得公布"
    case .interim: "阶段草稿：年度未结束，不得公布"
    }
  }
}

/// A file to be written: a workbook or a text.
package struct OutputDocument: Sendable {
  package enum Content: Sendable {
    case workbook(WorkbookDocument)
    case text(TextDocument)
    /// A document that every format of its kind can print.
    case flow(FlowDocument, any OutputFormat<FlowDocument>)
    /// A table for programs.
    case data(DataResource)
    /// The same for people, too: with a mark at its beginning by which office programs know the encoding.
    case list(DataResource)
    /// What describes the tables for programs.
    case descriptor(DataPackage)
    /// A file for programs, written by itself; not looked at for personal particulars.
    case file(@Sendable (_ path: String) throws -> Void)
  }
  /// How long it takes to write, roughly; the long ones go first.
  package enum Size: Int, Comparable {
    case small, medium, large
    package static func < (left: Size, right: Size) -> Bool { left.rawValue < right.rawValue }
  }
  /// The path below the output folder.
  package let path: String
  package let size: Size
  /// Made when its turn comes, so that thousands of small workbooks are never held at once.
  package let content: @Sendable () -> Content
  /// Reads the written file back and compares it with the results.
  package let proof: (@Sendable (_ file: String) throws -> [Diagnostic])?

  package init(
    path: String, size: Size = .medium, content: @escaping @Sendable () -> Content,
    proof: (@Sendable (_ file: String) throws -> [Diagnostic])? = nil
  ) {
    self.path = path
    self.size = size
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
