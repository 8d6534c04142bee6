package import Diagnostics
import Intake

/// Why logs or their partials cannot be counted at all, as findings.
package struct LogRefusal: Error {
  package let problems: [Diagnostic]

  init(_ rule: DiagnosticRule, file: String = "", found: String) {
    self.init(rule, at: SourceLocation(file: file), found: found)
  }

  init(
    _ rule: DiagnosticRule, at place: SourceLocation, found: String, expected: String? = nil
  ) {
    problems = [Diagnostic(rule, at: place, found: found, expected: expected)]
  }

  /// A log that is wrong throughout and can no longer be taken out.
  init(_ gap: Diagnostic) { problems = [gap] }

  /// What is wrong with the lines of partials.
  init(_ fault: PartialFault, at place: SourceLocation) {
    switch fault {
    case .malformed(let expected):
      self.init(.partialLineBad, at: place, found: "这一行读不出", expected: expected)
    case .version(let version):
      self.init(
        .partialVersionUnknown, at: place,
        found: "格式版本是“\(version)”，本程序的是“\(PartialLine.version)”")
    case .repeated(let line):
      let file = (try? LogPiece.read(line))?.piece.record.file
      self.init(
        .partialRepeated, file: file ?? "",
        found: file.map { "\($0)在两份分片里" }
          ?? "两份分片有同一行（\(String(decoding: line.key, as: UTF8.self))）")
    }
  }
}
