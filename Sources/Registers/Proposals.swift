package import Diagnostics
package import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 建议提案: proposals of deputies and committee members.
  package static let proposals = InputKind(
    "proposals", "建议提案", [.collected, .feedsReport], sender: .units, repeats: .numbered,
    entrySheet: EntrySheet(), figures: ["proposals."],
    columns: [
      .unit, .must("编号", holds: .number, filled: true),
      .must("类别", filled: true, from: .list(Proposal.Kind.self, title: "建议提案的类别")),
      .may("办理结果", from: .words(["A", "B", "C", "D"])), .may("答复日期", holds: .day),
      .may("是否公开", from: .words(["是", "否"])),
    ])
}

/// A proposal of a deputy or a committee member (建议提案).
package struct Proposal: Hashable, Sendable {
  /// 类别.
  package enum Kind: String, ClosedList, Sendable, Hashable, CaseIterable {
    case deputies = "人大建议"
    case consultative = "政协提案"
  }
  package var unit: Int
  package var number: String
  package var kind: Kind
  /// 办理结果: A, B, C or D; empty where none is given.
  package var result: String
  package var answered: PlainDate?
  package var isPublic: Bool?
  package var location: SourceLocation

  package init(
    unit: Int, number: String, kind: Kind, result: String, answered: PlainDate?, isPublic: Bool?,
    location: SourceLocation
  ) {
    self.unit = unit
    self.number = number
    self.kind = kind
    self.result = result
    self.answered = answered
    self.isPublic = isPublic
    self.location = location
  }
}

extension RegisterIntake {
  /// Reads proposals of deputies and committee members.
  package func proposals(_ content: FileContent, file: String) -> IntakeResult<Proposal> {
    read(.proposals, content, file: file) { row -> Proposal? in
      let unit = row.requiredUnit("单位")
      let number = row.required("编号")
      let kind = row.requiredChoice("类别", Proposal.Kind.self)
      let result = TextFolding.fold(row.text("办理结果")).uppercased().replacing("类", with: "")
      if !result.isEmpty, !["A", "B", "C", "D"].contains(result) {
        row.note(
          .wordOutsideList, "办理结果", found: "“办理结果”填的是“\(row.text("办理结果"))”", expected: "只能填：A、B、C、D"
        )
      }
      let answered = row.knownDate("答复日期")
      let isPublic = row.yesNo("是否公开")
      guard let unit, let kind, !number.isEmpty else { return nil }
      return Proposal(
        unit: unit, number: number, kind: kind, result: result, answered: answered,
        isPublic: isPublic, location: row.location)
    }
  }
}

extension Proposal: RegisterRecord {
  package static let inputKind = InputKind.proposals
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<Proposal> {
    intake.proposals(content, file: file)
  }

  /// Only an answer has a day.
  package static func yearSuspicion(_ rows: [Proposal], in year: ReportingYear) -> YearSuspicion? {
    YearSuspicion(rows.compactMap(\.answered), in: year)
  }
}

// MARK: - Facts of the year

extension Proposal {
  /// True where it was answered by as_of.
  package func isAnswered(in year: ReportingYear) -> Bool { year.known(answered) != nil }
}
