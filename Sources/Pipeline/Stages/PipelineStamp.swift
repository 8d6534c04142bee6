import Configuration
import Disclosure
import Intake
package import ProgressLog
import Publishing
import Settings
import Tables

extension Setup {
  /// What must be the same for partials to merge: the program, the rules, plan, units, calendar, mended rows
  /// and the list of logs.
  ///
  /// Waivers are left out: they decide what is published, not what is counted.
  package func stamp(logs: [String]) throws -> PartialStamp {
    var lines = ["nianbao \(ProgramVersion.text)", "calendar \(calendar.version)"]
    lines += rules.filter { $0.file != configuration.waivers }.map { "\($0.file) \($0.sha256)" }
    lines += records.map { "\($0.file) \($0.sha256)" }
    let search = configuration.findInputs()
    try RefusedPipeline.refuseUnreadable(search.problems)
    for match in search.matches where match.kind == .corrections {
      // Mended rows are folded in the place of the originals.
      lines.append(
        "\(match.path) \(try Fingerprint.read(configuration.path(of: match.path), name: match.path))"
      )
    }
    lines += logs
    return PartialStamp(hash: Fingerprint.sha256(of: lines.joined(separator: "\n")))
  }

  /// The progress logs, in the order that positions count them.
  package var logs: [String] {
    get throws {
      let search = configuration.readableInputs()
      try RefusedPipeline.refuseUnreadable(search.problems)
      return search.matches.filter { $0.kind == .progress }.map(\.path)
    }
  }
}
