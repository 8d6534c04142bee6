import Diagnostics
import Disclosure
import ProgressLog
import Registers
import ReportDocument
package import Statutory
import WorkPlan

/// The facts of one report's text, each with the name by which a template uses it.
package struct ReportFacts: Sendable {
  /// Every figure that the text may use.
  package private(set) var figures: [NamedFigure] = []
  /// What a template sees.
  private(set) var root = Fact(kind: .group)
  package let settings: ReportSettings
  package let tables: StatutoryTables
  package let year: Int
  let asOf: PlainDate
  /// The title of the report as its metadata has it.
  let title: String
  /// The name of the report's files, without what follows the dot.
  package let fileName: String
  /// Drawings by the name that templates use.
  private(set) var charts: [String: FlowChart] = [:]
  /// The jurisdiction or the unit, as identities name it.
  package let scope: String
  private let sources: ReportSources
  private var indices: [String: Int] = [:]

  /// Names the facts of a report.
  package init(
    _ result: StatutoryResult, scope: ReportScope = .county, settings: ReportSettings,
    sources: ReportSources = ReportSources()
  ) {
    self.settings = settings
    self.sources = sources
    year = result.input.year
    asOf = result.input.asOf
    title = ReportName.title(organ: settings.organ, result.input)
    fileName = ReportName.files(of: result.input)
    tables = result.tables(of: scope)
    self.scope = result.input.name(of: scope)
    let own = result.figures(of: scope)
    for figure in own.all { enter(sources.usable(figure)) }
    for figure in own.all { compare(figure.name) }
    for breakdown in own.breakdowns { add(breakdown) }
    addParts()
    addWords(result, scope)
    root.set("left_out", .words(sources.leftOut.joined(separator: "；")))
    add(sources.plan)
    add(sources.problems)
    add(sources.entries)
    add(sources.ages)
    add(sources.lookBack)
    add(sources.narrative)
    draw()
  }

  /// The figure of a name.
  package func figure(_ name: String) -> NamedFigure? { indices[name].map { figures[$0] } }

  /// Every name that a template may use outside lists.
  package var names: [String] { root.paths() }

  // MARK: figures

  @discardableResult
  mutating func register(_ figure: NamedFigure) -> Fact {
    let index = figures.count
    figures.append(figure)
    indices[figure.name] = index
    let number = figure.value.number
    var fact = Fact(
      kind: .figure(index, text: figure.text, isPositive: number.map { $0 > .zero } ?? false))
    fact.children["known"] = .flag(number != nil)
    fact.children["zero"] = .flag(number?.isZero ?? false)
    return fact
  }

  /// The node at a path; nil where there is none.
  func fact(at path: String) -> Fact? {
    path.split(separator: ".").reduce(Optional(root)) { $0?.children[String($1)] }
  }

  mutating func set(_ path: String, _ fact: Fact) { root.set(path, fact) }

  private mutating func enter(_ figure: NamedFigure) {
    let fact = register(figure)
    root.set(figure.name, fact)
  }

  /// Names a figure and what it was last year; `lastYear` where its source says it.
  @discardableResult
  mutating func add(_ figure: NamedFigure, lastYear: Exact? = nil) -> Fact {
    enter(figure)
    compare(figure.name, lastYear: lastYear)
    return fact(at: figure.name) ?? Fact(kind: .group)
  }

  private mutating func add(_ breakdown: FigureBreakdown) {
    let items = breakdown.items.map { item in
      Fact(
        kind: .group, children: ["label": .words(item.label), "count": register(item)])
    }
    setList(breakdown.name, items, sample: ["label", "count"])
  }

  /// A list whose items know whether they are the last.
  mutating func setList(_ name: String, _ items: [Fact], sample: [String]) {
    var sampled: [String: Fact] = ["last": .flag(true), "number": .words("")]
    for key in sample { sampled[key] = .words("") }
    let numbered = items.enumerated().map { index, item in
      var item = item
      item.children["last"] = .flag(index == items.count - 1)
      item.children["number"] = .words(ChineseNumber.text(index + 1))
      return item
    }
    root.set(name, Fact(kind: .list(numbered, sample: sampled)))
    root.set(name + "_any", .flag(!items.isEmpty))
  }

  /// `previous` and `compared` of a count: last year's value, and 比上年增加3件，增长12.5%.
  ///
  /// Last year's statutory data says it for figures of the tables, else last year's open data does.
  private mutating func compare(_ name: String, lastYear given: Exact? = nil) {
    guard let index = indices[name], figures[index].measure != "%",
      !["_last_year", "_change", "_change_percent"].contains(where: { name.hasSuffix($0) })
    else { return }
    let figure = figures[index]
    var phrase = ""
    var previous = Fact(kind: .words(""), children: ["known": .flag(false), "zero": .flag(false)])
    if let index = indices[name + "_last_year"], figures[index].value.number != nil {
      if let fact = fact(at: name + "_last_year") { previous = fact }
      phrase = comparison(
        figure, indices[name + "_change"], indices[name + "_change_percent"])
    } else if let before = given ?? sources.lastYear[name] {
      func named(_ suffix: String, _ label: String, _ value: FigureValue, percent: Bool = false)
        -> NamedFigure
      {
        NamedFigure(
          name + suffix, label, value, measure: percent ? "%" : figure.measure,
          decimals: percent ? 1 : figure.decimals)
      }
      previous = register(named(".previous", "上年" + figure.label, .number(before)))
      if let now = figure.value.number {
        register(named(".change", figure.label + "比上年增减", .number(now - before)))
        let share: FigureValue =
          before.isZero ? .notApplicable : .number((now - before) * Exact(100) / before)
        register(named(".change_percent", figure.label + "比上年增减比例", share, percent: true))
        phrase = comparison(figure, indices[name + ".change"], indices[name + ".change_percent"])
      }
    }
    root.set(name + ".previous", previous)
    root.set(name + ".compared", Fact(kind: .phrase(phrase)))
  }

  private func comparison(_ figure: NamedFigure, _ change: Int?, _ percent: Int?) -> String {
    guard let change, let size = figures[change].value.number else { return "" }
    if size.isZero { return "与上年持平" }
    var phrase = "比上年" + (size.isNegative ? "减少" : "增加") + magnitude(change) + figure.measure
    if let percent, figures[percent].value.number != nil {
      phrase += "，" + (size.isNegative ? "下降" : "增长") + magnitude(percent) + "%"
    }
    return phrase
  }

  /// A figure without its sign; the words around it say the direction.
  private func magnitude(_ index: Int) -> String {
    FactMark.marked(String(figures[index].text.drop { $0 == "-" }), figure: index)
  }

  /// Lists of what requests came to and from whom, without the kinds that did not occur.
  private mutating func addParts() {
    func items(_ names: [(name: String, label: String)], share: Bool) -> [Fact] {
      names.compactMap { part in
        guard let count = root.children["requests"]?.children[part.name], !count.isNull else {
          return nil
        }
        var item = Fact(kind: .group, children: ["label": .words(part.label), "count": count])
        if share {
          item.children["share"] = root.children["requests"]?.children[part.name + "_share"]
        }
        return item
      }
    }
    let results = items(
      RequestRow.Result.allCases.map { ($0.figure, $0.rawValue) }, share: true)
    setList("requests.by_result", results, sample: ["label", "count", "share"])
    let applicants = items(
      [
        ("received_from_natural_person", "自然人"), ("received_from_business", "商业企业"),
        ("received_from_research", "科研机构"), ("received_from_public_welfare", "社会公益组织"),
        ("received_from_legal_service", "法律服务机构"), ("received_from_other", "其他组织"),
      ], share: false)
    setList("requests.by_applicant", applicants, sample: ["label", "count"])
  }

  // MARK: charts

  /// Draws what has figures; a chart without any is left out of the text.
  private mutating func draw() {
    let results = [
      ("granted", "予以公开"), ("partial", "部分公开"), ("refused", "不予公开"), ("unavailable", "无法提供"),
      ("not_processed", "不予处理"), ("other", "其他处理"),
    ]
    draw(
      "requests", "本年度申请办理结果",
      results.map { (label: $0.1, figures: ["requests.\($0.0)"]) }, series: ["件数"])
    let kinds = [
      ("disclosure", "信息公开"), ("interpretation", "政策解读"), ("response", "回应关切"),
      ("consultation", "意见征集"), ("open_meeting", "会议公开"),
    ]
    draw(
      "publications", "主动公开各类事项",
      kinds.map { (label: $0.1, figures: ["entries.\($0.0)"]) }, series: ["条数"])
    let themes = root.children["plan"]?.children["by_theme"].map { fact -> [(String, Int)] in
      guard case .list(let items, _) = fact.kind else { return [] }
      return items.enumerated().map { index, item in
        (item.children["theme"]?.renderedWords ?? "", index + 1)
      }
    }
    draw(
      "plan", "年度要点各主题应办事项与完成情况",
      (themes ?? []).map {
        (label: $0.0, figures: ["plan.theme_\($0.1).due", "plan.theme_\($0.1).completed"])
      }, series: ["应办事项", "已完成"])
  }

  private mutating func draw(
    _ name: String, _ title: String, _ groups: [(label: String, figures: [String])],
    series: [String]
  ) {
    let known = groups.compactMap { group -> (label: String, figures: [NamedFigure])? in
      let figures = group.figures.compactMap { figure($0) }
      let isKnown = figures.count == series.count && figures.allSatisfy { $0.value.number != nil }
      return isKnown ? (group.label, figures) : nil
    }
    guard let measure = known.first?.figures.first?.measure,
      known.contains(where: { $0.figures.contains { $0.value.number?.isZero == false } })
    else {
      root.set("charts." + name, Fact(kind: .phrase("")))
      return
    }
    charts[name] = FlowChart(
      title: title, measure: measure, categories: known.map(\.label),
      series: series.enumerated().map { index, name in
        FlowChart.Series(
          name, values: known.map { $0.figures[index].value.number.flatMap { Double($0.text) } },
          texts: known.map { $0.figures[index].text },
          figures: known.map { $0.figures[index].name })
      })
    root.set("charts." + name, Fact(kind: .phrase(FactMark.chart(name))))
  }

  // MARK: words

  private mutating func addWords(_ result: StatutoryResult, _ scope: ReportScope) {
    let input = result.input
    for (name, text) in [
      ("organ", settings.organ), ("publisher", settings.publisher),
      ("jurisdiction", input.jurisdiction), ("year", String(input.year)),
      ("last_year", String(input.year - 1)), ("next_year", String(input.year + 1)),
      ("as_of", input.asOf.chinese), ("mark", settings.mark),
      ("period.first", input.period.first.chinese),
      ("period.last", min(input.period.last, input.asOf).chinese),
      ("contact.website", settings.website), ("contact.address", settings.address),
      ("contact.postcode", settings.postcode), ("contact.telephone", settings.telephone),
      ("contact.email", settings.email),
      ("form.title", input.form.documentTitle), ("form.number", input.form.documentNumber),
    ] { root.set(name, .words(text)) }
    for (name, value) in [
      ("is_county", scope == .county), ("is_unit", scope != .county),
      ("contact.given", !settings.address.isEmpty || !settings.telephone.isEmpty),
      ("is_interim", ReportName.isInterim(input)), ("brief", settings.partOneLimit != nil),
      ("has_last_year", figure("requests.received_last_year")?.value.number != nil),
    ] { root.set(name, .flag(value)) }
    for (name, table) in [
      ("proactive", StatutoryCell.proactiveTable), ("requests", StatutoryCell.requestTable),
      ("disputes", StatutoryCell.disputeTable),
    ] {
      root.set("tables." + name, Fact(kind: .phrase(FactMark.table(table))))
    }
    let listed = result.units
    func count(_ standing: UnitStanding) -> Int { listed.count { $0.standing == standing } }
    for (name, label, standing) in [
      ("units.summed", "计入汇总的单位", UnitStanding.summed),
      ("units.vertical", "垂直管理单位", .verticallyManaged),
      ("units.waived", "未报送已豁免的单位", .waived),
    ] {
      add(NamedFigure(name, label, .number(Exact(count(standing))), measure: "个"))
    }
  }

  // MARK: plan, problems

  /// A share in per cent; 不适用 where the whole is zero or not given.
  private static func share(
    _ name: String, _ label: String, _ part: Int?, _ whole: Int?
  ) -> NamedFigure {
    var value = FigureValue.notApplicable
    if let part, let whole, whole > 0 { value = .number(Exact(part * 100, whole)) }
    return NamedFigure(name, label, value, measure: "%", decimals: 1)
  }

  private mutating func add(_ plan: PlanResults?) {
    let counts = plan?.total
    let themes = plan?.themes ?? []
    root.set("plan.title", .words(plan.map { $0.title.isEmpty ? "年度政务公开工作要点" : $0.title } ?? ""))
    root.set("plan.given", .flag(plan.map { !$0.tasks.isEmpty } ?? false))
    add(Self.figure("plan.tasks", "要点任务", plan?.tasks.count))
    add(Self.figure("plan.themes", "要点主题", plan.map { _ in themes.count }, "个"))
    add(
      Self.figure(
        "plan.finished", "全部销号的任务", plan.map { _ in themes.reduce(0) { $0 + $1.finished } }))
    add(Self.figure("plan.due", "应办事项", counts?.due))
    add(Self.figure("plan.completed", "已完成事项", counts?.completed))
    add(Self.figure("plan.on_time", "按期完成事项", counts?.onTime))
    add(Self.figure("plan.late", "逾期完成事项", counts?.late))
    add(Self.figure("plan.missed", "逾期未完成事项", counts?.missed))
    add(Self.figure("plan.pending", "未到期事项", counts?.pending))
    add(Self.figure("plan.unknown", "无法判断事项", counts?.unknown))
    add(Self.share("plan.completion_rate", "完成率", counts?.completed, counts?.due))
    add(Self.share("plan.on_time_rate", "按期率", counts?.onTime, counts?.due))
    let items = themes.enumerated().map { index, theme in
      let prefix = "plan.theme_\(index + 1)."
      return Fact(
        kind: .group,
        children: [
          "theme": .words(theme.theme),
          "tasks": register(Self.figure(prefix + "tasks", theme.theme + "任务", theme.tasks)),
          "finished": register(
            Self.figure(prefix + "finished", theme.theme + "销号任务", theme.finished)),
          "due": register(Self.figure(prefix + "due", theme.theme + "应办事项", theme.counts.due)),
          "completed": register(
            Self.figure(prefix + "completed", theme.theme + "已完成事项", theme.counts.completed)),
          "missed": register(
            Self.figure(prefix + "missed", theme.theme + "逾期未完成事项", theme.counts.missed)),
          "completion_rate": register(
            Self.share(
              prefix + "completion_rate", theme.theme + "完成率", theme.counts.completed,
              theme.counts.due)),
        ])
    }
    setList(
      "plan.by_theme", items,
      sample: ["theme", "tasks", "finished", "due", "completed", "missed", "completion_rate"])
    let worst = (plan?.tasks ?? []).enumerated().filter { $0.element.counts.missed > 0 }.ordered {
      ($1.element.counts.missed, $0.offset) < ($0.element.counts.missed, $1.offset)
    }.prefix(3)
    let open = worst.enumerated().map { index, one in
      Fact(
        kind: .group,
        children: [
          "task": .words(one.element.task), "title": .words(one.element.title),
          "missed": register(
            Self.figure(
              "plan.open_\(index + 1).missed", "任务\(one.element.task)逾期未完成事项",
              one.element.counts.missed)),
        ])
    }
    setList("plan.open_tasks", open, sample: ["task", "title", "missed"])
  }

  private mutating func add(_ problems: [TypicalProblem]?) {
    let found = problems?.reduce(0) { $0 + $1.count }
    let rectified = problems?.reduce(0) { $0 + $1.rectified }
    add(Self.figure("problems.found", "日常检查发现问题", found, "个"))
    add(Self.figure("problems.rectified", "已整改问题", rectified, "个"))
    add(Self.share("problems.rectified_share", "问题整改率", rectified, found))
    let items = (problems ?? []).prefix(5).enumerated().map { index, problem in
      Fact(
        kind: .group,
        children: [
          "category": .words(problem.category),
          "count": register(
            Self.figure("problems.item_\(index + 1).count", problem.category, problem.count, "个")),
          "units": register(
            Self.figure(
              "problems.item_\(index + 1).units", problem.category + "涉及单位", problem.units, "个")),
        ])
    }
    setList("problems.typical", Array(items), sample: ["category", "count", "units"])
  }
}
