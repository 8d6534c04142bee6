package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 人工评分: scores given by persons.
  package static let manualScores = InputKind(
    "manual_scores", "人工评分", repeats: .otherwise,
    columns: [
      .unit, .must("指标编号", holds: .number, filled: true),
      .must("得分", holds: .amount, filled: true), .must("依据", filled: true),
      .must("评分人", filled: true), .must("审核人", filled: true), .may("日期", holds: .day),
    ])
}

/// A score given by a person, with its basis and reviewer.
package struct ManualScore: Hashable, Sendable {
  package var unit: Int
  package var indicator: String
  package var score: Exact
  package var basis: String
  package var scorer: String
  package var reviewer: String
  package var date: PlainDate?
  package var location: SourceLocation

  package init(
    unit: Int, indicator: String, score: Exact, basis: String, scorer: String, reviewer: String,
    date: PlainDate?, location: SourceLocation
  ) {
    self.unit = unit
    self.indicator = indicator
    self.score = score
    self.basis = basis
    self.scorer = scorer
    self.reviewer = reviewer
    self.date = date
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads scores given by persons; `seen` holds unit and indicator of earlier rows, bonus items aside.
  package func manualScores(_ content: FileContent, file: String, seen: inout Set<String>)
    -> IntakeResult<ManualScore>
  {
    var rows = seen
    let result = read(.manualScores, content, file: file) { row -> ManualScore? in
      let unit = row.requiredUnit("单位")
      let indicator = row.required("指标编号")
      let score = row.requiredDecimal("得分")
      let basis = row.required("依据")
      let scorer = row.required("评分人")
      let reviewer = row.required("审核人")
      let date = row.date("日期")
      let key = TextFolding.fold(indicator)
      let bound = context.indicators.first { TextFolding.fold($0.id) == key }
      if bound == nil, !indicator.isEmpty {
        row.note(.indicatorUnknown, "指标编号", found: "“指标编号”填的是“\(indicator)”")
      }
      if let score, score.isNegative || bound?.most.map({ score > $0 }) ?? false {
        let most = bound?.most?.text
        row.note(
          .scoreOutOfRange, "得分", found: "“得分”填的是\(score.text)",
          expected: most.map { "0至\($0)之间的数" } ?? "不小于0的数")
      }
      guard let bound, let unit, let score, !row.isQuarantined else { return nil }
      // Bonus items add up; any other indicator takes one row for each unit.
      if bound.most != nil, !rows.insert("\(unit)/\(bound.id)").inserted {
        row.note(.manualScoreRepeated, "指标编号", found: "本单位的“\(bound.id)”已评过分")
        return nil
      }
      return ManualScore(
        unit: unit, indicator: bound.id, score: score, basis: basis, scorer: scorer,
        reviewer: reviewer, date: date, location: row.location)
    }
    seen = rows
    return result
  }
}

extension ManualScore: RegisterRecord {
  package static let inputKind = InputKind.manualScores
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<ManualScore> {
    intake.manualScores(content, file: file, seen: &seen)
  }
}
