package import Diagnostics
package import Disclosure

/// Totals by category (3.1 + 3.2 + （三）+ … + （六）) against 3.7, where a report gives only these.
package struct CategoryTotals: Sendable, Hashable {
  package let column: String
  package let left: Exact?
  package let right: Exact?
  package let verdict: Verdict
}

/// The verdicts on one report made elsewhere.
package struct ReportCheck: Sendable {
  package let scope: String
  package let form: ReportForm
  package let tables: StatutoryTables
  /// I1–I4, sorted.
  package let identities: [IdentityRecord]
  /// Notes, not identities: category totals are not cells.
  package let categoryTotals: [CategoryTotals]
  package let diagnostics: [Diagnostic]

  /// How many records have a verdict.
  package func count(_ verdict: Verdict, of identity: Identity? = nil) -> Int {
    identities.count { $0.verdict == verdict && (identity == nil || $0.identity == identity) }
  }

  /// True where no identity is broken.
  package var passes: Bool { count(.broken) == 0 }
}

/// Judges any unit's report without a pipeline (`nianbao check-report`).
package enum ReportChecker {
  /// Judges the declared cells of one report; a cell without a value is 未知.
  package static func check(_ cells: [DeclaredCell], scope: String) -> ReportCheck {
    let tables = StatutoryTables(declared: cells)
    let form = tables.form
    let proof = IdentityProof(scope: scope)
    let identities =
      (proof.requestIdentities(tables, source: .declared)
      + proof.disputeIdentities(tables, source: .declared)).ordered()
    let file =
      cells.first.map { SourceLocation(file: $0.location.file) } ?? SourceLocation(file: "")
    var diagnostics: [Diagnostic] = []
    if form.isSuperseded {
      diagnostics.append(
        Diagnostic(.supersededForm, at: file, unit: scope, found: "\(scope)的年度报告用的是\(form.name)"))
    }
    for record in identities where record.verdict == .broken {
      diagnostics.append(Diagnostic(broken: record, rule: .unitIdentityBroken, at: file))
    }
    let totals = categoryTotals(cells, tables)
    for total in totals where total.verdict == .broken {
      diagnostics.append(
        Diagnostic(
          .categoryTotalsDiffer, at: file, unit: scope,
          found: "\(total.column)列：各类合计\(sideText(total.left))，（七）总计\(sideText(total.right))"))
    }
    return ReportCheck(
      scope: scope, form: form, tables: tables, identities: identities, categoryTotals: totals,
      diagnostics: diagnostics.ordered())
  }

  private static func categoryTotals(
    _ cells: [DeclaredCell], _ tables: StatutoryTables
  ) -> [CategoryTotals] {
    let form = tables.form
    let codes = form.categoryCodes
    let single = form.rows.filter { $0.isLeaf && $0.heading.isEmpty }
    var given: [String: [String: Exact?]] = [:]
    for cell in cells where cell.table == StatutoryCell.requestTable && codes.contains(cell.row) {
      given[cell.column, default: [:]][cell.row] = .some(cell.value)
    }
    return form.requestColumns.compactMap { column in
      guard let rows = given[column] else { return nil }
      let parts: [Exact?] =
        single.map { tables[StatutoryCell.requestTable, $0.code, column] }
        + codes.map { rows[$0] ?? nil }
      let left = PartialSum(parts)
      let right = PartialSum(form.cells(.total, column: column).map { tables[$0] })
      return CategoryTotals(
        column: column, left: left.value, right: right.value,
        verdict: IdentityProof.judge(left, right))
    }
  }
}

/// A side of an identity as a reader sees it.
func sideText(_ value: Exact?) -> String { value?.text ?? "未知" }
