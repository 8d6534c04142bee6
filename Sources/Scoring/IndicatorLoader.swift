import Configuration
package import Diagnostics
package import Disclosure
import Registers
package import WorkPlan

/// Reads indicators.yaml into an assessment system, once the units and the plan are known.
///
/// Beside the shapes of scoring.md and of the rulings it takes: `full_by_group` (classes of units with different full marks),
/// `step` over `manual` and `external`, `rule:` as a source of a blend, `indicator:` beside a blend's source, and shares as percentages.
package enum IndicatorLoader {
  /// The system, and every fault of the file; nil where it has an error.
  package static func load(
    text: String, file: String, groups: [String], tasks: [WorkTask], units: [ReportingUnit]
  ) -> (system: IndicatorSystem?, problems: [Diagnostic]) {
    var decoder = IndicatorDecoder(
      file: file, vocabulary: IndicatorVocabulary(groups: groups, tasks: tasks, units: units))
    let system = decoder.system(text)
    return (decoder.reader.hasErrors ? nil : system, decoder.reader.problems)
  }
}

/// The names that a system may use.
struct IndicatorVocabulary: Sendable {
  let groups: [String]
  let attributes: Set<String>
  /// Registered names by every name and alias.
  let unitNames: [String: String]
  let themes: Set<String>
  let tasks: Set<String>
  let units: [ReportingUnit]

  init(groups: [String], tasks: [WorkTask], units: [ReportingUnit]) {
    var known: [String] = []
    for group in groups + units.flatMap(\.allGroups) where !known.contains(group) {
      known.append(group)
    }
    self.groups = known
    self.units = units
    attributes = units.reduce(into: []) { $0.formUnion($1.attributes) }
    var names: [String: String] = [:]
    names.reserveCapacity(units.reduce(0) { $0 + 1 + $1.aliases.count })
    for unit in units {
      for alias in unit.aliases { names[alias] = unit.name }
    }
    for unit in units { names[unit.name] = unit.name }
    unitNames = names
    themes = Set(tasks.map(\.theme))
    self.tasks = Set(tasks.map(\.id))
  }
}

/// A node while faults are still being collected.
struct IndicatorDraft {
  enum Body {
    case children([IndicatorDraft])
    case rule(IndicatorRule)
    case broken
  }
  let source: ConfigNode
  let id: String
  let name: String
  /// Nil where the points could not be read.
  let points: Exact?
  let appliesTo: Applicability?
  let partial: Bool
  let filter: ObligationFilter?
  let basis: String
  let body: Body

  /// The finished node; nil where a part is broken.
  var node: IndicatorNode? {
    guard let points else { return nil }
    let finished: IndicatorNode.Body
    switch body {
    case .broken: return nil
    case .rule(let rule): finished = .rule(rule)
    case .children(let drafts):
      let nodes = drafts.compactMap(\.node)
      guard nodes.count == drafts.count else { return nil }
      finished = .children(nodes)
    }
    return IndicatorNode(
      id: id, name: name, points: points, appliesTo: appliesTo, partial: partial, filter: filter,
      basis: basis, body: finished)
  }

  /// The draft itself if it has a rule, else the leaves below it.
  var leaves: [IndicatorDraft] {
    if case .children(let drafts) = body { return drafts.flatMap(\.leaves) }
    return [self]
  }

  /// The draft and all below it.
  var all: [IndicatorDraft] {
    if case .children(let drafts) = body { return [self] + drafts.flatMap(\.all) }
    return [self]
  }
}

/// Decodes one indicators.yaml.
struct IndicatorDecoder {
  var reader: ConfigReader
  let vocabulary: IndicatorVocabulary
  /// The line of each id met so far.
  var ids: [String: Int] = [:]

  init(file: String, vocabulary: IndicatorVocabulary) {
    reader = ConfigReader(file: file)
    self.vocabulary = vocabulary
  }

