import Configuration
package import Diagnostics
import Disclosure
package import Intake
package import Settings
import Statutory
import Tables

extension PipelineConfiguration {
  /// The same bytes as an earlier file of their kind, which is the one that is read.
  package struct RepeatedFile {
    package let match: InputMatch
    package let first: String
    package let sha256: String
  }

  /// The inputs that are read, and the files that only repeat one of them.
  ///
  /// Offices send a register twice under two names; read twice, every row would be its own repeat.
  package func readableInputs() -> (
    matches: [InputMatch], repeated: [RepeatedFile], problems: [Diagnostic], gaps: [InputGap],
    unread: [String]
  ) {
    let search = findInputs()
    let matches = search.matches
    var problems = search.problems
    var repeated: [RepeatedFile] = []
    var kept: [InputMatch] = []
    var bySize: [Alike: [InputMatch]] = [:]
    var hashes: [String: String] = [:]
    // A file that cannot be told from another must not be read as a second one.
    func known<Value>(_ value: Value?, of match: InputMatch, else other: Value) -> Value {
      if value == nil {
        problems.append(
          Fingerprint.refusal(ofFile: path(of: match.path), name: match.path) ?? match.unreadable)
      }
      return value ?? other
    }
    func hash(_ match: InputMatch) -> String {
      if let known = hashes[match.path] { return known }
      let hash = known(
        Fingerprint.sha256(ofFile: path(of: match.path)), of: match, else: match.path)
      hashes[match.path] = hash
      return hash
    }
    for match in matches {
      let size =
        match.isFolder
        ? 0 : known(Fingerprint.size(ofFile: path(of: match.path)), of: match, else: 0)
      guard size > 0, match.kind != .corrections, match.kind != .declared else {
        kept.append(match)
        continue
      }
      let alike = Alike(
        kind: match.kind, size: size,
        ends: known(Fingerprint.ends(ofFile: path(of: match.path)), of: match, else: []))
      let others = bySize[alike, default: []]
      // A file named in `inputs` and found in its default place as well is one file, not a copy.
      if others.contains(where: { $0.path == match.path }) { continue }
      if let first = others.first(where: { hash($0) == hash(match) }) {
        repeated.append(RepeatedFile(match: match, first: first.path, sha256: hash(match)))
      } else {
        kept.append(match)
        bySize[alike] = others + [match]
      }
    }
    return (kept, repeated, problems, search.gaps, search.unread)
  }

  /// What files with the same bytes have in common, and few others have.
  private struct Alike: Hashable {
    let kind: InputKind
    let size: Int
    let ends: [UInt8]
  }
}

extension InputMatch {
  fileprivate var unreadable: Diagnostic {
    Diagnostic(.inputUnreadable, at: SourceLocation(file: path), found: "\(path) 读不了")
  }
}

extension PipelineConfiguration.RepeatedFile {
  /// The file among the inputs: nothing of it was read.
  var record: InputRecord { InputRecord(file: match.path, kind: match.kind, sha256: sha256) }

  /// What is to be said of it.
  var finding: Diagnostic {
    Diagnostic(
      .fileRepeated, at: SourceLocation(file: match.path), found: "与\(first)内容完全相同，只读了那一份")
  }
}
