import Disclosure
import ProgressLog
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
  /// The jurisdiction or the unit, as identities name it.
  package let scope: String
  private var places: [String: Int] = [:]

  /// Names the facts of a report; without `plan`, `problems` or `entries` theirs are 不适用.
  package init(
    _ result: StatutoryResult, scope: ReportScope = .county, settings: ReportSettings,
    plan: PlanResults? = nil, problems: [TypicalProblem]? = nil, entries: EntryCounts? = nil
  ) {
    self.settings = settings
    year = result.input.year
    tables = result.tables(of: scope)
    self.scope = result.input.name(of: scope)
    let own = result.figures(of: scope)
    for figure in own.all { add(figure) }
    for breakdown in own.breakdowns { add(breakdown) }
    addComparisons()
    addParts()
    addWords(result, scope)
    add(plan)
    add(problems)
    add(entries)
  }

  /// The figure of a name.
  package func figure(_ name: String) -> NamedFigure? { places[name].map { figures[$0] } }

  /// Every name that a template may use outside lists.
  package var names: [String] { root.paths() }

  // MARK: figures

  @discardableResult
  private mutating func register(_ figure: NamedFigure) -> Fact {
    let index = figures.count
    figures.append(figure)
    places[figure.name] = index
    let number = figure.value.number
    var fact = Fact(
      kind: .figure(index, text: figure.text, isPositive: number.map { $0 > .zero } ?? false))
    fact.children["known"] = .flag(number != nil)
    fact.children["zero"] = .flag(number?.isZero ?? false)
    return fact
  }

  private mutating func add(_ figure: NamedFigure) {
    let fact = register(figure)
    root.set(figure.name, fact)
  }

  private mutating func add(_ breakdown: FigureBreakdown) {
    let items = breakdown.items.map { item in
      Fact(
        kind: .group, children: ["label": .words(item.label), "count": register(item)])
    }
    setList(breakdown.name, items, sample: ["label", "count"])
  }

  /// A list whose items know whether they are the last.
  private mutating func setList(_ name: String, _ items: [Fact], sample: [String]) {
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

  /// `compared`: 比上年增加3件，增长12.5%; empty without last year's data.
  private mutating func addComparisons() {
    for figure in figures where figure.name.hasSuffix("_change") {
      let base = String(figure.name.dropLast("_change".count))
      guard places[base] != nil else { continue }
      var phrase = ""
      if let change = figure.value.number, let index = places[figure.name] {
        if change.isZero {
          phrase = "与上年持平"
        } else {
          let isMore = !change.isNegative
          phrase = "比上年" + (isMore ? "增加" : "减少") + magnitude(index) + figure.measure
          if let percent = places[base + "_change_percent"], figures[percent].value.number != nil {
            phrase += "，" + (isMore ? "增长" : "下降") + magnitude(percent) + "%"
          }
        }
      }
      root.set(base + ".compared", Fact(kind: .phrase(phrase)))
    }
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
      [
        ("granted", "予以公开"), ("partial", "部分公开"), ("refused", "不予公开"), ("unavailable", "无法提供"),
        ("not_processed", "不予处理"), ("other", "其他处理"),
      ], share: true)
    setList("requests.by_result", results, sample: ["label", "count", "share"])
    let applicants = items(
      [
        ("received_from_natural_person", "自然人"), ("received_from_business", "商业企业"),
        ("received_from_research", "科研机构"), ("received_from_public_welfare", "社会公益组织"),
        ("received_from_legal_service", "法律服务机构"), ("received_from_other", "其他组织"),
      ], share: false)
    setList("requests.by_applicant", applicants, sample: ["label", "count"])
  }

  // MARK: words

  private mutating func addWords(_ result: StatutoryResult, _ scope: ReportScope) {
    let input = result.input
    for (name, text) in [
      ("organ", settings.organ), ("publisher", settings.publisher),
      ("jurisdiction", input.jurisdiction), ("year", String(input.year)),
      ("last_year", String(input.year - 1)), ("next_year", String(input.year + 1)),
      ("as_of", input.asOf.chinese), ("mark", settings.mark),
      ("contact.website", settings.website), ("contact.address", settings.address),
      ("contact.postcode", settings.postcode), ("contact.telephone", settings.telephone),
      ("contact.email", settings.email),
    ] { root.set(name, .words(text)) }
    for (name, value) in [
      ("is_county", scope == .county), ("is_unit", scope != .county),
      ("has_last_year", figure("requests.received_last_year")?.value.number != nil),
    ] { root.set(name, .flag(value)) }
    for (name, table) in [("proactive", 2), ("requests", 3), ("disputes", 4)] {
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

  // MARK: plan, problems, entries

  private static func figure(
    _ name: String, _ label: String, _ value: Int?, _ measure: String = "项"
  ) -> NamedFigure {
    NamedFigure(name, label, value.map { .number(Exact($0)) } ?? .notApplicable, measure: measure)
  }

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
    let worst = (plan?.tasks ?? []).enumerated().filter { $0.element.counts.missed > 0 }.sorted {
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

  private mutating func add(_ entries: EntryCounts?) {
    add(Self.figure("entries.total", "公开事项记录", entries?.total, "条"))
    let kinds: [(EntryKind, String)] = [
      (.disclosure, "disclosure"), (.interpretation, "interpretation"), (.response, "response"),
      (.consultation, "consultation"), (.openMeeting, "open_meeting"), (.training, "training"),
      (.briefing, "briefing"), (.interaction, "interaction"), (.other, "other"),
    ]
    for (kind, name) in kinds {
      add(Self.figure("entries.\(name)", kind.rawValue, entries?.kind(kind), "条"))
    }
    let channels: [(EntryChannel, String)] = [
      (.website, "website"), (.newMedia, "new_media"), (.gazette, "gazette"), (.other, "other"),
      (.unstated, "unstated"),
    ]
    for (channel, name) in channels {
      add(
        Self.figure(
          "entries.by_\(name)", channel.rawValue + "发布", entries?.channel(channel), "条"))
    }
  }
}