  /// The whole system; nil where a part is broken.
  mutating func system(_ text: String) -> IndicatorSystem? {
    guard let document = reader.document(text),
      let fields = reader.fields(document, IndicatorKeys.root)
    else { return nil }
    let name = reader.name(fields["system"])
    let title = reader.name(fields["title"])
    let basis = reader.text(fields["basis"]) ?? ""
    let full = fullMark(fields["full"])
    let fullByGroup = fullByGroup(fields["full_by_group"])
    let partial = reader.boolean(fields["partial"]) ?? false
    let rounding = rounding(fields["rounding"])
    let ranking = ranking(fields["ranking"])
    let treatment =
      reader.choice(fields["not_applicable"], of: IndicatorSystem.NotApplicable.self)
      ?? .renormalise
    let grades = grades(fields["grades"])
    let items = reader.list(fields["indicators"])
    if let node = fields["indicators"], items.isEmpty, case .sequence = node.content {
      reader.refuse(node, expected: "至少一个指标")
    }
    let drafts = items.compactMap { draft($0, under: full, level: 1) }
    let bonus = bonus(fields["bonus"])
    let majors = reader.list(fields["majors"]).compactMap { major($0) }
    let vetoes = reader.list(fields["vetoes"]).compactMap { veto($0, grades) }
    let guidance = guidance(fields["guidance"], leaves: drafts.flatMap(\.leaves), all: drafts)
    if let full, drafts.count == items.count {
      checkSums(
        drafts, full: full, fullByGroup: fullByGroup, partial: partial,
        at: fields["indicators"] ?? document)
    }
    let nodes = drafts.compactMap(\.node)
    guard let name, let title, let full, nodes.count == items.count else { return nil }
    return IndicatorSystem(
      system: name, title: title, basis: basis, full: full, fullByGroup: fullByGroup,
      partial: partial, rounding: rounding, ranking: ranking, notApplicable: treatment,
      grades: grades, indicators: nodes, bonus: bonus, majors: majors, vetoes: vetoes,
      guidance: guidance)
  }

  private mutating func fullMark(_ node: ConfigNode?) -> Exact? {
    guard let node, let value = reader.number(node, atLeast: .zero) else { return nil }
    guard !value.isZero else {
      reader.refuse(node, expected: "大于 0 的数")
      return nil
    }
    return value
  }

  private mutating func fullByGroup(_ node: ConfigNode?) -> [String: Exact] {
    var result: [String: Exact] = [:]
    for entry in reader.entries(node) {
      if !vocabulary.groups.contains(entry.key) {
        unknown(
          entry.value, "分组“\(entry.key)”不在单位名册里", word: entry.key, known: vocabulary.groups)
      }
      if let value = fullMark(entry.value) { result[entry.key] = value }
    }
    return result
  }

  private mutating func rounding(_ node: ConfigNode?) -> IndicatorSystem.Rounding {
    let fields = node.flatMap { reader.fields($0, IndicatorKeys.rounding) }
    return IndicatorSystem.Rounding(
      decimals: reader.integer(fields?["places"], 0...6) ?? 2,
      at: reader.choice(fields?["at"], of: IndicatorSystem.Rounding.Moment.self) ?? .indicator)
  }

  private mutating func ranking(_ node: ConfigNode?) -> IndicatorSystem.Ranking {
    let fields = node.flatMap { reader.fields($0, IndicatorKeys.ranking) }
    return IndicatorSystem.Ranking(
      within: reader.choice(fields?["within"], of: IndicatorSystem.Ranking.Field.self) ?? .group,
      ties: reader.choice(fields?["ties"], of: IndicatorSystem.Ranking.Ties.self) ?? .shared)
  }

  private mutating func grades(_ node: ConfigNode?) -> [IndicatorSystem.Grade] {
    var result: [IndicatorSystem.Grade] = []
    for item in reader.list(node) {
      guard let fields = reader.fields(item, IndicatorKeys.grade) else { continue }
      let name = reader.name(fields["name"])
      let from = reader.number(fields["from"])
      guard let name, let from else { continue }
      if result.contains(where: { $0.name == name }), let node = fields["name"] {
        reader.refuse(node, expected: "没有用过的等次名称")
      }
      if let last = result.last, last.from <= from, let node = fields["from"] {
        reader.refuse(node, expected: "小于上一等的 from（\(last.from.text)），等次从高到低写")
      }
      result.append(IndicatorSystem.Grade(name: name, from: from))
    }
    return result
  }

  /// Notes an id; the second use of one is a fault.
  private mutating func claim(_ node: ConfigNode?) -> String? {
    guard let node, let id = reader.name(node) else { return nil }
    if let line = ids[id] {
      reader.report(
        .indicatorDuplicateID, node, found: "编号“\(id)”在第 \(line) 行已经用过")
    } else {
      ids[id] = node.line
    }
    return id
  }

