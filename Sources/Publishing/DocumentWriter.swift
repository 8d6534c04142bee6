package import Diagnostics
package import Privacy
import ReportDocument

/// Documents that are made together.
package struct DocumentBatch: Sendable {
  /// What becomes known while the documents are made: all findings, those that block, and the problem list.
  package typealias Made = (problems: ProblemList, blocking: [Diagnostic], list: [OutputDocument])

  package let documents: [OutputDocument]
  package var made: Made?

  package init(documents: [OutputDocument], made: Made? = nil) {
    self.documents = documents
    self.made = made
  }
}

/// Makes documents and writes them on so many threads; the result does not depend on how many.
package struct DocumentWriter {
  package let jobs: Int
  package let gate: PrivacyGate

  package init(jobs: Int, gate: PrivacyGate) {
    self.jobs = jobs
    self.gate = gate
  }

  /// A document's rank among all, which orders the findings.
  private struct Rank: Comparable, Sendable {
    let batch: Int
    let index: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.batch, left.index) < (right.batch, right.index)
    }
  }

  /// What a thread has done.
  private enum Step: Sendable {
    case made(Int, DocumentBatch)
    case written(Rank, [Diagnostic], isHeavy: Bool)
  }

  /// Documents that are to be written: those with the most cells first, and no heavy one beside another while there are others.
  private struct Queue {
    private var waiting: [(rank: Rank, document: OutputDocument)] = []
    private var heavyRunning = 0

    mutating func add(_ documents: [OutputDocument], batch: Int) {
      waiting += documents.enumerated().map { (Rank(batch: batch, index: $0), $1) }
      // The next to be written stands last. Heavy ones come first, so that no two are left for the end.
      func weight(_ document: OutputDocument) -> (Int, Int) {
        (document.isHeavy ? 1 : 0, document.cells)
      }
      waiting.order {
        let (a, b) = (weight($0.document), weight($1.document))
        return a == b ? $1.rank < $0.rank : a < b
      }
    }

    mutating func next() -> (rank: Rank, document: OutputDocument)? {
      let place =
        heavyRunning == 0 ? nil : waiting.lastIndex { !$0.document.isHeavy }
      guard let next = place.map({ waiting.remove(at: $0) }) ?? waiting.popLast() else {
        return nil
      }
      if next.document.isHeavy { heavyRunning += 1 }
      return next
    }

    mutating func finish(isHeavy: Bool) { if isHeavy { heavyRunning -= 1 } }
  }

  /// Makes the batches and checks, writes and proves their documents, the large before the small.
  ///
  /// The findings come in the order of the documents.
  package func write(
    _ batches: [@Sendable () -> DocumentBatch], into publication: borrowing Publication
  )
    async throws -> (found: [Diagnostic], made: DocumentBatch.Made?)
  {
    var waiting = Queue()
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
          } else if let (rank, document) = waiting.next() {
            let path = try publication.path(document.path)
            group.addTask {
              // What was used before a heavy document and for it is not held beside the next.
              if document.isHeavy { FreedMemory.giveBack() }
              defer { if document.isHeavy { FreedMemory.giveBack() } }
              let findings = try document.write(to: path, scratch: scratch, gate: gate)
              return .written(rank, findings, isHeavy: document.isHeavy)
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
        case .written(let rank, let findings, let isHeavy):
          found.append((rank, findings))
          waiting.finish(isHeavy: isHeavy)
        case .made(let number, let batch):
          made = batch.made ?? made
          waiting.add(batch.documents, batch: number)
        }
        try fill()
      }
    }
    // A proof that fails quotes what was written.
    return (
      found.ordered { $0.rank < $1.rank }.flatMap(\.findings).map { gate.masked($0) }, made
    )
  }
}
