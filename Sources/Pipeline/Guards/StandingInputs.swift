import Diagnostics
import Disclosure
import Intake
package import Publishing
import Scoring
import Settings

/// What the standing output of a pipeline was made from.
package struct StandingInputs: Sendable {
  /// The rows of each file that its manifest lists; nil where the manifest does not say.
  package let rows: [String: Int?]
  private var stage: EarlierStage?
  private var stageBefore: EarlierStage?

  /// The files that the manifest lists.
  package var files: Set<String> { Set(rows.keys) }

  /// Nothing: there is no output yet.
  package init(files: Set<String> = []) {
    rows = Dictionary(uniqueKeysWithValues: files.map { ($0, nil) })
  }

  /// What the output in a folder was made from; nothing where there is no output yet.
  package static func of(_ output: String) throws(RuntimeFault) -> StandingInputs {
    guard try FileSystem.exists(output + "/" + Manifest.fileName),
      let manifest = try Manifest.read(folder: output)
    else { return StandingInputs() }
    var standing = StandingInputs(
      rows: Dictionary(
        manifest.inputs.map { ($0.file, $0.counts?["rows"]) },
        uniquingKeysWith: { first, _ in first }
      ))
    standing.stage = manifest.stage
    standing.stageBefore = manifest.stageBefore
    return standing
  }

  /// The stage that an interim run up to a day is compared with: the standing one where it is earlier.
  ///
  /// A run of the same day again is compared with what the standing one was, so that it writes the same bytes.
  func earlierStage(before day: PlainDate) -> EarlierStage? {
    [stage, stageBefore].compactMap(\.self).first { $0.day.map { $0 < day } ?? false }
  }

  private init(rows: [String: Int?]) { self.rows = rows }

  /// Fewer rows say nothing.
  private static let fewestRows = 10

  /// The files that have lost more than a fifth of their rows since.
  func shrunk(_ records: [InputRecord], owner: (String) -> String) -> [Diagnostic] {
    let now = Dictionary(grouping: records, by: \.file)
    return now.ordered { $0.key.precedesInBytes($1.key) }.compactMap {
      file, records in
      guard let before = rows[file] ?? nil, before >= Self.fewestRows else { return nil }
      // A workbook of several kinds is listed once for each, and the manifest is asked for the first.
      guard records.count == 1, let rows = records.first?.rows, rows * 5 < before * 4 else {
        return nil
      }
      return Diagnostic(
        .inputShrunk, at: SourceLocation(file: file), unit: owner(file),
        found: "上次运行时\(file)有\(before)行，这次只有\(rows)行")
    }
  }
}
