import TestSupport
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Registers
@testable import Statutory

@Suite("on random registers")
struct PropertyTests {
  private func randomInput(seed: UInt64) throws -> StatutoryInput {
    var random = SeededGenerator(seed: seed)
    let units = (0..<4).map { index in
      ReportingUnit(
        name: "单位\(index)", group: "县直部门", attributes: index == 3 ? ["垂直管理"] : [])
    }
    var input = try StatutoryInput.county(units, publisher: "单位0")
    let leaves = ReportForm.current.rows.filter(\.isLeaf).map(\.code)
    let start = day("2021-10-01")
    for number in 0..<Int.random(in: 0...60, using: &random) {
      let received = start.adding(days: Int.random(in: 0...500, using: &random))
      let isAnswered = Int.random(in: 0...3, using: &random) > 0
      let answered =
        isAnswered ? received.adding(days: Int.random(in: 0...90, using: &random)) : nil
      input.registers[InformationRequest.self].append(
        InformationRequest(
          number: "\(number)", unit: Int.random(in: 0...3, using: &random),
          applicant: ApplicantKind.allCases.randomElement(using: &random) ?? .other,
          received: received, answered: answered,
          outcome: answered == nil ? nil : leaves.randomElement(using: &random),
          location: place("登记簿.csv", number + 2)))
    }
    for number in 0..<Int.random(in: 0...30, using: &random) {
      let received = start.adding(days: Int.random(in: 0...500, using: &random))
      let isClosed = Bool.random(using: &random)
      input.registers[Dispute.self].append(
        Dispute(
          unit: Int.random(in: 0...3, using: &random),
          kind: DisputeKind.allCases.randomElement(using: &random) ?? .review, number: "",
          received: received,
          outcome: DisputeOutcome.allCases.randomElement(using: &random) ?? .open,
          closed: isClosed ? received.adding(days: Int.random(in: 0...200, using: &random)) : nil,
          location: place("台账.csv", number + 2)))
    }
    for unit in 0..<4 {
      for cell in ReportForm.current.cells(ofTable: 2) {
        input.addFigure(unit: unit, cell, Exact(Int.random(in: 0...50, using: &random)))
      }
    }
    return input
  }

  /// The rulings said once more, one cell at a time, by plain counting.
  private func naive(_ cell: StatutoryCell, _ input: StatutoryInput) -> Int {
    let summed = [0, 1, 2]
    let (first, last, asOf) = (day("2022-01-01"), day("2022-12-31"), input.asOf)
    switch cell.table {
    case 2:
      return input.registers[ProactiveFigure.self].filter {
        summed.contains($0.unit) && $0.content == cell.row && $0.measure == cell.column
      }.compactMap(\.value.integer).reduce(0, +)
    case 3:
      return input.registers[InformationRequest.self].count { request in
        guard summed.contains(request.unit), request.received <= last,
          cell.column == "总计" || cell.column == request.applicant.rawValue
        else { return false }
        let answered = request.answered.flatMap { $0 <= asOf ? $0 : nil }
        if let answered, answered < first { return false }
        let isNew = request.received >= first
        let isDone = answered.map { $0 <= last } ?? false
        switch cell.row {
        case "1": return isNew
        case "2": return !isNew
        case "3.7": return isDone
        case "4": return !isDone
        default: return isDone && request.outcome == cell.row
        }
      }
    default:
      return input.registers[Dispute.self].count { dispute in
        guard summed.contains(dispute.unit), dispute.kind.rawValue == cell.row,
          dispute.received <= last, dispute.received <= asOf
        else { return false }
        if let closed = dispute.closed, closed < first { return false }
        if dispute.closed == nil, dispute.received < first, dispute.outcome != .open {
          return false
        }
        // A decision that is still to come leaves the case open.
        let isToCome = dispute.closed.map { $0 > last || $0 > asOf } ?? false
        let outcome = isToCome ? "尚未审结" : dispute.outcome.rawValue
        return cell.column == "总计" || cell.column == outcome
      }
    }
  }

