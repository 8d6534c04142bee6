package import Disclosure
package import Intake
package import Registers

/// Whose report a figure belongs to.
package enum ReportScope: Hashable, Sendable {
  /// The government's report: the summed units.
  case county
  /// One unit's own report, by its place in the registry.
  case unit(Int)
}

/// Everything the statutory report is made from; units are named by their place in `units`.
package struct StatutoryInput: Sendable {
  package let year: Int
  /// The form of the year's report; a year without one is refused before anything is read.
  package let form: ReportForm
  package var asOf: PlainDate
  package var jurisdiction: String
  /// The unit whose own report is the office's (rulings.md, "Statutory").
  package var publisher: String
  package var units: [ReportingUnit]
  /// What units registered.
  package var registers = RegisterRows()
  /// The units' own tables; a cell that could not be read has no value.
  package var declared: [Int: [DeclaredCell]] = [:]
  /// A county table declared or published before, for I7; empty where none is given.
  package var countyDeclared: [DeclaredCell] = []
  /// Last year's flat data; nil where the pipeline names none.
  package var previous: [PreviousFigure]?
  /// Units that handed something in by other knowledge than the rows given here.
  package var handedIn: Set<Int> = []
  /// Units with a waiver `unit-handed-in-nothing` in force.
  package var waivedUnits: Set<Int> = []
  /// Members whose own data stop publication, left out of the sum by a waiver.
  package var setAside: Set<Int> = []
  /// The clock's result per unit; nil: 未知.
  package var requestLateness: [Int: RequestLateness]?
  /// What of the kinds of input is missing.
  package var coverage = InputCoverage()
  /// The calendar, for letters and interpretations.
  package var calendar: WorkdayCalendar

  package init(
    year: Int, asOf: PlainDate, jurisdiction: String, publisher: String, units: [ReportingUnit],
    calendar: WorkdayCalendar
  ) {
    self.year = year
    form = ReportForm.of(year: year) ?? .current
    self.asOf = asOf
    self.jurisdiction = jurisdiction
    self.publisher = publisher
    self.units = units
    self.calendar = calendar
  }

  /// 1 January to 31 December.
  package var period: DayRange { .year(year) }

  /// The frame in which the registers state their facts.
  package var reportingYear: ReportingYear {
    ReportingYear(year: year, asOf: asOf, calendar: calendar)
  }

  /// The unit named by `publisher`, by name or alias; nil where the registry has none.
  package var office: Int? {
    let wanted = publisher.withoutSpace
    return units.firstIndex { unit in
      ([unit.name] + unit.aliases).contains { $0.withoutSpace == wanted }
    }
  }

  /// The name of a scope, as `run.json` has it.
  package func name(of scope: ReportScope) -> String {
    switch scope {
    case .county: jurisdiction
    case .unit(let index): units.indices.contains(index) ? units[index].name : ""
    }
  }
}
