package import Assessment
import Diagnostics
import Disclosure
package import Statutory

/// A neutral tree for `run.json`; the caller writes it as JSON, keys in this order.
package indirect enum SummaryNode: Sendable, Equatable {
  case object([(key: String, value: SummaryNode)])
  case array([SummaryNode])
  case string(String)
  case integer(Int)
  case boolean(Bool)
  case null

  /// Equal where keys, order and values are.
  package static func == (left: SummaryNode, right: SummaryNode) -> Bool {
    switch (left, right) {
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    case (.array(let a), .array(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.boolean(let a), .boolean(let b)): a == b
    case (.null, .null): true
    default: false
    }
  }

  /// The value of a key; nil for anything but an object that has it.
  package subscript(key: String) -> SummaryNode? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// The content of `run.json` (schema 1): internal, always with ranks; nothing of it depends on the clock.
package enum RunSummary {
  /// Builds the tree; `statutory` is nil where a run ended before it.
  package static func tree(
    pipeline: String, isBlocked: Bool, _ context: ReportContext, _ result: AssessmentResult?,
    statutory: StatutoryResult?
  ) -> SummaryNode {
    var members: [(key: String, value: SummaryNode)] = [
      ("schema", .integer(1)), ("pipeline", .string(pipeline)), ("year", .integer(context.year)),
      ("as_of", .string(context.asOf.iso)), ("status", .string(isBlocked ? "blocked" : "ok")),
      ("inputs", .array(inputs(context))),
      (
        "diagnostics",
        .array(
          context.problemTotals.sorted { $0.rule.code < $1.rule.code }.map {
            .object([
              ("code", .string($0.rule.code)), ("severity", .string($0.rule.severity.rawValue)),
              ("count", .integer($0.count)),
            ])
          })
      ),
    ]
    if let result {
      members.append(("units", .array(result.units.map { unit($0, result.system) })))
      members.append(
        (
          "tasks",
          .array(
            zip(result.schedule.tasks, result.tasks).map { task, counts in
              .object([("task", .string(task.id))] + outcomes(counts))
            })
        ))
    }
    if let statutory {
      members.append(("statutory", tables(statutory.county)))
      members.append(("identities", .array(statutory.identities.sorted().map(identity))))
    }
    return .object(members)
  }

  private static func inputs(_ context: ReportContext) -> [SummaryNode] {
    context.inputs.sorted { RuleWords.inCodeOrder($0.file, $1.file) }.map {
      .object([
        ("file", .string($0.file)), ("kind", .string($0.kind)), ("sha256", .string($0.sha256)),
        ("rows", .integer($0.rows)), ("accepted", .integer($0.accepted)),
        ("quarantined", .integer($0.quarantined)), ("blank", .integer($0.blank)),
      ])
    }
  }

  private static func outcomes(_ counts: OutcomeCounts) -> [(key: String, value: SummaryNode)] {
    [
      ("on_time", .integer(counts.onTime)), ("late", .integer(counts.late)),
      ("missed", .integer(counts.missed)), ("pending", .integer(counts.pending)),
      ("unknown", .integer(counts.unknown)),
    ]
  }

  /// One unit; a score that is unknown is null, one that does not apply is absent.
  static func unit(_ unit: UnitAssessment, _ system: IndicatorSystem) -> SummaryNode {
    let places = system.rounding.places
    var members: [(key: String, value: SummaryNode)] = [
      ("unit", .string(unit.unit.name)), ("group", .string(unit.unit.group)),
    ]
    if let total = unit.score.total {
      members.append(("score", .string(total.fixed(places: places))))
      if let rank = unit.score.rank { members.append(("rank", .integer(rank))) }
      if let grade = unit.score.grade { members.append(("grade", .string(grade))) }
    } else if unit.score.isApplicable {
      members.append(("score", .null))
    }
    members.append(("obligations", .object(outcomes(unit.obligations.total))))
    let requests = unit.requests
    members.append(
      (
        "requests",
        .object([
          ("received", .integer(requests.received)), ("carried_in", .integer(requests.carriedIn)),
          ("answered", .integer(requests.answered)), ("late", .integer(requests.late)),
          ("carried_out", .integer(requests.carriedOut)),
        ])
      ))
    let leaves = unit.score.leaves.compactMap { indicator($0, places: places, isBonus: false) }
    let bonus = unit.score.bonus.compactMap { indicator($0, places: places, isBonus: true) }
    members.append(("indicators", .array(leaves + bonus)))
    return .object(members)
  }

  /// An indicator that applies; a bonus item shows what it earned, before mark and cap, without points.
  private static func indicator(_ leaf: LeafResult, places: Int, isBonus: Bool) -> SummaryNode? {
    let score: SummaryNode
    switch leaf.state {
    case .scored(let value): score = .string(value.fixed(places: places))
    case .unknown: score = .null
    case .notApplicable, .excluded, .granted: return nil
    }
    var members: [(key: String, value: SummaryNode)] = [("id", .string(leaf.id))]
    if !isBonus { members.append(("points", .string(leaf.points.text))) }
    members.append(("score", score))
    if let part = leaf.numerator, let whole = leaf.denominator {
      members.append(("numerator", .string(String(part))))
      members.append(("denominator", .string(String(whole))))
    }
    return .object(members)
  }

  private static func tables(_ tables: StatutoryTables) -> SummaryNode {
    func decimal(_ value: Exact?) -> SummaryNode { value.map { .string($0.text) } ?? .null }
    func whole(_ value: Exact?) -> SummaryNode {
      value.map { number in number.integer.map { .integer($0) } ?? .string(number.text) } ?? .null
    }
    func rows(_ rows: [(row: String, cells: [(column: String, value: Exact?)])]) -> SummaryNode {
      .object(
        rows.map { row in
          (key: row.row, value: .object(row.cells.map { (key: $0.column, value: whole($0.value)) }))
        })
    }
    return .object([
      ("table2", .object(tables.table2.map { (key: $0.key, value: decimal($0.value)) })),
      ("table3", rows(tables.table3)), ("table4", rows(tables.table4)),
    ])
  }

  private static func identity(_ record: IdentityRecord) -> SummaryNode {
    func side(_ value: Exact?) -> SummaryNode { value.map { .string($0.text) } ?? .null }
    return .object([
      ("id", .string(record.id)), ("scope", .string(record.scope)), ("item", .string(record.item)),
      ("source", .string(record.source.rawValue)), ("left", side(record.left)),
      ("right", side(record.right)), ("verdict", .string(record.verdict.rawValue)),
    ])
  }
}
