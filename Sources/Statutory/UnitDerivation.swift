import Diagnostics
import Disclosure
import Intake
import Registers

extension StatutoryTables {
  /// Tables as declared, in the form they show; cells that it does not have are left out, missing ones are 未知.
  package init(declared cells: [DeclaredCell]) {
    self.init(filledWith: nil, form: ReportForm.recognised(in: cells))
    for cell in cells {
      if let known = form.cell(table: cell.table, row: cell.row, column: cell.column) {
        self[known] = cell.value
      }
    }
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
    for row in input.registers[InformationRequest.self] where rows.indices.contains(row.unit) {
      rows[row.unit].requests.append(row)
    }
    for row in input.registers[Dispute.self] where rows.indices.contains(row.unit) {
      rows[row.unit].disputes.append(row)
    }
    for row in input.registers[ProactiveFigure.self] where rows.indices.contains(row.unit) {
      rows[row.unit].proactive.append(row)
    }
    for row in input.registers[DisclosedDocument.self] where rows.indices.contains(row.unit) {
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

  private let form: ReportForm
  private(set) var derived: StatutoryTables
  private(set) var derivedSources: [CellSource]
  /// Proactive values by cell; the first row of a cell stands.
  private(set) var registered: [StatutoryCell: ProactiveFigure] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  init(_ input: StatutoryInput, unit: Int, rows: UnitRows) {
    self.input = input
    self.unit = unit
    self.rows = rows
    placement = Placement(input)
    form = input.form
    derived = StatutoryTables(filledWith: nil, form: form)
    derivedSources = Array(repeating: .unknown, count: form.cells.count)
    let requests = rows.requests.map { placement.cells(of: $0) }
    count(table: StatutoryCell.requestTable, hasRows: !rows.requests.isEmpty, requests)
    let disputes = rows.disputes.map { placement.cells(of: $0) }
    count(table: StatutoryCell.disputeTable, hasRows: !rows.disputes.isEmpty, disputes)
    takeProactive()
    takeDocuments()
    for dispute in rows.disputes
    where dispute.standing(in: placement.year) == .decidedWithoutDate {
      diagnostics.append(
        Diagnostic(
          .disputeCloseDateMissing, at: dispute.location, unit: input.units[unit].name,
          found:
            "\(dispute.received.iso) 收案的\(dispute.kind.rawValue)案件，结果为“\(dispute.outcome.rawValue)”，没有审结日期"
        ))
    }
  }

  /// Why the unit's part of a kind is unknown.
  private func gap(_ kind: InputKind) -> InputCoverage.Gap? { input.coverage.gap(kind, unit: unit) }

  /// True where something of the kind is lost, so that no other source may stand in for it.
  private func isLost(_ kind: InputKind) -> Bool {
    if case .lost? = gap(kind) { true } else { false }
  }

  /// The register of a table that is counted.
  private static func register(ofTable table: Int) -> InputKind {
    table == StatutoryCell.requestTable ? .requests : .disputes
  }

  private mutating func count(table: Int, hasRows: Bool, _ placements: [[StatutoryCell]]) {
    guard gap(Self.register(ofTable: table)) == nil, hasRows || !isLost(.declared) else { return }
    for cell in form.cells(ofTable: table) {
      derived[cell] = .zero
      derivedSources[cell.index] = hasRows ? .register : .nothingRegistered
    }
    var counts: [Int: Int] = [:]
    for cells in placements { for cell in cells { counts[cell.index, default: 0] += 1 } }
    for (index, count) in counts { derived[at: index] = Exact(count) }
  }

  private mutating func takeProactive() {
    for figure in rows.proactive {
      guard let cell = placement.cell(of: figure), registered[cell] == nil else { continue }
      registered[cell] = figure
      derived[cell] = figure.value
      derivedSources[cell.index] = .register
    }
    // Zero only where somebody says so: `proactive: none`, or the unit's own nil return.
    if input.coverage.isNone(.proactive, unit: unit) {
      for cell in form.cells(ofTable: StatutoryCell.proactiveTable) where registered[cell] == nil {
        derived[cell] = .zero
        derivedSources[cell.index] = .nothingRegistered
      }
    }
    guard isLost(.proactive) else { return }
    for cell in form.cells(ofTable: StatutoryCell.proactiveTable) {
      derived[cell] = nil
      derivedSources[cell.index] = .unknown
    }
  }

  private mutating func takeDocuments() {
    if isLost(.documents) {
      for cell in form.cells(ofTable: StatutoryCell.proactiveTable)
      where form.document(of: cell) != nil {
        derived[cell] = nil
        derivedSources[cell.index] = .unknown
      }
      return
    }
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
    for cell in form.documentCells {
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
      for (table, isEmpty) in [
        (StatutoryCell.requestTable, rows.requests.isEmpty),
        (StatutoryCell.disputeTable, rows.disputes.isEmpty),
      ]
      where isEmpty && declaredTables.contains(table) && !isLost(Self.register(ofTable: table)) {
        for cell in form.cells(ofTable: table) {
          used[cell] = declared?.value(of: cell, in: form)
          sources[cell.index] = used[cell] == nil ? .unknown : .declared
        }
      }
      for cell in form.cells(ofTable: StatutoryCell.proactiveTable) where registered[cell] == nil {
        // The cells of 第（一）项 come from the documents, even where these leave one 未知.
        if form.document(of: cell) != nil, !rows.documents.isEmpty || isLost(.documents) {
          continue
        }
        if isLost(.proactive) { continue }
        let own = declared?.value(of: cell, in: form)
        if own == nil, derivedSources[cell.index] == .nothingRegistered { continue }
        used[cell] = own
        let source: CellSource = used[cell] == nil ? .unknown : .declared
        if sources[cell.index] != source { sources[cell.index] = source }
      }
    } else {
      used = StatutoryTables(filledWith: nil, form: form)
      sources = Array(repeating: .unknown, count: form.cells.count)
    }
    return UnitStatutory(
      unit: unit, name: input.units[unit].name, standing: standing, handedIn: handedIn,
      derived: derived, declared: declared, declaredTables: declaredTables, used: used,
      sources: sources)
  }

  /// The register rows counted in a cell.
  func tracedRows(_ cell: StatutoryCell, from source: CellSource) -> [TracedRow] {
    switch (cell.table, source) {
    case (StatutoryCell.requestTable, .register):
      rows.requests.filter { placement.cells(of: $0).contains(cell) }.map {
        TracedRow(number: $0.number, unit: unit, location: $0.location)
      }
    case (StatutoryCell.disputeTable, .register):
      rows.disputes.filter { placement.cells(of: $0).contains(cell) }.map {
        TracedRow(number: $0.number, unit: unit, location: $0.location)
      }
    case (StatutoryCell.proactiveTable, .documents):
      rows.documents.filter { placement.cells(of: $0).counted.contains(cell) }.map {
        TracedRow(
          number: $0.number.isEmpty ? $0.title : $0.number, unit: unit, location: $0.location)
      }
    case (StatutoryCell.proactiveTable, .register):
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
      for cell in form.documentCells {
        if let figure = registered[cell] { compare(cell, with: figure.value, at: figure.location) }
      }
    }
    for declared in rows.declared ?? [] {
      if let cell = form.cell(
        table: declared.table, row: declared.row, column: declared.column)
      {
        compare(cell, with: declared.value, at: declared.location)
      }
    }
    return found
  }
}
