import Disclosure
import Registers

/// Proves identities on tables; a verdict is never guessed from an incomplete sum.
struct IdentityProof {
  let scope: String

  /// Broken is proved by a known part that already exceeds the other side; cells are not negative.
  static func judge(_ left: PartialSum, _ right: PartialSum) -> Verdict {
    if left.isComplete && right.isComplete { return left.known == right.known ? .holds : .broken }
    if left.isComplete && right.known > left.known { return .broken }
    if right.isComplete && left.known > right.known { return .broken }
    return .unknown
  }

  private func record(
    _ identity: Identity, _ item: String, _ source: IdentitySource, _ left: [Exact?],
    _ right: [Exact?]
  ) -> IdentityRecord {
    let l = PartialSum(left)
    let r = PartialSum(right)
    return IdentityRecord(
      identity, scope: scope, item: item, source: source, left: l.value, right: r.value,
      verdict: Self.judge(l, r))
  }

  /// An identity of one table by the places of its cells.
  private struct Plan: Sendable {
    let identity: Identity
    let item: String
    let left: [Int]
    let right: [Int]

    init(
      _ identity: Identity, _ item: String, table: Int, _ left: [(String, String)],
      _ right: [(String, String)]
    ) {
      func places(_ cells: [(String, String)]) -> [Int] {
        cells.compactMap { StatutoryCell(table: table, row: $0.0, column: $0.1)?.index }
      }
      self.identity = identity
      self.item = item
      self.left = places(left)
      self.right = places(right)
    }
  }

  /// I1, I2 and I3 of the form of 2021.
  private static let requestPlans: [Plan] = {
    var plans: [Plan] = []
    let codes = RequestRow.all.map(\.code)
    let leaves = codes.filter { $0.hasPrefix("3.") && $0 != "3.7" }
    for column in StatutoryCell.requestColumns {
      plans.append(
        Plan(
          .i1, column, table: 3, [("1", column), ("2", column)], [("3.7", column), ("4", column)]))
      plans.append(Plan(.i2, column, table: 3, [("3.7", column)], leaves.map { ($0, column) }))
    }
    for code in codes {
      plans.append(
        Plan(
          .i3, code, table: 3, [(code, StatutoryCell.total)],
          ApplicantKind.allCases.map { (code, $0.rawValue) }))
    }
    return plans
  }()

  private static let disputePlans: [Plan] = StatutoryCell.disputeBlocks.map { block in
    Plan(
      .i4, block, table: 4, [(block, StatutoryCell.total)],
      DisputeOutcome.allCases.map { (block, $0.rawValue) })
  }

  private func records(
    _ plans: [Plan], _ tables: StatutoryTables, _ source: IdentitySource
  ) -> [IdentityRecord] {
    plans.map { plan in
      let left = tables.sum(of: plan.left)
      let right = tables.sum(of: plan.right)
      return IdentityRecord(
        plan.identity, scope: scope, item: plan.item, source: source, left: left.value,
        right: right.value, verdict: Self.judge(left, right))
    }
  }

  /// The row codes of table 3 that the tables have: row 3.6 in place of 3.6.1–3.6.3 in the trial form.
  private func rowCodes(_ tables: StatutoryTables) -> [String] {
    let codes = RequestRow.all.map(\.code)
    guard tables.trialOtherHandling != nil else { return codes }
    return codes.flatMap { code in
      code == "3.6.1" ? ["3.6"] : code.hasPrefix("3.6.") ? [] : [code]
    }
  }

  /// I1, I2 and I3 of table 3.
  func requestIdentities(_ tables: StatutoryTables, source: IdentitySource) -> [IdentityRecord] {
    guard tables.trialOtherHandling != nil else {
      return records(Self.requestPlans, tables, source)
    }
    var records: [IdentityRecord] = []
    let codes = rowCodes(tables)
    let leaves = codes.filter { $0.hasPrefix("3.") && $0 != "3.7" }
    for column in StatutoryCell.requestColumns {
      func cell(_ row: String) -> Exact? { tables[3, row, column] }
      records.append(
        record(.i1, column, source, [cell("1"), cell("2")], [cell("3.7"), cell("4")]))
      records.append(record(.i2, column, source, [cell("3.7")], leaves.map(cell)))
    }
    for code in codes {
      let parts = ApplicantKind.allCases.map { tables[3, code, $0.rawValue] }
      records.append(record(.i3, code, source, [tables[3, code, StatutoryCell.total]], parts))
    }
    return records
  }

  /// I4 of table 4.
  func disputeIdentities(_ tables: StatutoryTables, source: IdentitySource) -> [IdentityRecord] {
    records(Self.disputePlans, tables, source)
  }

  /// I5: what was carried in is what last year carried out; without last year's data 不适用.
  func carriedOver(
    _ tables: StatutoryTables, source: IdentitySource, previous: [PreviousFigure]?
  ) -> [IdentityRecord] {
    StatutoryCell.requestColumns.map { column in
      guard let previous else {
        return notApplicable(.i5, column, source)
      }
      let last = previous.first { $0.isCell(table: 3, row: "4", column: column) }?.value
      return record(.i5, column, source, [tables[3, "2", column]], [last])
    }
  }

  /// I6: 现行有效 follows from last year's; 无法判断 with any unknown cell.
  func stillValid(
    _ tables: StatutoryTables, source: IdentitySource, previous: [PreviousFigure]?
  ) -> [IdentityRecord] {
    [DocumentKind.rule.rawValue, DocumentKind.normative.rawValue].map { content in
      guard let previous else { return notApplicable(.i6, content, source) }
      let left = tables[2, content, "现行有效件数"]
      let last =
        previous.first { $0.isCell(table: 2, row: content, column: "现行有效件数") }?.value
      var right: Exact?
      if let last, let made = tables[2, content, "本年制发件数"],
        let ended = tables[2, content, "本年废止件数"]
      {
        right = last + made - ended
      }
      let verdict: Verdict =
        if let left, let right { left == right ? .holds : .broken } else { .unknown }
      return IdentityRecord(
        .i6, scope: scope, item: content, source: source, left: left, right: right,
        verdict: verdict)
    }
  }

  /// I7: a county table given before against the sum of units, for each cell it has.
  func countySum(_ sum: StatutoryTables, given: [DeclaredCell]) -> [IdentityRecord] {
    given.compactMap { declared in
      StatutoryCell(table: declared.table, row: declared.row, column: declared.column).map {
        record(.i7, $0.name, .declared, [declared.value], [sum[$0]])
      }
    }
  }

  /// I10: 规章 only where the unit has the power; the right side is none.
  func rulesNeedPower(
    _ tables: StatutoryTables, source: IdentitySource, mayIssueRules: Bool
  ) -> IdentityRecord {
    let item = DocumentKind.rule.rawValue
    if mayIssueRules { return notApplicable(.i10, item, source) }
    let sum = tables.sum(of: [0, 1, 2])
    return IdentityRecord(
      .i10, scope: scope, item: item, source: source, left: sum.value, right: nil,
      verdict: Self.judge(sum, PartialSum([.zero])))
  }

  private func notApplicable(
    _ identity: Identity, _ item: String, _ source: IdentitySource
  ) -> IdentityRecord {
    IdentityRecord(
      identity, scope: scope, item: item, source: source, left: nil, right: nil,
      verdict: .notApplicable)
  }
}
