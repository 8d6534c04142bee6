import Diagnostics

/// An output that stands finished beside its target and waits for others, to appear with them.
///
/// It holds its lock while it lives; given up, it goes away without a trace.
package final class StagedOutput: Sendable {
  /// What of the staged folder is to appear.
  package enum Part: Sendable, Hashable {
    /// All of it, in place of the previous output.
    case whole
    /// Only the named files and folders, beside the rest of the previous output.
    case only([String])
  }

  package let part: Part
  private let publication: Publication

  /// Flushes what is staged, so that only renames are left to do.
  package init(_ publication: consuming Publication, part: Part) throws(RuntimeFault) {
    self.part = part
    self.publication = publication
    switch part {
    case .whole: try self.publication.makeReady()
    case .only: try FileSystem.flushTree(self.publication.staging)
    }
  }

  /// The folder that readers see.
  package var target: String { publication.target }
  /// Files in the standing output that no run wrote, by relative path.
  package var others: [String] { publication.others }

  private func putInside() throws(RuntimeFault) {
    if case .only(let names) = part { try publication.putInside(names) }
  }

  /// A swap that was done, to be taken back if a later one fails.
  struct Done {
    let output: StagedOutput
    let swap: Publication.Swap
  }

  func swapIn() throws(RuntimeFault) -> Done { Done(output: self, swap: try publication.swapIn()) }

  private func flushParent() throws(RuntimeFault) { try FileSystem.flush(publication.parent) }

  /// Lets all outputs appear, one rename after the other, or none: where one fails, those before it are taken back.
  ///
  /// Parts come first: they are what a run may always say, even if the swaps then fail. The last output is the
  /// one above the others: where the run is killed between two swaps, its next `begin` does the rest.
  package static func publish(_ outputs: [StagedOutput]) throws(RuntimeFault) {
    for output in outputs { try output.putInside() }
    guard let top = outputs.last else { return }
    let parent = top.publication.parent
    let journal = SwapJournal(parent: parent, name: FileSystemName.last(top.target))
    // A single swap is done or not: nothing needs to be written down of it.
    if outputs.count > 1 {
      try journal.begin(
        outputs.filter { $0.part == .whole && $0.publication.parent == parent }.map {
          FileSystemName.last($0.target)
        })
    }
    defer { if outputs.count > 1 { journal.end() } }
    var done: [Done] = []
    for output in outputs where output.part == .whole {
      do throws(RuntimeFault) {
        done.append(try output.swapIn())
      } catch {
        throw takeBack(done, after: error)
      }
    }
    // The outputs stand side by side as a rule; each folder is flushed once.
    var flushed: Set<String> = []
    for output in outputs where flushed.insert(output.publication.parent).inserted {
      try output.flushParent()
    }
  }

  /// Takes swaps back, the last one first; names those that could not be.
  static func takeBack(_ done: [Done], after fault: RuntimeFault) -> RuntimeFault {
    var left: [String] = []
    for one in done.reversed() {
      do throws(RuntimeFault) {
        try one.output.publication.swapBack(one.swap)
      } catch {
        left.append(FileSystemName.last(one.output.target))
      }
    }
    guard !left.isEmpty else { return fault }
    return .partlyPublished(outputs: left.ordered(), cause: fault.diagnostic.found)
  }
}
