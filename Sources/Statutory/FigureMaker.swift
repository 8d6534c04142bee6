import Diagnostics
import Disclosure
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
  private let placement: Placement
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
    placement = Placement(input)
  }

  func make() -> (figures: NamedFigures, diagnostics: [Diagnostic]) {
    var maker = self
    maker.nameTableFigures()
    maker.nameRequestShares()
    maker.nameLateness()
    maker.nameDocuments()
    maker.nameLetters()
    maker.nameProposals()
    maker.nameFees()
    for figure in input.extraFigures[scope] ?? [] { maker.figures.append(figure) }
    return (maker.figures, maker.diagnostics)
  }

  // MARK: from the tables

  private struct Source {
    let name: String
    let label: String
    var measure = "件"
    var decimals: Int? = 0
    let cells: [StatutoryCell]
  }

  private static func sources() -> [Source] {
    let all = StatutoryCell.total
    func requests(_ rows: [String], _ column: String = all) -> [StatutoryCell] {
      rows.compactMap { StatutoryCell(table: 3, row: $0, column: column) }
    }
    func leaves(_ prefix: String) -> [StatutoryCell] {
      requests(RequestRow.all.map(\.code).filter { $0.hasPrefix(prefix) })
    }
    func disputes(_ blocks: [String], _ column: String = all) -> [StatutoryCell] {
      blocks.compactMap { StatutoryCell(table: 4, row: $0, column: column) }
    }
    func proactive(_ row: String, _ column: String) -> [StatutoryCell] {
      StatutoryCell(table: 2, row: row, column: column).map { [$0] } ?? []
    }
    var list: [Source] = [
      Source(name: "requests.received", label: "本年新收申请", cells: requests(["1"])),
      Source(name: "requests.carried_in", label: "上年结转申请", cells: requests(["2"])),
      Source(name: "requests.to_handle", label: "本年应办理申请", cells: requests(["1", "2"])),
      Source(name: "requests.answered", label: "本年办结申请", cells: requests(["3.7"])),
      Source(name: "requests.carried_out", label: "结转下年度申请", cells: requests(["4"])),
      Source(name: "requests.granted", label: "予以公开", cells: requests(["3.1"])),
      Source(name: "requests.partial", label: "部分公开", cells: requests(["3.2"])),
      Source(name: "requests.refused", label: "不予公开", cells: leaves("3.3.")),
      Source(name: "requests.unavailable", label: "无法提供", cells: leaves("3.4.")),
      Source(name: "requests.not_processed", label: "不予处理", cells: leaves("3.5.")),
      Source(name: "requests.other", label: "其他处理", cells: leaves("3.6.")),
    ]
    let applicants: [(ApplicantKind, String)] = [
      (.naturalPerson, "natural_person"), (.business, "business"), (.research, "research"),
      (.publicWelfare, "public_welfare"), (.legalService, "legal_service"), (.other, "other"),
    ]
    for (kind, name) in applicants {
      list.append(
        Source(
          name: "requests.received_from_\(name)", label: "本年新收申请（\(kind.rawValue)）",
          cells: requests(["1"], kind.rawValue)))
    }
    list.append(
      Source(
        name: "requests.received_from_organisations", label: "本年新收申请（法人或其他组织）",
        cells: applicants.dropFirst().flatMap { requests(["1"], $0.0.rawValue) }))
    for row in RequestRow.all where row.isLeaf && row.code.split(separator: ".").count == 3 {
      let name = row.code.split(separator: ".").joined(separator: "_")
      list.append(
        Source(name: "requests.row_\(name)", label: row.label, cells: requests([row.code])))
    }
    let blocks: [(DisputeKind, String)] = [
      (.review, "reviews"), (.directLitigation, "direct_suits"),
      (.litigationAfterReview, "suits_after_review"),
    ]
    let outcomes: [(DisputeOutcome, String)] = [
      (.upheld, "upheld"), (.corrected, "corrected"), (.other, "other"), (.open, "open"),
    ]
    for (kind, name) in blocks {
      list.append(
        Source(name: "disputes.\(name)", label: kind.rawValue, cells: disputes([kind.rawValue])))
      for (outcome, suffix) in outcomes {
        list.append(
          Source(
            name: "disputes.\(name)_\(suffix)", label: "\(kind.rawValue)\(outcome.rawValue)",
            cells: disputes([kind.rawValue], outcome.rawValue)))
      }
    }
    let suits = [DisputeKind.directLitigation.rawValue, DisputeKind.litigationAfterReview.rawValue]
    list.append(Source(name: "disputes.suits", label: "行政诉讼", cells: disputes(suits)))
    for (outcome, suffix) in outcomes {
      list.append(
        Source(
          name: "disputes.suits_\(suffix)", label: "行政诉讼\(outcome.rawValue)",
          cells: disputes(suits, outcome.rawValue)))
    }
    for (kind, name) in [(DocumentKind.rule, "rules"), (DocumentKind.normative, "normative")] {
      for (measure, suffix) in [("本年制发件数", "made"), ("本年废止件数", "repealed"), ("现行有效件数", "valid")] {
        list.append(
          Source(
            name: "documents.\(name).\(suffix)", label: kind.rawValue + measure,
            cells: proactive(kind.rawValue, measure)))
      }
    }
    for (row, name) in [("行政许可", "licences"), ("行政处罚", "penalties"), ("行政强制", "coercions")] {
      list.append(
        Source(
          name: "decisions.\(name)", label: row + "处理决定", cells: proactive(row, "本年处理决定数量")))
    }
    list.append(
      Source(
        name: "charges.amount", label: "行政事业性收费金额", measure: "万元", decimals: nil,
        cells: proactive("行政事业性收费", "本年收费金额（单位：万元）")))
    return list
  }

  private mutating func add(
    _ name: String, _ label: String, _ value: FigureValue, measure: String = "件",
    decimals: Int? = 0
  ) {
    figures.append(NamedFigure(name, label, value, measure: measure, decimals: decimals))
  }

  private mutating func nameTableFigures() {
    for source in Self.sources() {
      let value = PartialSum(source.cells.map { tables[$0] }).value
      add(
        source.name, source.label, FigureValue(value), measure: source.measure,
        decimals: source.decimals)
      compareWithLastYear(source, value)
    }
  }

  /// Last year's value, the change, and the change in per cent; 不适用 without last year's data.
  private mutating func compareWithLastYear(_ source: Source, _ value: Exact?) {
    let last: FigureValue
    if let previous {
      let parts = source.cells.map { cell in
        previous.first { $0.isCell(table: cell.table, row: cell.row, column: cell.column) }?.value
      }
      last = FigureValue(PartialSum(parts).value)
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
    for (name, label) in [
      ("granted", "予以公开"), ("partial", "部分公开"), ("refused", "不予公开"), ("unavailable", "无法提供"),
      ("not_processed", "不予处理"), ("other", "其他处理"),
    ] {
      add(
        "requests.\(name)_share", label + "占办结申请比例",
        share(figures["requests.\(name)"]?.value, of: answered), measure: "%", decimals: 1)
    }
  }

  private mutating func nameLateness() {
    var judged: Exact?
    var late: Exact?
    if let lateness = input.requestLateness {
      let own = members.compactMap { lateness[$0] }
      judged = Exact(own.reduce(0) { $0 + $1.judged })
      late = Exact(own.reduce(0) { $0 + $1.late })
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
    let issued = input.documents.filter {
      members.contains($0.unit) && input.period.contains($0.issued) && $0.issued <= input.asOf
    }
    add("documents.issued.total", "本年制发文件", .number(Exact(issued.count)))
    for (kind, name) in [
      (DocumentKind.rule, "rules"), (.normative, "normative"), (.other, "other"),
    ] {
      let count = issued.count { $0.kind == kind }
      add("documents.issued.\(name)", "本年制发文件（\(kind.rawValue)）", .number(Exact(count)))
    }
    let attributes: [(DisclosureAttribute?, String, String)] = [
      (.proactive, "proactive", "主动公开"), (.onRequest, "on_request", "依申请公开"),
      (.withheld, "withheld", "不予公开"), (nil, "unmarked", "未标公开属性"),
    ]
    for (attribute, name, label) in attributes {
      let count = issued.count { $0.attribute == attribute }
      add("documents.disclosed.\(name)", "本年制发文件（\(label)）", .number(Exact(count)))
    }
    check(
      "本年制发文件按公开属性合计",
      ["proactive", "on_request", "withheld", "unmarked"].map {
        "documents.disclosed.\($0)"
      }, "documents.issued.total")
    nameInterpretation()
  }

  /// Interpretation is due 3 working days after 公开日期 (rulings.md, "Statutory").
  private mutating func nameInterpretation() {
    var counts: [Timeliness: Int] = [:]
    var isUnknown = false
    for document in input.documents where members.contains(document.unit) {
      guard document.kind != .other, document.attribute == .proactive,
        let published = placement.known(document.published), input.period.contains(published)
      else { continue }
      guard
        let outcome = Timeliness(
          from: published, workdays: 3, done: placement.known(document.interpreted),
          asOf: input.asOf, calendar: input.calendar)
      else {
        isUnknown = true
        missingCalendar(published, at: document.location, unit: document.unit)
        continue
      }
      counts[outcome, default: 0] += 1
    }
    nameTimeliness(
      "documents.interpretation.", "政策解读", counts, isUnknown: isUnknown, whole: "required")
  }

  private mutating func nameTimeliness(
    _ prefix: String, _ label: String, _ counts: [Timeliness: Int], isUnknown: Bool, whole: String
  ) {
    func value(_ parts: [Timeliness]) -> FigureValue {
      isUnknown
        ? .unknown : .number(Exact(parts.reduce(0) { $0 + counts[$1, default: 0] }))
    }
    add(prefix + whole, label + "应办", value(Timeliness.allCases))
    add(prefix + "on_time", label + "按期", value([.onTime]))
    add(prefix + "late", label + "逾期", value([.lateDone, .lateOpen]))
    add(prefix + "pending", label + "未到期", value([.pending]))
    add(
      prefix + "on_time_share", label + "按期率",
      share(value([.onTime]), of: value([.onTime, .lateDone, .lateOpen])), measure: "%", decimals: 1
    )
  }

  private mutating func missingCalendar(_ day: PlainDate, at place: SourceLocation, unit: Int) {
    diagnostics.append(
      Diagnostic(
        .statutoryCalendarMissing, at: place, unit: input.units[unit].name,
        found: "\(day.iso) 之后的工作日没有日历数据"))
  }

  // MARK: letters and proposals

  private mutating func nameLetters() {
    let letters = input.letters.filter {
      members.contains($0.unit) && input.period.contains($0.received) && $0.received <= input.asOf
    }
    var counts: [Timeliness: Int] = [:]
    var isUnknown = false
    for letter in letters {
      if let outcome = Timeliness(
        from: letter.received, workdays: 5, done: placement.known(letter.answered),
        asOf: input.asOf, calendar: input.calendar)
      {
        counts[outcome, default: 0] += 1
      } else {
        isUnknown = true
        missingCalendar(letter.received, at: letter.location, unit: letter.unit)
      }
    }
    let answered = letters.count { placement.known($0.answered) != nil }
    add("letters.received", "本年来件", .number(Exact(letters.count)))
    add("letters.answered", "已答复来件", .number(Exact(answered)))
    add("letters.unanswered", "未答复来件", .number(Exact(letters.count - answered)))
    add("letters.public", "公开答复来件", .number(Exact(letters.count { $0.isPublic == true })))
    nameTimeliness("letters.", "来件答复", counts, isUnknown: isUnknown, whole: "judged")
    let categories = breakDown("letters.by_category", "来件类别", letters.map(\.category), "未分类")
    let channels = breakDown("letters.by_channel", "来件渠道", letters.map(\.channel), "未注明渠道")
    for breakdown in [categories, channels] {
      check("来件按\(breakdown.label)合计", breakdown.items.map(\.value.number), letters.count)
    }
  }

  private mutating func nameProposals() {
    let proposals = input.proposals.filter { members.contains($0.unit) }
    add("proposals.total", "建议提案", .number(Exact(proposals.count)))
    let kinds: [(Proposal.Kind, String)] = [
      (.deputies, "deputies"), (.consultative, "consultative"),
    ]
    for (kind, name) in kinds {
      let own = proposals.filter { $0.kind == kind }
      add("proposals.\(name)", kind.rawValue, .number(Exact(own.count)))
      for result in ["A", "B", "C", "D"] {
        add(
          "proposals.\(name)_\(result.lowercased())", "\(kind.rawValue)（\(result)类）",
          .number(Exact(own.count { $0.result == result })))
      }
    }
    for result in ["A", "B", "C", "D"] {
      add(
        "proposals.result_\(result.lowercased())", "建议提案（\(result)类）",
        .number(Exact(proposals.count { $0.result == result })))
    }
    let answered = proposals.filter { placement.known($0.answered) != nil }
    add("proposals.answered", "已答复建议提案", .number(Exact(answered.count)))
    add("proposals.unanswered", "未答复建议提案", .number(Exact(proposals.count - answered.count)))
    add(
      "proposals.public", "公开答复建议提案", .number(Exact(proposals.count { $0.isPublic == true })))
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
    let paid = input.requests.filter {
      guard let day = placement.known($0.feePaid) else { return false }
      return members.contains($0.unit) && input.period.contains(day)
    }
    add("fees.requests", "收取信息处理费的申请", .number(Exact(paid.count)))
    add(
      "fees.collected", "收取信息处理费", FigureValue(PartialSum(paid.map(\.feeAmount)).value),
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
    let ordered = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
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
