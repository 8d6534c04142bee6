import Disclosure
import ReportDocument
import Scoring

/// The columns of 指标得分 worked out once: what each shows, and the live formula that reproduces the
/// scoring order (rulings.md, "Scoring") from the cells to its left.
struct ScoreSheet: Sendable {
  /// What a cell of a column holds.
  enum Value: Hashable, Sendable {
    case number(Exact)
    case unknown
    case notApplicable
    case word(String)
    case none

    /// The number, where there is one.
    var number: Exact? { if case .number(let value) = self { value } else { nil } }
  }

  /// What a column is.
  enum Kind: Sendable {
    case leaf(Int)
    case subtotal(Subtotal)
    case earned, applicable, full, treated, majors
    case bonusItem(Int)
    case bonus, vetoScore, ceiling, total, grade
  }

  /// An inner node: the columns it adds up, and how.
  struct Subtotal: Sendable {
    let parts: [Int]
    /// Stops at 0 (`cap: parent`, `cap: top`).
    let stopsAtZero: Bool
    /// The node's points, over which its applicable parts are spread; nil: not spread.
    let spread: Exact?
  }

  struct Column: Sendable {
    let kind: Kind
    let heading: String
    /// The points that count as applicable where the cell holds a number.
    var points = Exact.zero
    var formula: Formula?
  }

  let system: IndicatorSystem
  /// The columns from `firstColumn` on; unit and group come before.
  private(set) var columns: [Column] = []
  /// The first columns are unit and group.
  static let firstColumn = 2
  /// The columns of the tree, counted in `columns`.
  private(set) var tree = 0..<0
  /// The columns of the first level, which add up to the sum of the tree.
  private(set) var firstLevel: [Int] = []
  /// True where the sum of the tree stops at 0.
  private(set) var topStops = false
  /// Where the single columns stand in `columns`.
  private(set) var columnIndex: [String: Int] = [:]

  /// Compiles a system; `gradeNames` is where the names of the grades stand, best first.
  init(_ system: IndicatorSystem, gradeNames: Formula) {
    self.system = system
    var leaf = 0
    var parts: [Int] = []
    for node in system.indicators { add(node, isTop: true, leaf: &leaf, to: &parts) }
    tree = 0..<columns.count
    firstLevel = parts
    topStops = system.stopsAtZero(nil, system.indicators)
    addTail(gradeNames)
  }

  private mutating func add(
    _ node: IndicatorNode, isTop: Bool, leaf: inout Int, to parts: inout [Int]
  ) {
    switch node.body {
    case .rule:
      parts.append(columns.count)
      columns.append(
        Column(
          kind: .leaf(leaf), heading: "\(node.id) \(node.name)（\(node.points.text)分）",
          points: node.points))
      leaf += 1
    case .children(let children):
      let first = columns.count
      var inner: [Int] = []
      for child in children { add(child, isTop: false, leaf: &leaf, to: &inner) }
      let stops = system.stopsAtZero(node, children)
      let spreads = system.notApplicable == .respread
      guard isTop || stops || spreads, !inner.isEmpty else {
        parts += inner
        return
      }
      let subtotal = Subtotal(
        parts: inner, stopsAtZero: stops, spread: spreads ? node.points : nil)
      let formula = formula(subtotal, span: first..<columns.count)
      parts.append(columns.count)
      columns.append(
        Column(
          kind: .subtotal(subtotal), heading: "\(node.id) \(node.name)小计（\(node.points.text)分）",
          points: node.points, formula: formula))
    }
  }

  // MARK: Formulas

  private static func cell(_ column: Int) -> Formula { .cell(column: column + firstColumn) }
  private static func area(_ span: Range<Int>) -> Formula {
    .area(columns: (span.lowerBound + firstColumn)...(span.upperBound - 1 + firstColumn))
  }

  private func sum(_ parts: [Int]) -> Formula {
    var runs: [Range<Int>] = []
    for part in parts {
      if let last = runs.last, last.upperBound == part {
        runs[runs.count - 1] = last.lowerBound..<(part + 1)
      } else {
        runs.append(part..<(part + 1))
      }
    }
    return .sum(of: runs.map { $0.count == 1 ? Self.cell($0.lowerBound) : Self.area($0) })
  }

  /// The points of those parts that hold a number.
  private func applicable(_ parts: [Int], span: Range<Int>) -> Formula {
    let counted = Set(parts)
    let points = span.map { counted.contains($0) ? columns[$0].points.constant : .integer(0) }
    return .sumOver(.isNumber(Self.area(span)) * .constants(points))
  }

  private func unlessUnknown(_ span: Range<Int>, _ formula: Formula) -> Formula {
    .choose(
      if: Formula.countIf(Self.area(span), equals: .word(.unknown)).isGreater(than: .integer(0)),
      then: .word(.unknown), else: formula)
  }

