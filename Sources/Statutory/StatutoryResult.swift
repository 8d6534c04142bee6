package import Diagnostics
package import Disclosure

/// Where the value of a cell comes from.
package enum CellSource: String, Sendable, Hashable {
  /// Rows of the register of that table.
  case register
  /// The directory of documents.
  case documents
  /// The unit's declared table.
  case declared
  /// No rows and no declared table: nothing of the kind happened.
  case nothingRegistered
  /// The sum of units.
  case sum
  /// 未知.
  case unknown

  /// The words a reader sees.
  package var label: String {
    switch self {
    case .register: "登记簿"
    case .documents: "文件目录"
    case .declared: "单位填报"
    case .nothingRegistered: "无登记，计0"
    case .sum: "各单位相加"
    case .unknown: "未知"
    }
  }
}

/// How a unit stands in the county's sum.
package enum UnitStanding: String, Sendable, Hashable {
  /// Summed.
  case summed
  /// 垂直管理: reports upward, listed only.
  case verticallyManaged
  /// Handed in nothing and is waived: left out and listed.
  case waived
  /// Handed in nothing: makes the county's cells 未知.
  case silent
  /// A member whose own data stop publication, waived: left out and listed.
  case setAside
  /// Did not exist in the year and handed in nothing.
  case absent

  /// The words a reader sees.
  package var label: String {
    switch self {
    case .summed: "计入汇总"
    case .verticallyManaged: "垂直管理，不计入汇总"
    case .waived: "未报送，已豁免，不计入汇总"
    case .silent: "未报送，汇总数未知"
    case .setAside: "阻断，已豁免，不计入汇总"
    case .absent: "本年不存在"
    }
  }
}

/// A unit's tables: derived from registers, declared by itself, and those used.
package struct UnitStatutory: Sendable {
  /// The place in the registry.
  package let unit: Int
  package let name: String
  package let standing: UnitStanding
  package let handedIn: Bool
  /// From registers alone: requests and disputes zero without rows, proactive disclosure 未知 without rows.
  package let derived: StatutoryTables
  /// The unit's own tables; nil where it declared none.
  package let declared: StatutoryTables?
  /// Which tables it declared.
  package let declaredTables: Set<Int>
  /// What the county adds up (rulings.md, "Statutory": per table, table 2 cell by cell).
  package let used: StatutoryTables
  /// Where each used cell comes from, by `StatutoryCell.index`.
  package let sources: [CellSource]

  /// The tables on which identities of one table are proved: the declared one first, in its own form.
  package func proved(table: Int) -> (tables: StatutoryTables, source: IdentitySource) {
    guard let declared, declaredTables.contains(table) else { return (derived, .derived) }
    return (declared, .declared)
  }
}

/// A declared cell that differs from the derived one, with the rows behind the derived value.
package struct CellDifference: Sendable, Hashable {
  package let unit: Int
  package let cell: StatutoryCell
  /// From the register or the documents.
  package let derived: Exact?
  package let derivedFrom: CellSource
  /// What the unit declared (or, against documents, registered as a proactive figure).
  package let declared: Exact?
  package let declaredAt: SourceLocation
  /// The register rows counted in the derived cell.
  package let rows: [TracedRow]

  /// The registration numbers behind the derived value.
  package var numbers: [String] { rows.map(\.number).filter { !$0.isEmpty } }
}

/// Why a cell of the county is 未知.
package struct UnknownReason: Sendable, Hashable {
  private let slot: Int16
  private let unitIndex: Int32
  private let form: ReportForm
  /// The unit's name.
  package let name: String

  /// The cell; nil: every cell.
  package var cell: StatutoryCell? { slot < 0 ? nil : form.cells[Int(slot)] }
  /// The unit's place in the registry.
  package var unit: Int { Int(unitIndex) }
  /// A sentence for a reader.
  package var why: String {
    cell.map { "\(name)的\($0.title)未知" } ?? "\(name)没有报送任何材料，也没有豁免"
  }

  package init(cell: StatutoryCell?, of form: ReportForm, unit: Int, name: String) {
    self.form = form
    slot = cell.map { Int16($0.index) } ?? -1
    unitIndex = Int32(unit)
    self.name = name
  }
}

/// The statutory tables, identities and figures of a pipeline.
package struct StatutoryResult: Sendable {
  /// What it was made from.
  package let input: StatutoryInput
  /// The government's tables: the sum of the summed units.
  package let county: StatutoryTables
  /// Every unit, in registry order.
  package let units: [UnitStatutory]
  /// The place of the office's unit; nil where `publisher` names none.
  package let office: Int?
  /// Declared or registered values that differ from derived ones.
  package let differences: [CellDifference]
  /// Why county cells are 未知.
  package let unknownReasons: [UnknownReason]
  /// Sorted by id, scope and item; made one by one as they are asked for.
  package let identityList: IdentityList
  /// The county's named figures.
  package let figures: NamedFigures
  /// Findings of this room, sorted.
  package let diagnostics: [Diagnostic]

  /// All identities as an array; for a province `identityList` spares the memory.
  package var identities: [IdentityRecord] { Array(identityList) }

  /// The tables that a report prints.
  package func tables(of scope: ReportScope) -> StatutoryTables {
    switch scope {
    case .county: county
    case .unit(let index): units[index].used
    }
  }

  /// Findings that stop publication unless waived.
  package var blocking: [Diagnostic] { diagnostics.filter(\.rule.blocks) }

  /// Why a unit's own report may not be published: its broken identities of I1–I4.
  package func brokenIdentities(of scope: ReportScope) -> [IdentityRecord] {
    let name = input.name(of: scope)
    return identityList.filter {
      $0.scope == name && $0.identity.stopsPublication && $0.verdict == .broken
    }
  }

  /// Units by how they stand, in registry order: those listed beside the sum.
  package func units(standing: UnitStanding) -> [UnitStatutory] {
    units.filter { $0.standing == standing }
  }
}