  @Test("the tables equal a naive count, and I1 to I4 hold", arguments: UInt64(1)...60)
  func naiveCount(_ seed: UInt64) throws {
    let input = try randomInput(seed: seed)
    let result = StatutoryReport.derive(input)
    for cell in ReportForm.current.cells {
      #expect(result.county[cell] == Exact(naive(cell, input)), "seed \(seed) \(cell.title)")
    }
    for record in result.identities where record.identity.stopsPublication {
      #expect(record.verdict == .holds, "seed \(seed) \(record)")
    }
    #expect(result.blocking.isEmpty)
    #expect(result.differences.isEmpty)
  }

  @Test("the order of rows changes nothing", arguments: UInt64(1)...10)
  func order(_ seed: UInt64) throws {
    var input = try randomInput(seed: seed)
    let before = StatutoryReport.derive(input)
    var random = SeededGenerator(seed: seed)
    input.registers[InformationRequest.self].shuffle(using: &random)
    input.registers[Dispute.self].shuffle(using: &random)
    input.registers[ProactiveFigure.self].shuffle(using: &random)
    let after = StatutoryReport.derive(input)
    #expect(after.county == before.county)
    #expect(after.identities == before.identities)
    #expect(after.figures.all == before.figures.all)
    #expect(after.diagnostics == before.diagnostics)
  }

  @Test(
    "an unknown cell of one unit makes that cell of the county unknown, and no other",
    arguments: UInt64(1)...20)
  func unknown(_ seed: UInt64) throws {
    var input = try randomInput(seed: seed)
    var random = SeededGenerator(seed: seed)
    input.registers[InformationRequest.self].removeAll { $0.unit == 1 }
    input.registers[Dispute.self].removeAll { $0.unit == 1 }
    input.registers[ProactiveFigure.self].removeAll { $0.unit == 1 }
    let lost = try #require(ReportForm.current.cells.randomElement(using: &random))
    input.declared[1] = ReportForm.current.cells.map { cell in
      DeclaredCell(
        table: cell.table, row: cell.row, column: cell.column, value: cell == lost ? nil : .zero,
        location: place("table\(cell.table).csv", cell.index + 2))
    }
    let result = StatutoryReport.derive(input)
    for cell in ReportForm.current.cells {
      #expect((result.county[cell] == nil) == (cell == lost), "seed \(seed) \(cell.title)")
    }
    #expect(result.unknownReasons.map(\.cell) == [lost])
    for record in result.identities where record.scope == "某县" {
      if record.left == nil || record.right == nil {
        #expect(record.verdict != .holds, "seed \(seed) \(record)")
      }
    }
  }

  @Test("a changed declared cell is found, in its own place", arguments: UInt64(1)...20)
  func difference(_ seed: UInt64) throws {
    var input = try randomInput(seed: seed)
    input.addRequest("X", unit: 2, received: "2022-05-01")
    input.addDispute(unit: 2, .review, received: "2022-05-01", .open)
    let derived = StatutoryReport.derive(input).units[2].derived
    var random = SeededGenerator(seed: seed)
    let changed = try #require(ReportForm.current.cells.randomElement(using: &random))
    input.declared[2] = ReportForm.current.cells.map { cell in
      DeclaredCell(
        table: cell.table, row: cell.row, column: cell.column,
        value: derived[cell].map { cell == changed ? $0 + .one : $0 },
        location: place("table\(cell.table).csv", cell.index + 2))
    }
    let result = StatutoryReport.derive(input)
    #expect(result.differences.map(\.cell) == [changed])
    let difference = try #require(result.differences.first)
    #expect(difference.declared == difference.derived.map { $0 + .one })
    if changed.table != 2 {
      #expect(Exact(difference.rows.count) == difference.derived)
    }
    #expect(result.county == StatutoryReport.derive(try withoutDeclared(input)).county)
  }

  private func withoutDeclared(_ input: StatutoryInput) throws -> StatutoryInput {
    var copy = input
    copy.declared = [:]
    return copy
  }
}
