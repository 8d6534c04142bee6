package import Diagnostics
package import Disclosure

/// The published forms of the annual report.
package enum ReportForm: String, Sendable, Hashable {
  /// 国办公开办函〔2021〕30号
  case format2021
  /// The trial form of 2019 (国办公开办函〔2019〕60号), superseded.
  case trial2019

  /// The words a reader sees.
  package var label: String {
    switch self {
    case .format2021: "2021年格式（国办公开办函〔2021〕30号）"
    case .trial2019: "2019年试行格式（国办公开办函〔2019〕60号），已废止"
    }
  }

  /// Columns of table 2 that only the trial form has.
  package static let trialMeasures = [
    "本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "本年增/减", "处理决定数量", "采购项目数量", "采购总金额",
  ]

  /// The form that declared cells are in: row 3.6 without 3.6.1–3.6.3, or a column of the trial table 2.
  package static func recognised(in cells: [DeclaredCell]) -> ReportForm {
    let rows = Set(cells.lazy.filter { $0.table == 3 }.map(\.row))
    if rows.contains("3.6"), !rows.contains("3.6.1"), !rows.contains("3.6.2"),
      !rows.contains("3.6.3")
    {
      return .trial2019
    }
    let measures = cells.lazy.filter { $0.table == 2 }.map { $0.column.filter { !$0.isWhitespace } }
    return measures.contains { trialMeasures.contains($0) } ? .trial2019 : .format2021
  }
}

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
  /// The category rows that some reports give in place of their leaves.
  package static let categoryRows = ["3.3", "3.4", "3.5", "3.6"]

  /// Judges the declared cells of one report; a cell without a value is 未知.
  package static func check(_ cells: [DeclaredCell], scope: String) -> ReportCheck {
    let form = ReportForm.recognised(in: cells)
    let tables = StatutoryTables(declared: cells)
    let proof = IdentityProof(scope: scope)
    let identities =
      (proof.requestIdentities(tables, source: .declared)
      + proof.disputeIdentities(tables, source: .declared)).sorted()
    let file =
      cells.first.map { SourceLocation(file: $0.location.file) } ?? SourceLocation(file: "")
    var diagnostics: [Diagnostic] = []
    if form == .trial2019 {
      diagnostics.append(
        Diagnostic(.supersededForm, at: file, unit: scope, found: "\(scope)的年度报告用的是2019年试行格式"))
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
      diagnostics: diagnostics.sorted())
  }

  private static func categoryTotals(
    _ cells: [DeclaredCell], _ tables: StatutoryTables
  ) -> [CategoryTotals] {
    var given: [String: [String: Exact?]] = [:]
    for cell in cells where cell.table == 3 && categoryRows.contains(cell.row) {
      given[cell.column, default: [:]][cell.row] = .some(cell.value)
    }
    return StatutoryCell.requestColumns.compactMap { column in
      guard let rows = given[column], rows.keys.contains(where: { $0 != "3.6" }) else {
        return nil
      }
      let parts: [Exact?] =
        [tables[3, "3.1", column], tables[3, "3.2", column]]
        + categoryRows.map { rows[$0] ?? nil }
      let left = PartialSum(parts)
      let right = PartialSum([tables[3, "3.7", column]])
      return CategoryTotals(
        column: column, left: left.value, right: right.value,
        verdict: IdentityProof.judge(left, right))
    }
  }
}

/// A side of an identity as a reader sees it.
func sideText(_ value: Exact?) -> String { value?.text ?? "未知" }