  private func formula(_ subtotal: Subtotal, span: Range<Int>) -> Formula {
    var value = sum(subtotal.parts)
    if subtotal.stopsAtZero { value = .largest(.integer(0), value) }
    if let points = subtotal.spread {
      let applicable = applicable(subtotal.parts, span: span)
      value = .choose(
        if: applicable.equals(.integer(0)), then: value,
        else: value * points.constant / applicable)
    }
    return unlessUnknown(
      span,
      .choose(
        if: Formula.count(Self.area(span)).equals(.integer(0)), then: .word(.notApplicable),
        else: value))
  }

  /// The leaves under a part, whose points count as applicable; under `respread` the part itself.
  var countedParts: [Int] {
    if system.notApplicable == .respread { return firstLevel }
    return tree.filter { if case .leaf = columns[$0].kind { true } else { false } }
  }

  private mutating func addTail(_ gradeNames: Formula) {
    func ref(_ key: String) -> Formula { columnIndex[key].map(Self.cell) ?? .integer(0) }
    let isDrop = system.notApplicable == .drop
    let hasMajors = !system.majors.isEmpty
    let bonusItems = system.bonus?.items ?? []
    let hasVetoScore = system.vetoes.contains { if case .score = $0.effect { true } else { false } }
    let hasCeiling = system.vetoes.contains {
      if case .gradeAtMost = $0.effect { true } else { false }
    }
    func append(_ key: String, _ kind: Kind, _ heading: String, _ formula: Formula? = nil) {
      columnIndex[key] = columns.count
      columns.append(Column(kind: kind, heading: heading, formula: formula))
    }

    append("applicable", .applicable, "适用分值", applicable(countedParts, span: tree))
    var value = sum(firstLevel)
    if topStops { value = .largest(.integer(0), value) }
    append(
      "earned", .earned, "指标得分合计",
      unlessUnknown(
        tree,
        .choose(
          if: ref("applicable").equals(.integer(0)), then: .word(.notApplicable), else: value)))
    append("full", .full, "满分")
    var current = "earned"
    if system.notApplicable == .renormalise || system.notApplicable == .respread {
      append(
        "treated", .treated, "折算得分",
        .choose(
          if: .isNumber(ref("earned")), then: ref("earned") / ref("applicable") * ref("full"),
          else: ref("earned")))
      current = "treated"
    }
    if hasMajors { append("majors", .majors, "重大扣分") }
    let afterMajors = hasMajors ? ref(current) - ref("majors") : ref(current)
    /// The score as it compares with marks of the full system.
    func normalised(_ score: Formula) -> Formula {
      isDrop ? score / ref("applicable") * ref("full") : score
    }
    if let bonus = system.bonus {
      let first = columns.count
      for (index, item) in bonusItems.enumerated() {
        columns.append(Column(kind: .bonusItem(index), heading: "\(item.id) \(item.name)（加分）"))
      }
      let items = sum(Array(first..<columns.count))
      let gain = Formula.smallest(bonus.cap.constant, items)
      let opened = bonus.opensAbove.map {
        Formula.choose(
          if: Formula.round(normalised(afterMajors), decimals: 9).isGreater(than: $0.constant),
          then: gain, else: .integer(0))
      }
      append(
        "bonus", .bonus, "计入加分",
        .choose(if: .isNumber(ref(current)), then: opened ?? gain, else: .integer(0)))
    }
    if hasVetoScore { append("veto", .vetoScore, "否决后不高于") }
    if hasCeiling { append("ceiling", .ceiling, "等级不高于") }
    let mark = isDrop ? ref("applicable") : ref("full")
    let roof = system.bonus.map { mark + $0.cap.constant } ?? mark
    let raw = system.bonus == nil ? afterMajors : afterMajors + ref("bonus")
    let bounded = Formula.smallest(of: hasVetoScore ? [roof, raw, ref("veto")] : [roof, raw])
    append(
      "total", .total, "总分",
      .choose(
        if: .isNumber(ref(current)),
        then: .round(.largest(.integer(0), bounded), decimals: system.rounding.decimals),
        else: ref(current)))
    guard !system.grades.isEmpty else { return }
    let marks = Formula.constants(system.grades.map(\.from.constant))
    let score = Formula.round(normalised(ref("total")), decimals: 9)
    var position = Formula.smallest(
      .integer(system.grades.count),
      .integer(1) + .sumOver(marks.isGreater(than: score) * .integer(1)))
    if hasCeiling { position = .largest(position, .position(of: ref("ceiling"), in: gradeNames)) }
    append(
      "grade", .grade, "等级",
      .choose(
        if: .isNumber(ref("total")), then: .element(of: gradeNames, at: position),
        else: .word(BlankReason.none)))
  }
}
