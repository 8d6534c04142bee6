import Diagnostics
import Disclosure

extension Diagnostic {
  /// A finding that says both sides of a broken identity.
  init(broken record: IdentityRecord, rule: DiagnosticRule, at location: SourceLocation) {
    let sides =
      record.identity == .rulesNeedPower
      ? "规章各项合计\(sideText(record.left))"
      : "左边\(sideText(record.left))，右边\(sideText(record.right))"
    self.init(
      rule, at: location, unit: record.scope,
      found: "\(record.id) \(record.item)：\(sides)（\(record.identity.statement)）")
  }
}

/// Makes the statutory report of a pipeline.
package enum StatutoryReport {
  /// Derives tables, sums the county, proves the identities and names the figures.
  package static func derive(_ input: StatutoryInput) -> StatutoryResult {
    let rows = UnitRows.grouped(input)
    var units: [UnitStatutory] = []
    var differences: [CellDifference] = []
    var diagnostics: [Diagnostic] = []
    for index in input.units.indices {
      let derivation = UnitDerivation(input, unit: index, rows: rows[index])
      let handedIn = rows[index].showsHandingIn || input.handedIn.contains(index)
      let unit = derivation.tables(
        handedIn: handedIn, standing: standing(of: index, handedIn: handedIn, input))
      units.append(unit)
      diagnostics += derivation.diagnostics
      let own = derivation.differences()
      differences += own
      diagnostics += own.map { differing($0, input) }
      diagnostics += remarks(on: unit, rows[index], input)
    }
    let (county, reasons) = sum(units, form: input.form)
    let office = input.office
    if office == nil {
      diagnostics.append(
        Diagnostic(
          .publisherNotAUnit, at: SourceLocation(file: "pipeline.yaml"),
          found: "publisher“\(input.publisher)”不在单位名册中"))
    }
    let identities = self.identities(input, county: county, units: units)
    for index in identities.indices where identities.verdict(at: index) != .holds {
      if let found = finding(identities[index], input, office: office) { diagnostics.append(found) }
    }
    let figures = FigureMaker(
      input, scope: .county, tables: county,
      members: Set(units.filter { $0.standing == .summed || $0.standing == .silent }.map(\.unit)),
      units: units
    ).make()
    diagnostics += figures.diagnostics
    return StatutoryResult(
      input: input, county: county, units: units, office: office, differences: differences,
      unknownReasons: reasons, identityList: identities, figures: figures.figures,
      diagnostics: diagnostics.ordered())
  }

  /// How a unit stands in the sum; its dates matter only where it handed in nothing.
  private static func standing(
    of index: Int, handedIn: Bool, _ input: StatutoryInput
  ) -> UnitStanding {
    if input.setAside.contains(index) { return .setAside }
    let unit = input.units[index]
    if unit.isVerticallyManaged { return .verticallyManaged }
    if handedIn { return .summed }
    let past = DayRange(first: input.period.first, last: min(input.period.last, input.asOf))
    if !unit.exists(during: past) { return .absent }
    return input.waivedUnits.contains(index) ? .waived : .silent
  }

  /// Adds up the summed units; a unit that handed in nothing makes every cell 未知.
  private static func sum(
    _ units: [UnitStatutory], form: ReportForm
  ) -> (StatutoryTables, [UnknownReason]) {
    var reasons = units.filter { $0.standing == .silent }.map {
      UnknownReason(cell: nil, of: form, unit: $0.unit, name: $0.name)
    }
    let isBlind = !reasons.isEmpty
    var sums = form.cells.map { _ in PartialSum([]) }
    for position in units.indices where units[position].standing == .summed {
      let used = units[position].used
      for (index, cell) in form.cells.enumerated() where !used.isZero(at: index) {
        let value = used[at: index]
        sums[index].add(value)
        if value == nil {
          reasons.append(
            UnknownReason(
              cell: cell, of: form, unit: units[position].unit, name: units[position].name))
        }
      }
    }
    var county = StatutoryTables(filledWith: nil, form: form)
    for index in form.cells.indices { county[at: index] = isBlind ? nil : sums[index].value }
    return (county, reasons)
  }

  private static func identities(
    _ input: StatutoryInput, county: StatutoryTables, units: [UnitStatutory]
  ) -> IdentityList {
    let previous = input.previous.map { Dictionary(grouping: $0, by: \.unit) } ?? [:]
    let whole = IdentityProof(scope: input.jurisdiction)
    var records = IdentityList()
    let last = ReportForm.of(year: input.year - 1) ?? input.form
    func add(_ more: [IdentityRecord]) {
      // Which identities there are is said by the year's form.
      records.append(contentsOf: more.filter { input.form.identities.contains($0.identity) })
    }
    add(whole.requestIdentities(county, source: .derived))
    add(whole.disputeIdentities(county, source: .derived))
    let lastYear = previous[nil]
    add(
      whole.carriedOver(county, source: .derived, previous: lastYear, previousForm: last))
    add(
      whole.validFollows(county, source: .derived, previous: lastYear, previousForm: last))
    add(whole.countySum(county, given: input.countyDeclared))
    for unit in units where unit.handedIn {
      let proof = IdentityProof(scope: unit.name)
      let requests = unit.proved(table: StatutoryCell.requestTable)
      let disputes = unit.proved(table: StatutoryCell.disputeTable)
      let proactive = unit.proved(table: StatutoryCell.proactiveTable)
      add(proof.requestIdentities(requests.tables, source: requests.source))
      add(proof.disputeIdentities(disputes.tables, source: disputes.source))
      add([
        proof.rulesNeedPower(
          proactive.tables, source: proactive.source,
          mayIssueRules: input.units[unit.unit].mayIssueRules)
      ])
      if let own = previous[unit.unit] {
        add(
          proof.carriedOver(
            requests.tables, source: requests.source, previous: own, previousForm: last))
        add(
          proof.validFollows(
            proactive.tables, source: proactive.source, previous: own, previousForm: last))
      }
    }
    records.sort()
    return records
  }

  // MARK: findings

  private static func finding(
    _ record: IdentityRecord, _ input: StatutoryInput, office: Int?
  ) -> Diagnostic? {
    let isPublished =
      record.scope == input.jurisdiction
      || office.map { input.units[$0].name == record.scope } ?? false
    let place = place(of: record, input)
    switch (record.verdict, record.identity) {
    case (.broken, .requestsBalance), (.broken, .resultsAddUp), (.broken, .applicantsAddUp),
      (.broken, .disputesAddUp):
      return Diagnostic(
        broken: record, rule: isPublished ? .identityBroken : .unitIdentityBroken, at: place)
    case (.broken, .carriedOver):
      return Diagnostic(broken: record, rule: .carriedOverDiffers, at: place)
    case (.broken, .validFollows):
      return Diagnostic(broken: record, rule: .stillValidDiffers, at: place)
    case (.broken, .unitsAddUp):
      return Diagnostic(broken: record, rule: .countyTableDiffers, at: place)
    case (.broken, .rulesNeedPower):
      return Diagnostic(broken: record, rule: .rulesWithoutPower, at: place)
    case (.unknown, .requestsBalance) where isPublished && record.item == StatutoryCell.total:
      return Diagnostic(
        .identityUnknown, at: place, unit: record.scope,
        found: "\(record.id) \(record.item)：左边\(sideText(record.left))，右边\(sideText(record.right))")
    default: return nil
    }
  }

  /// The declared table that an identity was proved on; no place where it was derived.
  private static func place(of record: IdentityRecord, _ input: StatutoryInput) -> SourceLocation {
    let none = SourceLocation(file: "")
    guard record.source == .declared else { return none }
    if record.identity == .unitsAddUp {
      return input.countyDeclared.first {
        input.form.cell(table: $0.table, row: $0.row, column: $0.column)?.name == record.item
      }?.location ?? none
    }
    guard let unit = input.units.firstIndex(where: { $0.name == record.scope }) else { return none }
    let cells = input.declared[unit] ?? []
    let form = ReportForm.recognised(in: cells)
    func inColumn(_ meaning: RequestRow.Meaning) -> (DeclaredCell) -> Bool {
      let codes = form.rows(meaning).map(\.code)
      return {
        $0.table == StatutoryCell.requestTable && codes.contains($0.row)
          && $0.column == record.item
      }
    }
    func total(_ table: Int) -> (DeclaredCell) -> Bool {
      { $0.table == table && $0.row == record.item && $0.column == StatutoryCell.total }
    }
    let wanted: (DeclaredCell) -> Bool =
      switch record.identity {
      case .requestsBalance: inColumn(.received)
      case .resultsAddUp: inColumn(.total)
      case .applicantsAddUp: total(StatutoryCell.requestTable)
      case .disputesAddUp: total(StatutoryCell.disputeTable)
      case .carriedOver: inColumn(.carriedIn)
      default: { $0.table == StatutoryCell.proactiveTable && $0.row == record.item }
      }
    return cells.first(where: wanted)?.location ?? none
  }

  private static func differing(_ one: CellDifference, _ input: StatutoryInput) -> Diagnostic {
    let numbers = one.numbers
    let named =
      numbers.isEmpty
      ? "" : "（" + numbers.prefix(20).joined(separator: "、") + (numbers.count > 20 ? "等" : "") + "）"
    return Diagnostic(
      one.derivedFrom == .documents ? .documentsDiffer : .declaredDiffers, at: one.declaredAt,
      unit: input.units[one.unit].name,
      found:
        "\(one.cell.title)：填报\(sideText(one.declared))，\(one.derivedFrom.label)\(sideText(one.derived))\(named)"
    )
  }

  private static func remarks(
    on unit: UnitStatutory, _ rows: UnitRows, _ input: StatutoryInput
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let place = input.units[unit.unit].location
    func add(_ rule: DiagnosticRule, _ text: String, at location: SourceLocation? = nil) {
      found.append(Diagnostic(rule, at: location ?? place, unit: unit.name, found: text))
    }
    switch unit.standing {
    case .silent:
      let successor = input.units[unit.unit].mergedInto.map { "（已并入\($0)）" } ?? ""
      add(
        .unitHandedInNothing,
        "\(unit.name)\(successor)没有依申请公开、复议诉讼、主动公开数据，也没有自报表格")
    case .waived: add(.unitWaived, "\(unit.name)没有报送材料，已豁免，不计入汇总")
    case .verticallyManaged: add(.verticalUnitListed, "\(unit.name)为垂直管理单位")
    case .summed, .setAside, .absent: break
    }
    if unit.handedIn {
      let form = input.form
      let missing = form.cells(ofTable: StatutoryCell.proactiveTable).filter { cell in
        unit.used[cell] == nil
          && !(rows.declared ?? []).contains {
            $0.table == cell.table && $0.row == cell.row && $0.column == cell.column
          }
          && !(form.document(of: cell) != nil && !rows.documents.isEmpty)
      }
      if !missing.isEmpty {
        add(.proactiveCellMissing, "没有报送：" + missing.map(\.name).joined(separator: "、"))
      }
    }
    if let declared = unit.declared?.form, declared != input.form, let rows = rows.declared {
      add(
        .supersededForm,
        "\(unit.name)的自报表格用的是\(declared.name)，\(input.year)年的报告用\(input.form.name)",
        at: rows.first.map { SourceLocation(file: $0.location.file) })
    }
    return found
  }
}
