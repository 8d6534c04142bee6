import Diagnostics
import Disclosure
import Registers

extension StatutoryTables {
  /// Tables as declared; places that the form of 2021 does not have are left out, missing ones are 未知.
  package init(declared cells: [DeclaredCell]) {
    self.init(filledWith: nil)
    let form = ReportForm.recognised(in: cells)
    var trial: [String: Exact?] = [:]
    for cell in cells {
      if cell.table == 3, cell.row == "3.6" {
        trial[cell.column] = .some(cell.value)
      } else if let place = StatutoryCell(table: cell.table, row: cell.row, column: cell.column) {
        self[place] = cell.value
      }
    }
    if form == .trial2019, !trial.isEmpty { trialOtherHandling = trial }
  }
}

/// One unit's rows of all registers.
struct UnitRows {
  var requests: [InformationRequest] = []
  var disputes: [Dispute] = []
  var proactive: [ProactiveFigure] = []
  var documents: [DisclosedDocument] = []
  var declared: [DeclaredCell]?

  static func grouped(_ input: StatutoryInput) -> [UnitRows] {
    var rows = Array(repeating: UnitRows(), count: input.units.count)
    for row in input.requests where rows.indices.contains(row.unit) {
      rows[row.unit].requests.append(row)
    }
    for row in input.disputes where rows.indices.contains(row.unit) {
      rows[row.unit].disputes.append(row)
    }
    for row in input.proactive where rows.indices.contains(row.unit) {
      rows[row.unit].proactive.append(row)
    }
    for row in input.documents where rows.indices.contains(row.unit) {
      rows[row.unit].documents.append(row)
    }
    for (unit, cells) in input.declared where rows.indices.contains(unit) {
      rows[unit].declared = cells
    }
    return rows
  }

  /// Documents are no proof of handing in: rulings.md names requests, disputes, proactive and declared.
  var showsHandingIn: Bool {
    !requests.isEmpty || !disputes.isEmpty || !proactive.isEmpty || declared != nil
  }
}

/// Makes the tables of one unit from its rows.
struct UnitDerivation {
  let input: StatutoryInput
  let unit: Int
  let rows: UnitRows
  let placement: Placement

