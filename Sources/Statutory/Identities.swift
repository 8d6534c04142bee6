import Disclosure

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
    StatutoryCell.disputeBlocks.map { block in
      record(
        .i4, block, source, [tables[4, block, StatutoryCell.total]],
        DisputeOutcome.allCases.map { tables[4, block, $0.rawValue] })
    }
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
    let sum = PartialSum(StatutoryCell.cells(ofTable: 2).prefix(3).map { tables[$0] })
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
