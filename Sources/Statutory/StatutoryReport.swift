import Diagnostics
import Disclosure

extension Diagnostic {
  /// A finding that says both sides of a broken identity.
  init(broken record: IdentityRecord, rule: DiagnosticRule, at location: SourceLocation) {
    let sides =
      record.identity == .i10
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
    let (county, reasons) = sum(units)
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
      diagnostics: diagnostics.sorted())
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
  private static func sum(_ units: [UnitStatutory]) -> (StatutoryTables, [UnknownReason]) {
    var reasons = units.filter { $0.standing == .silent }.map {
      UnknownReason(cell: nil, unit: $0.unit, name: $0.name)
    }
    let isBlind = !reasons.isEmpty
    var sums = StatutoryCell.all.map { _ in PartialSum([]) }
    for place in units.indices where units[place].standing == .summed {
      let used = units[place].used
      for (index, cell) in StatutoryCell.all.enumerated() where !used.isZero(at: index) {
        let value = used[at: index]
        sums[index].add(value)
        if value == nil {
          reasons.append(
            UnknownReason(cell: cell, unit: units[place].unit, name: units[place].name))
        }
      }
    }
    var county = StatutoryTables(filledWith: nil)
    for index in StatutoryCell.all.indices { county[at: index] = isBlind ? nil : sums[index].value }
    return (county, reasons)
  }

  private static func identities(
    _ input: StatutoryInput, county: StatutoryTables, units: [UnitStatutory]
  ) -> IdentityList {
    let previous = input.previous.map { Dictionary(grouping: $0, by: \.unit) } ?? [:]
    let whole = IdentityProof(scope: input.jurisdiction)
    var records = IdentityList()
    func add(_ more: [IdentityRecord]) { records.append(contentsOf: more) }
    add(whole.requestIdentities(county, source: .derived))
    add(whole.disputeIdentities(county, source: .derived))
    let lastYear = previous[nil]
    add(whole.carriedOver(county, source: .derived, previous: lastYear))
    add(whole.stillValid(county, source: .derived, previous: lastYear))
    add(whole.countySum(county, given: input.countyDeclared))
    for unit in units where unit.handedIn {
      let proof = IdentityProof(scope: unit.name)
      let tables = unit.proved
      let requests = unit.provedSource(table: 3)
      let proactive = unit.provedSource(table: 2)
      add(proof.requestIdentities(tables, source: requests))
      add(proof.disputeIdentities(tables, source: unit.provedSource(table: 4)))
      records.append(
        proof.rulesNeedPower(
          tables, source: proactive, mayIssueRules: input.units[unit.unit].mayIssueRules))
      if let own = previous[unit.unit] {
        add(proof.carriedOver(tables, source: requests, previous: own))
        add(proof.stillValid(tables, source: proactive, previous: own))
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
    case (.broken, .i1), (.broken, .i2), (.broken, .i3), (.broken, .i4):
      return Diagnostic(
        broken: record, rule: isPublished ? .identityBroken : .unitIdentityBroken, at: place)
    case (.broken, .i5): return Diagnostic(broken: record, rule: .carriedOverDiffers, at: place)
    case (.broken, .i6): return Diagnostic(broken: record, rule: .stillValidDiffers, at: place)
    case (.broken, .i7): return Diagnostic(broken: record, rule: .countyTableDiffers, at: place)
    case (.broken, .i10): return Diagnostic(broken: record, rule: .rulesWithoutPower, at: place)
    case (.unknown, .i1) where isPublished && record.item == StatutoryCell.total:
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
    if record.identity == .i7 {
      return input.countyDeclared.first {
        StatutoryCell(table: $0.table, row: $0.row, column: $0.column)?.name == record.item
      }?.location ?? none
    }
    guard let unit = input.units.firstIndex(where: { $0.name == record.scope }) else { return none }
    let cells = input.declared[unit] ?? []
    let wanted: (DeclaredCell) -> Bool =
      switch record.identity {
      case .i1: { $0.table == 3 && $0.row == "1" && $0.column == record.item }
      case .i2: { $0.table == 3 && $0.row == "3.7" && $0.column == record.item }
      case .i3: { $0.table == 3 && $0.row == record.item && $0.column == StatutoryCell.total }
      case .i4: { $0.table == 4 && $0.row == record.item && $0.column == StatutoryCell.total }
      case .i5: { $0.table == 3 && $0.row == "2" && $0.column == record.item }
      default: { $0.table == 2 && $0.row == record.item }
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
      let missing = StatutoryCell.cells(ofTable: 2).filter { cell in
        unit.used[cell] == nil
          && !(rows.declared ?? []).contains {
            $0.table == 2 && $0.row == cell.row && $0.column == cell.column
          }
          && !(cell.index < 6 && !rows.documents.isEmpty)
      }
      if !missing.isEmpty {
        add(.proactiveCellMissing, "没有报送：" + missing.map(\.name).joined(separator: "、"))
      }
    }
    if let declared = rows.declared, ReportForm.recognised(in: declared) == .trial2019 {
      add(
        .supersededForm, "\(unit.name)的自报表格用的是2019年试行格式",
        at: declared.first.map { SourceLocation(file: $0.location.file) })
    }
    return found
  }
}
