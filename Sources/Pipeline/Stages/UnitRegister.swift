import Configuration
package import Diagnostics
import Disclosure
import Forms
package import Intake
import ProgressLog
import Registers
package import Scoring
import Statutory
import WorkPlan

/// The registers sorted by unit, with the clock of every request worked out.
package struct UnitRegister: Sendable {
  package var units: [UnitFacts]
  package var problems: [Diagnostic] = []
  /// Years without a calendar that requests need, with how many.
  package var yearsMissing: [Int: Int] = [:]

  /// Sorts the rows; what is not known of a unit is noted when the inputs have been weighed.
  package init(setup: Setup, records: CountyRecords) {
    let year = setup.schedule.reportingYear
    let clock = RequestClock(calendar: setup.calendar)
    units = Array(repeating: UnitFacts(), count: setup.registry.units.count)

    for request in records.registers[InformationRequest.self] {
      let standing = clock.standing(of: request, asOf: year.asOf)
      let name = setup.registry.units[request.unit].name
      for problem in standing.problems {
        // One finding a year is enough; it is made of these counts.
        if case .calendarMissing = problem { continue }
        problems.append(problem.diagnostic(of: request, unit: name))
      }
      if let missing = standing.missingYear, request.origin(in: year) != nil {
        yearsMissing[missing, default: 0] += 1
      }
      let item = RequestFacts(request, standing: standing)
      if request.isCorrectionAsked(in: year) {
        if item.correctionNoticeLate { units[request.unit].lateCorrectionNotices.append(item) }
        if item.isNoticeUnknown { units[request.unit].hasUnknownNotices = true }
      }
      if request.origin(in: year) != nil { units[request.unit].requests.append(item) }
    }
    for dispute in records.registers[Dispute.self] {
      if case .counted(let outcome) = dispute.standing(in: year) {
        units[dispute.unit].disputes.append((dispute, outcome))
      }
    }
    for finding in records.registers[Inspection.self] where finding.belongs(to: year) {
      units[finding.unit].inspections.append(finding)
    }
    for task in records.registers[CarriedTask.self] { units[task.unit].carried.append(task) }
    for filing in records.registers[LedgerFiling.self] {
      let unit = filing.entry.unit
      units[unit].ledger.append(filing.entry)
      if let filed = year.known(filing.filed) {
        units[unit].ledgerFiled = min(units[unit].ledgerFiled ?? filed, filed)
      }
    }
    for letter in records.registers[Letter.self] where letter.answer(in: year) != nil {
      units[letter.unit].letters.append(letter)
    }
    for document in records.registers[DisclosedDocument.self] where document.isPublished(in: year) {
      units[document.unit].documents.append(document)
    }
    for score in records.registers[ExternalScore.self] { units[score.unit].external.append(score) }
    for score in records.registers[ManualScore.self] { units[score.unit].manual.append(score) }
    for index in units.indices {
      units[index].sortByContent()
      units[index].requests.giveRoomBack()
      units[index].inspections.giveRoomBack()
    }
  }

  /// Notes which kinds are unknown of which unit, and why.
  package mutating func note(_ coverage: InputCoverage) {
    // Nearly all units lack the same kinds.
    var common: UnitGaps?
    for index in units.indices {
      let isApart = coverage.isApart(unit: index)
      let own = isApart ? nil : common
      let gaps = own ?? UnitGaps(coverage, unit: index)
      if !isApart { common = gaps }
      units[index].gaps = gaps.words
      units[index].lost = gaps.lost
    }
  }

  /// What is unknown of a unit.
  private struct UnitGaps {
    var words = KindGaps()
    var lost: Set<InputKind> = []

    init(_ coverage: InputCoverage, unit: Int) {
      for kind in InputKinds.all {
        let gap = coverage.gap(kind, unit: unit)
        words[kind] = gap?.words(kind)
        if case .lost? = gap { lost.insert(kind) }
      }
    }
  }
}
