import Diagnostics
import Disclosure
import Intake
import Registers

extension StatutoryResult {
  /// The named figures of a scope, for the government's, the office's or a unit's own report.
  package func figures(of scope: ReportScope) -> NamedFigures {
    guard case .unit(let index) = scope else { return figures }
    return FigureMaker(
      input, scope: scope, tables: units[index].used, members: [index], units: units
    ).make().figures
  }
}

/// Names the figures of parts one and six.
struct FigureMaker {
  let input: StatutoryInput
  let scope: ReportScope
  let tables: StatutoryTables
  /// The units whose documents, letters, proposals and fees are counted.
  let members: Set<Int>
  let previous: [PreviousFigure]?
  private let year: ReportingYear
  private let units: [UnitStatutory]
  /// The form of last year's report.
  private let lastForm: ReportForm
  private var figures = NamedFigures()
  private var diagnostics: [Diagnostic] = []

  init(
    _ input: StatutoryInput, scope: ReportScope, tables: StatutoryTables, members: Set<Int>,
    units: [UnitStatutory]
  ) {
    self.input = input
    self.scope = scope
    self.tables = tables
    self.members = members
    previous = input.previous?.of(scope)
    year = input.reportingYear
    self.units = units
    lastForm = ReportForm.of(year: input.year - 1) ?? input.form
  }

  func make() -> (figures: NamedFigures, diagnostics: [Diagnostic]) {
    var maker = self
    maker.nameTableFigures()
    maker.nameRequestShares()
    maker.nameWithdrawals()
    maker.nameLateness()
    maker.nameDocuments()
    maker.nameLetters()
    maker.nameProposals()
    maker.nameFees()
    return (maker.figures, maker.diagnostics)
  }

  /// Why a kind is unknown of some of the units counted.
  private func gap(_ kind: InputKind) -> InputCoverage.Gap? {
    input.coverage.gap(kind, units: members)
  }

  /// A count of a kind's rows, which says nothing where a part of the kind is missing.
  private func counted(_ count: Int, of kind: InputKind) -> FigureValue {
    gap(kind) == nil ? .number(Exact(count)) : .unknown
  }

  // MARK: from the tables

  private mutating func add(
    _ name: String, _ label: String, _ value: FigureValue, measure: String = "件",
    decimals: Int? = 0
  ) {
    figures.append(NamedFigure(name, label, value, measure: measure, decimals: decimals))
  }

  private mutating func nameTableFigures() {
    let sources = FigureSource.list(of: input.form)
    let before = FigureSource.byName(of: lastForm)
    for source in sources {
      let value = PartialSum(source.cells.map { tables[$0] }).value
      add(
        source.name, source.label, FigureValue(value), measure: source.measure,
        decimals: source.decimals)
      compareWithLastYear(source, before[source.name], value)
    }
    // What only other forms count has no value, so that a template may ask for it in any year.
    let named = Set(sources.map(\.name))
    for form in ReportForm.all where form != input.form {
      for source in FigureSource.list(of: form) where !named.contains(source.name) {
        nameAbsent(source)
      }
    }
  }

  private mutating func nameAbsent(_ source: FigureSource) {
    for (suffix, label) in FigureSource.comparisons {
      add(
        source.name + suffix, label(source.label), .notApplicable, measure: source.measure,
        decimals: source.decimals)
    }
  }