  private(set) var derived = StatutoryTables(filledWith: nil)
  private(set) var derivedSources = Array(
    repeating: CellSource.unknown, count: StatutoryCell.all.count)
  /// Proactive values by cell; the first row of a cell stands.
  private(set) var registered: [StatutoryCell: ProactiveFigure] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ input: StatutoryInput, unit: Int, rows: UnitRows) {
    self.input = input
    self.unit = unit
    self.rows = rows
    placement = Placement(input)
    count(table: 3, hasRows: !rows.requests.isEmpty, rows.requests.map { placement.cells(of: $0) })
    count(table: 4, hasRows: !rows.disputes.isEmpty, rows.disputes.map { placement.cells(of: $0) })
    takeProactive()
    takeDocuments()
    for dispute in rows.disputes
    where dispute.received <= input.asOf && placement.isUndated(dispute) {
      diagnostics.append(
        Diagnostic(
          .disputeCloseDateMissing, at: dispute.location, unit: input.units[unit].name,
          found:
            "\(dispute.received.iso) 收案的\(dispute.kind.rawValue)案件，结果为“\(dispute.outcome.rawValue)”，没有审结日期"
        ))
    }
  }

  private mutating func count(table: Int, hasRows: Bool, _ placements: [[StatutoryCell]]) {
    for cell in StatutoryCell.cells(ofTable: table) {
      derived[cell] = .zero
      derivedSources[cell.index] = hasRows ? .register : .nothingRegistered
    }
    var counts: [Int: Int] = [:]
    for cells in placements { for cell in cells { counts[cell.index, default: 0] += 1 } }
    for (index, count) in counts { derived[StatutoryCell.all[index]] = Exact(count) }
  }

  private mutating func takeProactive() {
    for figure in rows.proactive {
      guard let cell = placement.cell(of: figure), registered[cell] == nil else { continue }
      registered[cell] = figure
      derived[cell] = figure.value
      derivedSources[cell.index] = .register
    }
  }

  private mutating func takeDocuments() {
    guard !rows.documents.isEmpty else { return }
    var counts: [StatutoryCell: Int] = [:]
    var unknown: Set<StatutoryCell> = []
    for document in rows.documents {
      let cells = placement.cells(of: document)
      for cell in cells.counted { counts[cell, default: 0] += 1 }
      for cell in cells.unknown {
        unknown.insert(cell)
        diagnostics.append(
          Diagnostic(
            .documentEndDateMissing, at: document.location, unit: input.units[unit].name,
            found: "《\(document.title)》的有效性为“\(document.validity?.rawValue ?? "")”，没有废止日期"))
      }
    }
    for cell in StatutoryCell.cells(ofTable: 2).prefix(6) {
      derived[cell] = unknown.contains(cell) ? nil : Exact(counts[cell, default: 0])
      derivedSources[cell.index] = unknown.contains(cell) ? .unknown : .documents
    }
  }

  /// The unit's tables, and where each cell of the used ones comes from.
  func tables(handedIn: Bool, standing: UnitStanding) -> UnitStatutory {
    let declared = rows.declared.map { StatutoryTables(declared: $0) }
    let declaredTables = Set((rows.declared ?? []).map(\.table))
    var used = derived
    var sources = derivedSources
    if handedIn {
      for table in [3, 4] where declaredTables.contains(table) {
        guard table == 3 ? rows.requests.isEmpty : rows.disputes.isEmpty else { continue }
        for cell in StatutoryCell.cells(ofTable: table) {
          used[cell] = declared?[cell]
          sources[cell.index] = used[cell] == nil ? .unknown : .declared
        }
        if table == 3 { used.trialOtherHandling = declared?.trialOtherHandling }
      }
      for cell in StatutoryCell.cells(ofTable: 2) where registered[cell] == nil {
        // The six cells of 第（一）项 come from the documents, even where these leave one 未知.
        if cell.index < 6, !rows.documents.isEmpty { continue }
        used[cell] = declared?[cell]
        let source: CellSource = used[cell] == nil ? .unknown : .declared
        if sources[cell.index] != source { sources[cell.index] = source }
      }
    } else {
      used = StatutoryTables(filledWith: nil)
      sources = Array(repeating: .unknown, count: StatutoryCell.all.count)
    }
    return UnitStatutory(
      unit: unit, name: input.units[unit].name, standing: standing, handedIn: handedIn,
      derived: derived, declared: declared, declaredTables: declaredTables, used: used,
      sources: sources)
  }

  /// The register rows counted in a cell.
  func tracedRows(_ cell: StatutoryCell, from source: CellSource) -> [TracedRow] {
    switch (cell.table, source) {
    case (3, .register):
      rows.requests.filter { placement.cells(of: $0).contains(cell) }.map {
        TracedRow(number: $0.number, unit: unit, location: $0.location)
      }
    case (4, .register):
      rows.disputes.filter { placement.cells(of: $0).contains(cell) }.map {
        TracedRow(number: $0.number, unit: unit, location: $0.location)
      }
    case (2, .documents):
      rows.documents.filter { placement.cells(of: $0).counted.contains(cell) }.map {
        TracedRow(
          number: $0.number.isEmpty ? $0.title : $0.number, unit: unit, location: $0.location)
      }
    case (2, .register):
      registered[cell].map { [TracedRow(number: "", unit: unit, location: $0.location)] } ?? []
    case (_, .declared):
      (rows.declared ?? []).filter {
        $0.table == cell.table && $0.row == cell.row && $0.column == cell.column
      }.map { TracedRow(number: "", unit: unit, location: $0.location) }
    default: []
    }
  }

  /// Declared cells, and proactive ones beside documents, that differ from the derived ones.
  func differences() -> [CellDifference] {
    var found: [CellDifference] = []
    func compare(_ cell: StatutoryCell, with value: Exact?, at location: SourceLocation) {
      let source = derivedSources[cell.index]
      guard source == .register || source == .documents, let value, let own = derived[cell],
        own != value
      else { return }
      found.append(
        CellDifference(
          unit: unit, cell: cell, derived: own, derivedFrom: source, declared: value,
          declaredAt: location, rows: tracedRows(cell, from: source)))
    }
    if !rows.documents.isEmpty {
      for cell in StatutoryCell.cells(ofTable: 2).prefix(6) {
        if let figure = registered[cell] { compare(cell, with: figure.value, at: figure.location) }
      }
    }
    for declared in rows.declared ?? [] {
      if let cell = StatutoryCell(
        table: declared.table, row: declared.row, column: declared.column)
      {
        compare(cell, with: declared.value, at: declared.location)
      }
    }
    return found
  }
}