  private mutating func draft(_ node: ConfigNode, under parent: Exact?, level: Int)
    -> IndicatorDraft?
  {
    guard let fields = reader.fields(node, IndicatorKeys.node) else { return nil }
    let id = claim(fields["id"])
    let name = reader.name(fields["name"])
    let points = points(fields, under: parent)
    let appliesTo = applicability(fields["applies_to"])
    let partial = reader.boolean(fields["partial"]) ?? false
    let filter = filter(fields["where"])
    let basis = reader.text(fields["basis"]) ?? ""
    let body: IndicatorDraft.Body
    switch (fields["children"], fields["rule"]) {
    case (let children?, nil):
      let items = reader.list(children)
      if items.isEmpty, case .sequence = children.content {
        reader.refuse(children, expected: "至少一个下级指标")
      }
      let drafts = items.compactMap { draft($0, under: points, level: level + 1) }
      body = drafts.count == items.count && !items.isEmpty ? .children(drafts) : .broken
      if let whereNode = fields["where"] {
        reader.report(
          .indicatorWithoutEffect, whereNode, found: "where 写在有下级的指标上", expected: "where 写在有规则的指标上")
      }
    case (nil, let rule?):
      let found = self.rule(rule, RuleContext(points: points, level: level, isBonus: false))
      body = found.map { .rule($0) } ?? .broken
      if let found { checkEffect(of: fields, on: found) }
    case (nil, nil):
      reader.report(.indicatorBody, node, found: "既没有 children 也没有 rule")
      body = .broken
    case (_?, _?):
      reader.report(.indicatorBody, node, found: "同时写了 children 和 rule")
      body = .broken
    }
    guard let id, let name else { return nil }
    return IndicatorDraft(
      source: node, id: id, name: name, points: points, appliesTo: appliesTo, partial: partial,
      filter: filter, basis: basis, body: body)
  }

  /// Absolute points; a weight is a percentage of the parent's.
  private mutating func points(_ fields: Fields, under parent: Exact?) -> Exact? {
    switch (fields["points"], fields["weight"]) {
    case (let points?, nil): return reader.number(points, atLeast: .zero)
    case (nil, let weight?):
      var share: Exact?
      if case .scalar(let text, _) = weight.content, let percent = ConfigReader.percent(text) {
        share = percent
        if percent.isNegative || percent > .one {
          reader.refuse(weight, expected: "0 到 100 之间的百分比")
          return nil
        }
      } else {
        share = reader.number(weight, atLeast: .zero, atMost: Exact(100)).map { $0 / Exact(100) }
      }
      guard let parent, let share else { return nil }
      return parent * share
    case (nil, nil):
      reader.report(.indicatorPoints, fields.node, found: "points 和 weight 都没有写")
      return nil
    case (_?, _?):
      reader.report(.indicatorPoints, fields.node, found: "points 和 weight 都写了")
      return nil
    }
  }

  private mutating func applicability(_ node: ConfigNode?) -> Applicability? {
    guard let node, let fields = reader.fields(node, IndicatorKeys.appliesTo) else { return nil }
    var groups: Set<String> = []
    for item in reader.names(fields["groups"]) {
      if !vocabulary.groups.contains(item.text) {
        unknown(item.node, "分组“\(item.text)”不在单位名册里", word: item.text, known: vocabulary.groups)
      }
      groups.insert(item.text)
    }
    var attributes: Set<String> = []
    for item in reader.names(fields["attributes"]) {
      if !vocabulary.attributes.contains(item.text) {
        reader.report(
          .configurationDoubtful, item.node, found: "没有单位有属性“\(item.text)”",
          expected: "单位名册“属性”列里出现的文字："
            + vocabulary.attributes.ordered().joined(separator: "、"))
      }
      attributes.insert(item.text)
    }
    var units: Set<String> = []
    for item in reader.names(fields["units"]) {
      if let name = unit(item.text, item.node) { units.insert(name) }
    }
    if groups.isEmpty, attributes.isEmpty, units.isEmpty, !reader.hasErrors {
      reader.refuse(node, expected: "groups、attributes、units 至少列出一个；对全部单位适用时删去 applies_to")
    }
    return Applicability(groups: groups, attributes: attributes, units: units)
  }