  /// Last year's value, the change, and the change in per cent; 不适用 without last year's data.
  private mutating func compareWithLastYear(
    _ source: FigureSource, _ before: FigureSource?, _ value: Exact?
  ) {
    let last: FigureValue
    if let previous {
      // Last year's form may have counted it in other cells, or not at all.
      let own = source.cells.contains(where: previous.has) ? source.cells : nil
      let cells = before.map { $0.cells.contains(where: previous.has) ? $0.cells : own ?? $0.cells }
      last =
        (cells ?? own).map { FigureValue(PartialSum($0.map(previous.value)).value) }
        ?? .notApplicable
    } else {
      last = .notApplicable
    }
    let change: FigureValue
    let percent: FigureValue
    switch last {
    case .number(let before):
      change = FigureValue(value.map { $0 - before })
      percent =
        before.isZero
        ? .notApplicable : FigureValue(value.map { ($0 - before) * Exact(100) / before })
    case .unknown: (change, percent) = (.unknown, .unknown)
    case .notApplicable: (change, percent) = (.notApplicable, .notApplicable)
    }
    add(
      source.name + "_last_year", "上年" + source.label, last, measure: source.measure,
      decimals: source.decimals)
    add(
      source.name + "_change", source.label + "比上年增减", change, measure: source.measure,
      decimals: source.decimals)
    add(
      source.name + "_change_percent", source.label + "比上年增减比例", percent, measure: "%", decimals: 1)
  }

  /// A share in per cent; 不适用 where the whole is zero.
  private func share(_ part: FigureValue?, of whole: FigureValue?) -> FigureValue {
    guard let part, let whole, case .number(let p) = part, case .number(let w) = whole else {
      return .unknown
    }
    return w.isZero ? .notApplicable : .number(p * Exact(100) / w)
  }

  private mutating func nameRequestShares() {
    let answered = figures["requests.answered"]?.value
    for result in RequestRow.Result.allCases {
      add(
        "requests.\(result.figure)_share", result.rawValue + "占办结申请比例",
        share(figures["requests.\(result.figure)"]?.value, of: answered), measure: "%", decimals: 1)
    }
  }

  /// Requests taken back: counted in a row of other results, so that only registers can tell them.
  private mutating func nameWithdrawals() {
    let row = input.form.rows.filter(\.takesWithdrawals).flatMap { row in
      input.form.cell(
        table: StatutoryCell.requestTable, row: row.code, column: StatutoryCell.total
      ).map { [$0] } ?? []
    }
    var count: Int? = input.registers[InformationRequest.self].count {
      members.contains($0.unit) && $0.isTakenBack(in: year)
    }
    for unit in units where members.contains(unit.unit) {
      let isKnown = row.allSatisfy {
        unit.sources[$0.index] == .register || unit.used.isZero(at: $0.index)
      }
      if !isKnown { count = nil }
    }
    add("requests.withdrawn", "申请人撤回", FigureValue(count.map { Exact($0) }))
  }

  private mutating func nameLateness() {
    var judged: Exact?
    var late: Exact?
    if let lateness = input.requestLateness, gap(.requests) == nil {
      let own = members.compactMap { lateness[$0] }
      if own.allSatisfy({ $0.unknown == 0 }) {
        judged = Exact(own.reduce(0) { $0 + $1.judged })
        late = Exact(own.reduce(0) { $0 + $1.late })
      }
    }
    add("requests.judged", "已到期申请", FigureValue(judged))
    add("requests.late", "逾期申请", FigureValue(late))
    let onTime = judged.flatMap { judged in late.map { judged - $0 } }
    add("requests.on_time", "按期办理申请", FigureValue(onTime))
    add(
      "requests.on_time_share", "申请按期办理率", share(FigureValue(onTime), of: FigureValue(judged)),
      measure: "%", decimals: 1)
  }

  // MARK: documents

