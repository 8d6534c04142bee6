import Disclosure
import Registers

/// An identity of one table by the indices of its cells in a form.
struct IdentityPlan: Sendable {
  let identity: Identity
  /// The column, row code or block.
  let item: String
  let left: [Int]
  let right: [Int]

  init(_ identity: Identity, _ item: String, _ left: [Int], _ right: [Int]) {
    self.identity = identity
    self.item = item
    self.left = left
    self.right = right
  }
}

extension IdentityPlan {
  /// I1 to I3 of the third part; `cell` gives where a row and a column meet, if the form has it.
  static func ofRequests(
    _ rows: [RequestRow], columns: [String], applicants: [String],
    cell: (_ row: String, _ column: String) -> Int?
  ) -> [IdentityPlan] {
    func cells(_ column: String, where isMeant: (RequestRow) -> Bool) -> [Int] {
      rows.filter(isMeant).compactMap { cell($0.code, column) }
    }
    let byColumn = columns.flatMap { column in
      [
        IdentityPlan(
          .requestsBalance, column,
          cells(column) { $0.meaning == .received || $0.meaning == .carriedIn },
          cells(column) { $0.meaning == .total || $0.meaning == .carriedOut }),
        IdentityPlan(
          .resultsAddUp, column, cells(column) { $0.meaning == .total },
          cells(column, where: \.isLeaf)),
      ]
    }
    let byRow = rows.map { row in
      IdentityPlan(
        .applicantsAddUp, row.code, [cell(row.code, StatutoryCell.total)].compactMap(\.self),
        applicants.compactMap { cell(row.code, $0) })
    }
    return byColumn + byRow
  }

  /// I4 of the fourth part.
  static func ofDisputes(
    _ blocks: [String], outcomes: [String], cell: (_ row: String, _ column: String) -> Int?
  ) -> [IdentityPlan] {
    blocks.map { block in
      IdentityPlan(
        .disputesAddUp, block, [cell(block, StatutoryCell.total)].compactMap(\.self),
        outcomes.compactMap { cell(block, $0) })
    }
  }
}

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

  private func records(
    _ plans: [IdentityPlan], _ tables: StatutoryTables, _ source: IdentitySource
  ) -> [IdentityRecord] {
    plans.map { plan in
      let left = tables.sum(of: plan.left)
      let right = tables.sum(of: plan.right)
      return IdentityRecord(
        plan.identity, scope: scope, item: plan.item, source: source, left: left.value,
        right: right.value, verdict: Self.judge(left, right))
    }
  }

  /// I1, I2 and I3 of the requests table.
  func requestIdentities(_ tables: StatutoryTables, source: IdentitySource) -> [IdentityRecord] {
    records(tables.form.requestPlans, tables, source)
  }

  /// I4 of the disputes table.
  func disputeIdentities(_ tables: StatutoryTables, source: IdentitySource) -> [IdentityRecord] {
    records(tables.form.disputePlans, tables, source)
  }

  /// I5: what was carried in is what last year carried out; without last year's data 不适用.
  func carriedOver(
    _ tables: StatutoryTables, source: IdentitySource, previous: [PreviousFigure]?,
    previousForm: ReportForm
  ) -> [IdentityRecord] {
    tables.form.requestColumns.map { column in
      guard let previous else { return notApplicable(.carriedOver, column, source) }
      let last = previousForm.cells(.carriedOut, column: column).map { previous.value(of: $0) }
      let now = tables.form.cells(.carriedIn, column: column).map { tables[$0] }
      return record(.carriedOver, column, source, now, last)
    }
  }

  /// I6: 现行有效 follows from last year's; 无法判断 with any unknown cell, 不适用 where last year's form did not count it.
  func validFollows(
    _ tables: StatutoryTables, source: IdentitySource, previous: [PreviousFigure]?,
    previousForm: ReportForm
  ) -> [IdentityRecord] {
    let form = tables.form
    return [DocumentKind.rule, .normative].compactMap { kind in
      guard let valid = form.cell(of: kind, .valid) else { return nil }
      let item = valid.row
      guard let previous,
        previousForm.cell(of: kind, .valid) != nil || previous.has(valid)
      else { return notApplicable(.validFollows, item, source) }
      let left = tables[valid]
      var right: Exact?
      if let last = previous.value(of: valid),
        let made = form.cell(of: kind, .made).flatMap({ tables[$0] }),
        let ended = form.cell(of: kind, .repealed).flatMap({ tables[$0] })
      {
        right = last + made - ended
      }
      let verdict: Verdict =
        if let left, let right { left == right ? .holds : .broken } else { .unknown }
      return IdentityRecord(
        .validFollows, scope: scope, item: item, source: source, left: left, right: right,
        verdict: verdict)
    }
  }

  /// I7: a county table given before against the sum of units, for each cell it has.
  func countySum(_ sum: StatutoryTables, given: [DeclaredCell]) -> [IdentityRecord] {
    given.compactMap { declared in
      sum.form.cell(table: declared.table, row: declared.row, column: declared.column).map {
        record(.unitsAddUp, $0.name, .declared, [declared.value], [sum[$0]])
      }
    }
  }

  /// I10: 规章 only where the unit has the power; the right side is none.
  func rulesNeedPower(
    _ tables: StatutoryTables, source: IdentitySource, mayIssueRules: Bool
  ) -> IdentityRecord {
    let item = DocumentKind.rule.rawValue
    if mayIssueRules { return notApplicable(.rulesNeedPower, item, source) }
    let form = tables.form
    let sum = tables.sum(
      of: form.documentCells.filter { form.document(of: $0) == .rule }.map(\.index))
    return IdentityRecord(
      .rulesNeedPower, scope: scope, item: item, source: source, left: sum.value, right: nil,
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