  private mutating func unit(_ text: String, _ node: ConfigNode) -> String? {
    if let name = vocabulary.unitNames[text] { return name }
    unknown(
      node, "单位“\(text)”不在单位名册里", word: text, known: Array(vocabulary.unitNames.keys),
      listed: false)
    return nil
  }

  private mutating func filter(_ node: ConfigNode?) -> ObligationFilter? {
    guard let node, let fields = reader.fields(node, IndicatorKeys.filter) else { return nil }
    var themes: Set<String> = []
    for item in reader.names(fields["themes"]) {
      if !vocabulary.themes.contains(item.text) {
        // A plan need not have a task of every theme this year; a slip is still worth saying.
        let near = Nearness.nearest(to: item.text, among: vocabulary.themes)
        reader.report(
          .configurationDoubtful, item.node, found: "任务清单里没有主题“\(item.text)”的任务",
          expected: "以下之一：\(vocabulary.themes.ordered().joined(separator: "、"))",
          remedy: near.map { "是否想写“\($0)”？确属本意可不改" })
      }
      themes.insert(item.text)
    }
    var tasks: Set<String> = []
    for item in reader.names(fields["tasks"]) {
      let id = TextFolding.foldTaskNumber(item.text)
      if !vocabulary.tasks.contains(id) {
        unknown(
          item.node, "任务编号“\(item.text)”不在任务清单里", word: id, known: Array(vocabulary.tasks),
          listed: false)
      }
      tasks.insert(id)
    }
    var clauses: Set<DeadlineClause.Kind> = []
    for item in reader.list(fields["clauses"]) {
      if let kind = reader.choice(item, of: DeadlineClause.Kind.self) { clauses.insert(kind) }
    }
    return ObligationFilter(themes: themes, tasks: tasks, clauses: clauses)
  }

  /// `where` only restricts rules that look at obligations and entries.
  private mutating func checkEffect(of fields: Fields, on rule: IndicatorRule) {
    guard let node = fields["where"], !rule.kind.looksAtObligations else { return }
    reader.report(
      .indicatorWithoutEffect, node, found: "where 对这一种规则不起作用",
      expected: "where 只用于\(RuleKinds.restricted)")
  }

  private mutating func bonus(_ node: ConfigNode?) -> IndicatorSystem.Bonus? {
    guard let node, let fields = reader.fields(node, IndicatorKeys.bonus) else { return nil }
    let cap = reader.number(fields["cap"], atLeast: .zero)
    let mark = reader.number(fields["opens_above"])
    let items = reader.list(fields["items"]).compactMap { bonusItem($0) }
    guard let cap else { return nil }
    return IndicatorSystem.Bonus(cap: cap, opensAbove: mark, items: items)
  }

  private mutating func bonusItem(_ node: ConfigNode) -> IndicatorNode? {
    guard let fields = reader.fields(node, IndicatorKeys.bonusItem) else { return nil }
    let id = claim(fields["id"])
    let name = reader.name(fields["name"])
    let points = reader.number(fields["points"], atLeast: .zero)
    let appliesTo = applicability(fields["applies_to"])
    let filter = filter(fields["where"])
    let basis = reader.text(fields["basis"]) ?? ""
    let rule = fields["rule"].flatMap {
      self.rule($0, RuleContext(points: points, level: 1, isBonus: true))
    }
    if let rule { checkEffect(of: fields, on: rule) }
    if let rule, points == nil, fields["points"] == nil, rule.kind.needsPoints {
      reader.report(
        .indicatorPoints, node, found: "加分项 \(id ?? "") 没有写 points，而它的规则按分值计算",
        expected: "points：这一项最多加的分")
    }
    guard let id, let name, let rule else { return nil }
    return IndicatorNode(
      id: id, name: name, points: points ?? .zero, appliesTo: appliesTo, filter: filter,
      basis: basis, body: .rule(rule))
  }

  private mutating func major(_ node: ConfigNode) -> IndicatorSystem.Major? {
    guard let fields = reader.fields(node, IndicatorKeys.major) else { return nil }
    let id = claim(fields["id"])
    let name = reader.name(fields["name"])
    if let of = fields["of"], let text = reader.text(of), text != "inspection" {
      reader.refuse(of, expected: "inspection", near: ["inspection"])
    }
    let severity = reader.choice(fields["severity"], of: InspectionSeverity.self)
    let category = reader.name(fields["category"])
    let deduct = reader.number(fields["deduct"], atLeast: .zero)
    guard let id, let name, let deduct else { return nil }
    return IndicatorSystem.Major(
      id: id, name: name, filter: InspectionFilter(severity: severity, category: category),
      deduct: deduct)
  }