  private mutating func nameDocuments() {
    let issued = input.registers[DisclosedDocument.self].filter {
      members.contains($0.unit) && $0.isIssued(in: year)
    }
    add("documents.issued.total", "本年制发文件", counted(issued.count, of: .documents))
    for (kind, name) in [
      (DocumentKind.rule, "rules"), (.normative, "normative"), (.other, "other"),
    ] {
      let count = issued.count { $0.kind == kind }
      add("documents.issued.\(name)", "本年制发文件（\(kind.rawValue)）", counted(count, of: .documents))
    }
    let attributes: [(DisclosureAttribute?, String, String)] = [
      (.proactive, "proactive", "主动公开"), (.onRequest, "on_request", "依申请公开"),
      (.withheld, "withheld", "不予公开"), (nil, "unmarked", "未标公开属性"),
    ]
    for (attribute, name, label) in attributes {
      let count = issued.count { $0.attribute == attribute }
      add("documents.disclosed.\(name)", "本年制发文件（\(label)）", counted(count, of: .documents))
    }
    check(
      "本年制发文件按公开属性合计",
      ["proactive", "on_request", "withheld", "unmarked"].map {
        "documents.disclosed.\($0)"
      }, "documents.issued.total")
    nameInterpretation()
  }

  private mutating func nameInterpretation() {
    var counts: [Timeliness: Int] = [:]
    for document in input.registers[DisclosedDocument.self] where members.contains(document.unit) {
      guard let fact = document.interpretation(in: year) else { continue }
      counts[fact.timeliness, default: 0] += 1
    }
    nameTimeliness(
      "documents.interpretation.", "政策解读", counts, isUnknown: gap(.documents) != nil,
      whole: "required")
  }

  private mutating func nameTimeliness(
    _ prefix: String, _ label: String, _ counts: [Timeliness: Int], isUnknown: Bool, whole: String
  ) {
    func value(_ parts: [Timeliness]) -> FigureValue {
      isUnknown || counts[.unknown] != nil
        ? .unknown : .number(Exact(parts.reduce(0) { $0 + counts[$1, default: 0] }))
    }
    add(prefix + whole, label + "应办", value([.onTime, .lateDone, .lateOpen, .pending]))
    add(prefix + "on_time", label + "按期", value([.onTime]))
    add(prefix + "late", label + "逾期", value([.lateDone, .lateOpen]))
    add(prefix + "pending", label + "未到期", value([.pending]))
    add(
      prefix + "on_time_share", label + "按期率",
      share(value([.onTime]), of: value([.onTime, .lateDone, .lateOpen])), measure: "%", decimals: 1
    )
  }

  // MARK: letters and proposals

  private mutating func nameLetters() {
    let all = input.registers[Letter.self].filter { members.contains($0.unit) }
    let facts = all.compactMap { letter in
      letter.answer(in: year).map { (letter: letter, fact: $0) }
    }
    let letters = facts.map(\.letter)
    var counts: [Timeliness: Int] = [:]
    for (_, fact) in facts {
      counts[fact.timeliness, default: 0] += 1
    }
    let answered = facts.count { $0.fact.done != nil }
    add("letters.received", "本年来件", counted(letters.count, of: .letters))
    add("letters.answered", "已答复来件", counted(answered, of: .letters))
    add("letters.unanswered", "未答复来件", counted(letters.count - answered, of: .letters))
    add("letters.public", "公开答复来件", counted(letters.count { $0.isPublic == true }, of: .letters))
    nameTimeliness(
      "letters.", "来件答复", counts, isUnknown: gap(.letters) != nil, whole: "judged")
    let categories = breakDown("letters.by_category", "来件类别", letters.map(\.category), "未分类")
    let channels = breakDown("letters.by_channel", "来件渠道", letters.map(\.channel), "未注明渠道")
    for breakdown in [categories, channels] {
      check("来件按\(breakdown.label)合计", breakdown.items.map(\.value.number), letters.count)
    }
  }

