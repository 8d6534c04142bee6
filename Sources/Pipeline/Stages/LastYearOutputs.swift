package import Diagnostics
import Disclosure
package import Intake
package import Publishing
package import Registers
import ReportDocument
import Reporting
import Settings
package import Statutory
import Tables
import WorkPlan

/// What last year's outputs say, read from the folder of a run or from one of its files.
package struct LastYearOutputs: Sendable {
  /// The tasks left open; nil where no file has the list.
  package private(set) var carried: [CarriedTask]?
  package private(set) var scores: [PreviousScore] = []
  /// The county's cells.
  package private(set) var figures: [PreviousFigure] = []
  package private(set) var problems: [Diagnostic] = []
  /// The files that were read.
  package private(set) var files: [InputRecord] = []

  /// The names of a run's files that are looked for in a folder, the first of each kind of content first.
  private static let names = [
    AssessmentWorkbook.fileName, LastYearResult.Name.overdueDetail, OutputName.run,
  ]

  /// Reads them for the units of a pipeline; findings of rows that do not fit stand in `problems`.
  package init(_ path: String, setup: Setup) throws(RuntimeFault) {
    var files = [path]
    if try FileSystem.isFolder(path) {
      files = []
      for name in Self.names where try FileSystem.exists(path + "/" + name) {
        files.append(path + "/" + name)
      }
    }
    let intake = LastYearIntake(setup: setup)
    for file in files {
      let name = FileSystemName.last(file)
      if name.lowercased().hasSuffix(".json") {
        do throws(LastYearRun.Fault) {
          let run = try LastYearRun(path: file, before: Int.max)
          figures = run.figures
          if scores.isEmpty { scores = intake.scores(of: run, file: name, &problems) }
          keep(name, rows: run.units.count, sha256: Fingerprint.sha256(ofFile: file) ?? "")
        } catch {
          problems.append(
            Diagnostic(
              .lastYearUnfit, at: SourceLocation(file: name), found: "\(name) \(error.words)"))
        }
        continue
      }
      let content = TableFile.read(path: file, name: name)
      guard let last = LastYearResult(content) else {
        problems += content.diagnostics.filter { $0.rule.severity == .error }
        problems.append(
          Diagnostic(
            .lastYearUnfit, at: SourceLocation(file: name),
            found: "\(name) 不是年度考核结果工作簿、run.json 或成果文件夹"))
        continue
      }
      keep(name, rows: 0, sha256: content.sha256)
      if let found = last.scores, scores.isEmpty {
        scores = found.compactMap { one in
          one.score.flatMap {
            intake.score(one.unit, $0, one.rank, at: one.location, &problems)
          }
        }
      }
      // Of a long list the workbook of results has only the head.
      if last.isExcerpt, files.contains(where: { $0.hasSuffix(LastYearResult.Name.overdueDetail) })
      {
        continue
      }
      let context = IntakeContext(
        year: last.year + 1, asOf: setup.configuration.settings.asOf, registry: setup.registry,
        kinds: setup.context.kinds)
      let result = RegisterIntake(context: context).carryover(content, file: name)
      problems += result.diagnostics.filter { $0.rule.severity != .info }
      if !result.isRefused { carried = (carried ?? []) + result.records }
    }
  }

  private mutating func keep(_ name: String, rows: Int, sha256: String) {
    var record = InputRecord(file: name, kind: .carryover, sha256: sha256)
    record.rows = rows
    record.accepted = rows
    files.append(record)
  }
}