  private mutating func veto(_ node: ConfigNode, _ grades: [IndicatorSystem.Grade])
    -> IndicatorSystem.Veto?
  {
    guard let fields = reader.fields(node, IndicatorKeys.veto) else { return nil }
    let id = claim(fields["id"])
    let name = reader.name(fields["name"])
    let when = fields["when"].flatMap { reader.fields($0, IndicatorKeys.when) }
    let found = when?["inspections"].flatMap { reader.fields($0, IndicatorKeys.inspections) }
    let severity = reader.choice(found?["severity"], of: InspectionSeverity.self)
    let category = reader.name(found?["category"])
    let count = reader.integer(found?["at_least"], 1...1_000_000) ?? 1
    let effect = fields["then"].flatMap { self.effect($0, grades) }
    guard let id, let name, found != nil, let effect else { return nil }
    return IndicatorSystem.Veto(
      id: id, name: name, filter: InspectionFilter(severity: severity, category: category),
      atLeast: count, effect: effect)
  }

  private mutating func effect(_ node: ConfigNode, _ grades: [IndicatorSystem.Grade])
    -> IndicatorSystem.Veto.Effect?
  {
    guard let fields = reader.fields(node, IndicatorKeys.then) else { return nil }
    switch (fields["score"], fields["grade_at_most"]) {
    case (let score?, nil):
      return reader.number(score, atLeast: .zero).map { .score($0) }
    case (nil, let grade?):
      guard let name = reader.name(grade) else { return nil }
      if !grades.contains(where: { $0.name == name }) {
        unknown(grade, "等次“\(name)”没有在 grades 里写", word: name, known: grades.map(\.name))
      }
      return .gradeAtMost(name)
    default:
      reader.refuse(node, expected: "score 与 grade_at_most 二者写一个")
      return nil
    }
  }

  private mutating func guidance(
    _ node: ConfigNode?, leaves: [IndicatorDraft], all: [IndicatorDraft]
  ) -> [IndicatorSystem.Guidance] {
    let leafIDs = leaves.map(\.id)
    let allIDs = Set(all.flatMap(\.all).map(\.id))
    var taken: Set<String> = []
    var result: [IndicatorSystem.Guidance] = []
    for item in reader.list(node) {
      guard let fields = reader.fields(item, IndicatorKeys.guidance) else { continue }
      var unit: String?
      if let node = fields["unit"], let name = reader.name(node) { unit = self.unit(name, node) }
      var indicators: [String] = []
      for entry in reader.names(fields["indicators"]) {
        if !leafIDs.contains(entry.text) {
          let why = allIDs.contains(entry.text) ? "有下级，不是计分的指标" : "没有这个指标"
          unknown(entry.node, "“\(entry.text)”\(why)", word: entry.text, known: leafIDs)
        }
        if let unit, !taken.insert(unit + "\u{0}" + entry.text).inserted {
          reader.refuse(entry.node, expected: "同一单位、同一指标只写一次")
        }
        indicators.append(entry.text)
      }
      if let source = fields["in"], let text = reader.text(source), text != "external" {
        reader.refuse(source, expected: "external", near: ["external"])
      }
      let share = reader.share(fields["share"])
      guard let unit, let share else { continue }
      result.append(IndicatorSystem.Guidance(unit: unit, indicators: indicators, share: share))
    }
    return result
  }

  /// Reports a name that is nowhere, with the likely one.
  mutating func unknown(
    _ node: ConfigNode, _ found: String, word: String, known: [String], listed: Bool = true
  ) {
    let near = Nearness.nearest(to: word, among: known)
    let list =
      listed && !known.isEmpty && known.count <= 40
      ? "以下之一：\(known.ordered().joined(separator: "、"))"
      : DiagnosticRule.indicatorUnknownName.expected
    reader.report(
      .indicatorUnknownName, node, found: found, expected: list,
      remedy: near.map { "是否想写“\($0)”？照名册、清单里的写法改正" })
  }
}