  private mutating func nameProposals() {
    let proposals = input.registers[Proposal.self].filter { members.contains($0.unit) }
    add("proposals.total", "建议提案", counted(proposals.count, of: .proposals))
    let kinds: [(Proposal.Kind, String)] = [
      (.deputies, "deputies"), (.consultative, "consultative"),
    ]
    for (kind, name) in kinds {
      let own = proposals.filter { $0.kind == kind }
      add("proposals.\(name)", kind.rawValue, counted(own.count, of: .proposals))
      for result in ["A", "B", "C", "D"] {
        add(
          "proposals.\(name)_\(result.lowercased())", "\(kind.rawValue)（\(result)类）",
          counted(own.count { $0.result == result }, of: .proposals))
      }
    }
    for result in ["A", "B", "C", "D"] {
      add(
        "proposals.result_\(result.lowercased())", "建议提案（\(result)类）",
        counted(proposals.count { $0.result == result }, of: .proposals))
    }
    let answered = proposals.filter { $0.isAnswered(in: year) }
    add("proposals.answered", "已答复建议提案", counted(answered.count, of: .proposals))
    add(
      "proposals.unanswered", "未答复建议提案", counted(proposals.count - answered.count, of: .proposals))
    add(
      "proposals.public", "公开答复建议提案",
      counted(proposals.count { $0.isPublic == true }, of: .proposals))
    check("建议提案按类别合计", kinds.map { "proposals.\($0.1)" }, "proposals.total")
    check(
      "建议提案按办理结果合计", ["a", "b", "c", "d"].map { "proposals.result_\($0)" }, "proposals.answered")
    guard scope == .county else { return }
    for proposal in answered where proposal.result.isEmpty {
      diagnostics.append(
        Diagnostic(
          .proposalResultMissing, at: proposal.location, unit: input.units[proposal.unit].name,
          found: "\(proposal.kind.rawValue)\(proposal.number)已答复，没有办理结果"))
    }
  }

  private mutating func nameFees() {
    let paid = input.registers[InformationRequest.self].filter {
      members.contains($0.unit) && $0.isFeePaid(in: year)
    }
    add("fees.requests", "收取信息处理费的申请", counted(paid.count, of: .requests))
    add(
      "fees.collected", "收取信息处理费",
      gap(.requests) == nil ? FigureValue(PartialSum(paid.map(\.feeAmount)).value) : .unknown,
      measure: "元", decimals: nil)
    guard scope == .county else { return }
    for request in paid where request.feeAmount == nil {
      diagnostics.append(
        Diagnostic(
          .feeAmountMissing, at: request.location, unit: input.units[request.unit].name,
          found: "申请\(request.number)已缴费，没有收费金额"))
    }
  }

  // MARK: sums

  private mutating func breakDown(
    _ name: String, _ label: String, _ words: [String], _ empty: String
  ) -> FigureBreakdown {
    var counts: [String: Int] = [:]
    for word in words { counts[word.isEmpty ? empty : word, default: 0] += 1 }
    let ordered = counts.ordered { left, right in
      left.value != right.value
        ? left.value > right.value : left.key.precedesInBytes(right.key)
    }
    let items = ordered.enumerated().map { index, pair in
      NamedFigure("\(name).item_\(index + 1)", pair.key, .number(Exact(pair.value)))
    }
    let breakdown = FigureBreakdown(name: name, label: label, items: items)
    figures.breakdowns.append(breakdown)
    return breakdown
  }

  private mutating func check(_ label: String, _ parts: [String], _ whole: String) {
    check(
      label, PartialSum(parts.map { figures[$0]?.value.number }),
      PartialSum([figures[whole]?.value.number]))
  }

  private mutating func check(_ label: String, _ parts: [Exact?], _ whole: Int) {
    check(label, PartialSum(parts), PartialSum([Exact(whole)]))
  }

  private mutating func check(_ label: String, _ left: PartialSum, _ right: PartialSum) {
    let name = input.name(of: scope)
    let verdict = IdentityProof.judge(left, right)
    figures.checks.append(
      FigureCheck(
        label: label, scope: name, left: left.value, right: right.value, verdict: verdict))
    guard verdict == .broken else { return }
    diagnostics.append(
      Diagnostic(
        .figuresDisagree, at: SourceLocation(file: ""), unit: name,
        found: "\(label)：各项之和\(sideText(left.value))，总数\(sideText(right.value))"))
  }
}
