import TestSupport

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

func place(_ file: String, _ row: Int) -> SourceLocation { SourceLocation(file: file, row: row) }

extension StatutoryInput {
  /// A county of the year 2022, looked at on 31 January 2023.
  static func county(
    _ units: [ReportingUnit], asOf: String = "2023-01-31", publisher: String = "县府办"
  ) throws -> StatutoryInput {
    StatutoryInput(
      year: 2022, asOf: day(asOf), jurisdiction: "某县", publisher: publisher, units: units,
      calendar: try CaseReader.calendar())
  }

  mutating func addRequest(
    _ number: String, unit: Int = 0, applicant: ApplicantKind = .naturalPerson, received: String,
    answered: String? = nil, outcome: String? = nil
  ) {
    registers[InformationRequest.self].append(
      InformationRequest(
        number: number, unit: unit, applicant: applicant, received: day(received),
        answered: answered.map(day), outcome: outcome,
        location: place("登记簿.csv", registers[InformationRequest.self].count + 2)))
  }

  mutating func addDispute(
    unit: Int = 0, _ kind: DisputeKind, received: String, _ outcome: DisputeOutcome,
    closed: String? = nil
  ) {
    registers[Dispute.self].append(
      Dispute(
        unit: unit, kind: kind, number: "F\(registers[Dispute.self].count + 1)",
        received: day(received),
        outcome: outcome, closed: closed.map(day),
        location: place("台账.csv", registers[Dispute.self].count + 2)))
  }

  mutating func addFigure(unit: Int = 0, _ cell: StatutoryCell, _ value: Exact) {
    registers[ProactiveFigure.self].append(
      ProactiveFigure(
        unit: unit, content: cell.row, measure: cell.column, value: value,
        location: place("数据.csv", registers[ProactiveFigure.self].count + 2)))
  }

  /// Reports zero in every cell of table 2, as a unit without business does.
  mutating func addZeroFigures(unit: Int) {
    for cell in ReportForm.current.cells(ofTable: 2) { addFigure(unit: unit, cell, .zero) }
  }

  mutating func addDocument(
    unit: Int = 0, _ title: String, kind: DocumentKind = .normative, issued: String,
    published: String? = nil, attribute: DisclosureAttribute? = nil,
    validity: DocumentValidity? = nil, repealed: String? = nil, interpreted: String? = nil
  ) {
    registers[DisclosedDocument.self].append(
      DisclosedDocument(
        number: title, title: title, unit: unit, kind: kind, issued: day(issued),
        published: published.map(day), attribute: attribute, validity: validity,
        repealed: repealed.map(day), interpreted: interpreted.map(day),
        location: place("目录.csv", registers[DisclosedDocument.self].count + 2)))
  }
}

extension StatutoryTables {
  /// The cell by its name, as a whole number.
  func count(_ name: String) -> Int? {
    ReportForm.current.cell(named: name).flatMap { self[$0] }?.integer
  }
}

extension StatutoryResult {
  /// The codes found, sorted, each once.
  var codes: [String] { Set(diagnostics.map(\.rule.code)).sorted() }

  func record(_ identity: Identity, _ item: String, scope: String = "某县") -> IdentityRecord? {
    identities.first { $0.identity == identity && $0.scope == scope && $0.item == item }
  }
}
