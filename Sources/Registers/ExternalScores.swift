package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 上级评分: scores of higher levels and third parties.
  package static let externalScores = InputKind(
    "external_scores", "上级评分",
    columns: [
      .may("级别"), .must("指标", filled: true), .unit,
      .must("得分", holds: .amount, filled: true), .must("满分", holds: .amount, filled: true),
    ])
}

/// A score given by a higher level or a third party.
package struct ExternalScore: Hashable, Sendable {
  /// 级别: 省, 市, 县; empty where none is given.
  package var level: String
  /// The indicator, by id or name, as written.
  package var indicator: String
  package var unit: Int
  package var score: Exact
  package var full: Exact
  package var location: SourceLocation

  package init(
    level: String, indicator: String, unit: Int, score: Exact, full: Exact, location: SourceLocation
  ) {
    self.level = level
    self.indicator = indicator
    self.unit = unit
    self.score = score
    self.full = full
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads scores of higher levels and third parties.
  package func externalScores(_ content: FileContent, file: String) -> IntakeResult<ExternalScore> {
    read(.externalScores, content, file: file) { row -> ExternalScore? in
      let indicator = row.required("指标")
      let unit = row.requiredUnit("单位")
      let score = row.requiredDecimal("得分")
      let full = row.requiredDecimal("满分")
      let key = TextFolding.fold(indicator)
      let bound = context.indicators.first {
        TextFolding.fold($0.id) == key || TextFolding.fold($0.name) == key
      }
      if bound == nil, !indicator.isEmpty {
        row.note(.indicatorUnknown, "指标", found: "“指标”填的是“\(indicator)”")
      }
      if let full, !(full > .zero) {
        row.note(.fullMarkNotPositive, "满分", found: "“满分”填的是\(full.text)")
      } else if let score, let full, score.isNegative || score > full {
        row.note(
          .scoreOutOfRange, "得分", found: "“得分”填的是\(score.text)", expected: "0至\(full.text)之间的数")
      }
      guard let bound, let unit, let score, let full, !row.isQuarantined else { return nil }
      return ExternalScore(
        level: row.text("级别"), indicator: bound.id, unit: unit, score: score, full: full,
        location: row.location)
    }
  }
}

extension ExternalScore: RegisterRecord {
  package static let inputKind = InputKind.externalScores
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<ExternalScore> {
    intake.externalScores(content, file: file)
  }
}
