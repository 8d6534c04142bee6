package import Disclosure
package import Intake
package import Tables

/// A row of a register that is read file by file: what its register is, how a file of it is read, and whose row it is.
///
/// Whoever reads, counts or keeps registers does so through this and through the kind's own traits; another file names a
/// register only to make something of its rows.
package protocol RegisterRecord: Sendable {
  /// The kind of input whose rows these are.
  static var inputKind: InputKind { get }

  /// Reads one file of the register; `seen` is the register's own memory of the files before it.
  static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<Self>

  /// True where the row's dates stand in an order that cannot be, so that columns may have been exchanged.
  var isDisordered: Bool { get }

  /// The unit whose row it is, by its place in the registry; nil where it is of no single unit.
  var reporter: Int? { get }

  /// The day that the row has in the year, where a register is kept day by day and a stretch without a row is a gap.
  var dayInYear: PlainDate? { get }

  /// How many rows have nothing to do with the year; nil where rows of any year belong to the register.
  static func yearSuspicion(_ rows: [Self], in year: ReportingYear) -> YearSuspicion?
}

extension RegisterRecord {
  /// Most registers note the order of their dates as findings of the row.
  package var isDisordered: Bool { false }

  /// Most registers have stretches without a row.
  package var dayInYear: PlainDate? { nil }

  /// A register that is kept day by day has the days of the year.
  package static func yearSuspicion(_ rows: [Self], in year: ReportingYear) -> YearSuspicion? {
    let days = rows.compactMap(\.dayInYear)
    return days.isEmpty ? nil : YearSuspicion(days, in: year)
  }
}

extension YearSuspicion {
  /// Counts the days that are not of the year, or have not come.
  package init(_ days: [PlainDate], in year: ReportingYear) {
    self.init(outside: days.count { !year.contains($0) }, of: days.count)
  }
}
