import Diagnostics

/// The reason why a file is not read any further.
struct Refusal: Error {
  let diagnostic: Diagnostic

  init(_ rule: DiagnosticRule, at location: SourceLocation, found: String, remedy: String? = nil) {
    diagnostic = Diagnostic(rule, at: location, found: found, remedy: remedy)
  }
}

/// Collects the findings of one file; keeps the first of each rule and counts the rest, so that a hostile file cannot fill the memory.
struct Findings {
  static let listedPerRule = 200
  private var kept: [Diagnostic] = []
  private var counts: [String: (rule: DiagnosticRule, place: SourceLocation, count: Int)] = [:]

  /// True where one more finding of a rule would be listed and not only counted.
  func lists(_ rule: DiagnosticRule) -> Bool {
    counts[rule.code].map { $0.count < Self.listedPerRule } ?? true
  }

  mutating func add(
    _ rule: DiagnosticRule, at location: SourceLocation, found: @autoclosure () -> String
  ) {
    let count = (counts[rule.code]?.count ?? 0) + 1
    counts[rule.code] = (rule, location, count)
    if count <= Self.listedPerRule {
      kept.append(Diagnostic(rule, at: location, found: found()))
    }
  }

  mutating func add(_ diagnostic: Diagnostic) { kept.append(diagnostic) }

  /// The findings with one more for each rule that was counted past the stated number.
  var finished: [Diagnostic] {
    let rest = counts.values.filter { $0.count > Self.listedPerRule }
      .ordered { $0.rule.number < $1.rule.number }
      .map { entry in
        Diagnostic(
          entry.rule, at: SourceLocation(file: entry.place.file),
          found: "同类问题共 \(entry.count) 处，以上列出前 \(Self.listedPerRule) 处，其余未逐一列出")
      }
    return kept + rest
  }
}
