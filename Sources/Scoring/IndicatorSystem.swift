package import Disclosure
package import Registers
package import WorkPlan

/// A county's assessment system as data (scoring.md); the engine has no county's rules in code.
package struct IndicatorSystem: Sendable {
  /// When scores are rounded, and to how many decimals; always half away from zero (四舍五入).
  package struct Rounding: Sendable, Hashable {
    /// The moment of rounding.
    package enum Moment: String, Sendable, Hashable, CaseIterable { case indicator, total }
    package let places: Int
    package let at: Moment
    /// Makes a rule of rounding.
    package init(places: Int, at: Moment) {
      self.places = places
      self.at = at
    }
  }

  /// Among whom units are ranked, and how ties count.
  package struct Ranking: Sendable, Hashable {
    /// The field of competitors.
    package enum Field: String, Sendable, Hashable, CaseIterable { case group, all }
    /// shared: 1, 2, 2, 4 · dense: 1, 2, 2, 3.
    package enum Ties: String, Sendable, Hashable, CaseIterable { case shared, dense }
    package let within: Field
    package let ties: Ties
    /// Makes a rule of ranking.
    package init(within: Field, ties: Ties) {
      self.within = within
      self.ties = ties
    }
  }

  /// What happens to the points of an indicator that does not apply to a unit.
  package enum NotApplicable: String, Sendable, Hashable, CaseIterable {
    case renormalise, full, respread, drop
  }

  /// A grade and the lowest score that earns it.
  package struct Grade: Sendable, Hashable {
    package let name: String
    package let from: Exact
    /// Makes a grade.
    package init(name: String, from: Exact) {
      self.name = name
      self.from = from
    }
  }

  /// Extra points outside the tree.
  package struct Bonus: Sendable {
    /// The most a unit can gain.
    package let cap: Exact
    /// The bonus counts only where the exact total after majors is strictly above this mark; nil: always.
    package let opensAbove: Exact?
    /// The items; each has a rule like a leaf, and a manual item without a row is 0.
    package let items: [IndicatorNode]
    /// Makes a bonus.
    package init(cap: Exact, opensAbove: Exact?, items: [IndicatorNode]) {
      self.cap = cap
      self.opensAbove = opensAbove
      self.items = items
    }
  }

  /// A deduction outside the tree, without a cap, for each inspection finding that matches.
  package struct Major: Sendable {
    package let id: String
    package let name: String
    package let filter: InspectionFilter
    package let deduct: Exact
    /// Makes a major.
    package init(id: String, name: String, filter: InspectionFilter, deduct: Exact) {
      self.id = id
      self.name = name
      self.filter = filter
      self.deduct = deduct
    }
  }

  /// A condition that fixes the score or the best grade of a unit.
  package struct Veto: Sendable {
    /// What happens; a veto score lowers, never raises.
    package enum Effect: Sendable, Hashable {
      case score(Exact)
      case gradeAtMost(String)
    }
    package let id: String
    package let name: String
    package let filter: InspectionFilter
    /// So many findings that match, or more.
    package let atLeast: Int
    package let effect: Effect
    /// Makes a veto.
    package init(id: String, name: String, filter: InspectionFilter, atLeast: Int, effect: Effect) {
      self.id = id
      self.name = name
      self.filter = filter
      self.atLeast = atLeast
      self.effect = effect
    }
  }

  /// A guiding department's share: score' = (1 − share) × score + share × points × mean ratio of the external scores.
  package struct Guidance: Sendable {
    /// The guiding unit, by registered name.
    package let unit: String
    /// The ids of the indicators it guides.
    package let indicators: [String]
    /// 0 to 1.
    package let share: Exact
    /// Makes a share.
    package init(unit: String, indicators: [String], share: Exact) {
      self.unit = unit
      self.indicators = indicators
      self.share = share
    }
  }

  package let system: String
  package let title: String
  /// The document the rules rest on, such as 源政办字〔2022〕20号.
  package let basis: String
  /// The full mark.
  package let full: Exact
  /// Full marks of groups whose tree adds up to something else.
  package let fullByGroup: [String: Exact]
  /// True where the first level need not add up to the full mark for every group.
  package let partial: Bool
  package let rounding: Rounding
  package let ranking: Ranking
  package let notApplicable: NotApplicable
  /// Best first.
  package let grades: [Grade]
  package let indicators: [IndicatorNode]
  package let bonus: Bonus?
  package let majors: [Major]
  package let vetoes: [Veto]
  package let guidance: [Guidance]

  /// Makes a system; Configuration checks it before.
  package init(
    system: String, title: String, basis: String, full: Exact, fullByGroup: [String: Exact] = [:],
    partial: Bool = false, rounding: Rounding, ranking: Ranking, notApplicable: NotApplicable,
    grades: [Grade], indicators: [IndicatorNode], bonus: Bonus? = nil, majors: [Major] = [],
    vetoes: [Veto] = [], guidance: [Guidance] = []
  ) {
    self.system = system
    self.title = title
    self.basis = basis
    self.full = full
    self.fullByGroup = fullByGroup
    self.partial = partial
    self.rounding = rounding
    self.ranking = ranking
    self.notApplicable = notApplicable
    self.grades = grades
    self.indicators = indicators
    self.bonus = bonus
    self.majors = majors
    self.vetoes = vetoes
    self.guidance = guidance
  }

  /// True where the sum of a parent's children stops at 0: a child with `cap: parent`, or on the first level a leaf with `cap: top`.
  ///
  /// A nil parent stands for the whole tree.
  package func stopsAtZero(_ parent: IndicatorNode?, _ children: [IndicatorNode]) -> Bool {
    func cap(_ node: IndicatorNode) -> PerEventRule.Cap? {
      if case .rule(.perEvent(let rule)) = node.body { rule.cap } else { nil }
    }
    if children.contains(where: { cap($0) == .parent }) { return true }
    guard let parent else { return children.contains { cap($0) == .top } }
    return indicators.contains { $0.id == parent.id } && parent.leaves.contains { cap($0) == .top }
  }

  /// All leaves in order, without bonus items.
  package var leaves: [IndicatorNode] { indicators.flatMap(\.leaves) }
}

/// A node of the tree: a sum of children, or a leaf with a rule.
package struct IndicatorNode: Sendable {
  /// What a node is.
  package enum Body: Sendable {
    case children([IndicatorNode])
    case rule(IndicatorRule)
  }
  package let id: String
  package let name: String
  /// Absolute points, relative weights already worked out; 0 for a bonus item without points.
  package let points: Exact
  /// The units it applies to; nil: all.
  package let appliesTo: Applicability?
  /// True where the children need not add up to the points for every group.
  package let partial: Bool
  /// Which obligations and entries a leaf looks at; nil: all.
  package let filter: ObligationFilter?
  /// The document or clause the indicator rests on; empty where none is given.
  package let basis: String
  package let body: Body

  /// Makes a node.
  package init(
    id: String, name: String, points: Exact, appliesTo: Applicability? = nil,
    partial: Bool = false, filter: ObligationFilter? = nil, basis: String = "", body: Body
  ) {
    self.id = id
    self.name = name
    self.points = points
    self.appliesTo = appliesTo
    self.partial = partial
    self.filter = filter
    self.basis = basis
    self.body = body
  }

  /// The node itself if it is a leaf, else its leaves in order.
  package var leaves: [IndicatorNode] {
    switch body {
    case .children(let nodes): nodes.flatMap(\.leaves)
    case .rule: [self]
    }
  }
}

/// Whom a node applies to: a unit that any of the three lists names.
package struct Applicability: Sendable, Hashable {
  package let groups: Set<String>
  package let attributes: Set<String>
  package let units: Set<String>
  /// Makes a condition.
  package init(groups: Set<String> = [], attributes: Set<String> = [], units: Set<String> = []) {
    self.groups = groups
    self.attributes = attributes
    self.units = units
  }
  /// True where the unit is named by one of its groups, an attribute or itself.
  package func includes(_ unit: ReportingUnit) -> Bool {
    unit.allGroups.contains(where: groups.contains) || units.contains(unit.name)
      || !attributes.isDisjoint(with: unit.attributes)
  }
}

/// Which inspection findings a rule looks at; a nil part does not restrict.
package struct InspectionFilter: Sendable, Hashable {
  package let severity: InspectionSeverity?
  package let category: String?
  /// Makes a filter.
  package init(severity: InspectionSeverity? = nil, category: String? = nil) {
    self.severity = severity
    self.category = category
  }
  /// True where the finding passes.
  package func accepts(_ finding: Inspection) -> Bool {
    (severity.map { $0 == finding.severity } ?? true)
      && (category.map { $0 == finding.category } ?? true)
  }
}

/// How a leaf is scored (scoring.md, "Rule kinds").
package indirect enum IndicatorRule: Sendable {
  case ratio(RatioMeasure)
  case perEvent(PerEventRule)
  case step(StepRule)
  case quota(QuotaRule)
  case boolean(BooleanRule)
  /// points × k of n elements, k from manual_scores.
  case checklist(of: Int)
  case manual
  case external
  case blend([BlendPart])
}

/// A ratio of counts; a denominator of 0 makes the indicator not applicable.
package enum RatioMeasure: String, Sendable, Hashable, CaseIterable {
  case completion
  case onTime = "on_time"
  case rectification
  case rectifiedOnTime = "rectified_on_time"
  case requestOnTime = "request_on_time"
  case carryoverClosed = "carryover_closed"
  case ledgerFiled = "ledger_filed"
  case ledgerOnTime = "ledger_on_time"
  case lettersOnTime = "letters_on_time"
  case interpretationOnTime = "interpretation_on_time"

  /// The name a reader sees.
  package var label: String {
    switch self {
    case .completion: "完成率"
    case .onTime: "按期率"
    case .rectification: "整改率"
    case .rectifiedOnTime: "按期整改率"
    case .requestOnTime: "申请按期答复率"
    case .carryoverClosed: "上年遗留办结率"
    case .ledgerFiled: "台账报送率"
    case .ledgerOnTime: "台账按时报送"
    case .lettersOnTime: "来信按期答复率"
    case .interpretationOnTime: "政策解读及时率"
    }
  }
}

/// Points are lost for each event.
package struct PerEventRule: Sendable {
  /// What costs points.
  package enum Event: String, Sendable, Hashable, CaseIterable {
    case requestLate = "request_late"
    case correctionNoticeLate = "correction_notice_late"
    case disputeCorrected = "dispute_corrected"
    case inspection
    case publicationLate = "publication_late"
    case obligationMissed = "obligation_missed"
    case duplicateEntry = "duplicate_entry"

    /// The name a reader sees.
    package var label: String {
      switch self {
      case .requestLate: "申请逾期答复"
      case .correctionNoticeLate: "补正告知超期"
      case .disputeCorrected: "复议诉讼被纠正"
      case .inspection: "日常检查发现问题"
      case .publicationLate: "逾期公开"
      case .obligationMissed: "应办未办"
      case .duplicateEntry: "重复报送"
      }
    }
  }
  /// An amount in points, or a share of the leaf's points.
  package enum Amount: Sendable, Hashable {
    case points(Exact)
    case share(Exact)
  }
  /// What one event costs.
  package enum Deduction: Sendable {
    case flat(Amount)
    /// By 严重程度; a class without a key costs 0.
    case bySeverity([InspectionSeverity: Amount])
  }
  /// What an event of publication_late is.
  package enum Per: String, Sendable, Hashable, CaseIterable { case item, workday }
  /// Where the deductions stop.
  package enum Cap: Sendable, Hashable {
    /// The leaf's own points (扣完为止).
    case leaf
    /// So many points together, and the leaf's own points.
    case amount(Exact)
    /// The direct parent's points: the leaf may go below zero.
    case parent
    /// The first level's points.
    case top
  }
  package let event: Event
  package let deduct: Deduction
  /// 问题类别 of an inspection; nil: any.
  package let category: String?
  package let per: Per
  package let cap: Cap
  /// The factor on a finding not rectified by its date; nil: 1.
  package let unrectified: Exact?
  /// The factor on a finding rectified in time; nil: 1.
  package let rectified: Exact?

  /// Makes a rule.
  package init(
    event: Event, deduct: Deduction, category: String? = nil, per: Per = .item, cap: Cap = .leaf,
    unrectified: Exact? = nil, rectified: Exact? = nil
  ) {
    self.event = event
    self.deduct = deduct
    self.category = category
    self.per = per
    self.cap = cap
    self.unrectified = unrectified
    self.rectified = rectified
  }
}

/// The first band whose mark is reached gives its points or its share; below all: 0.
package struct StepRule: Sendable {
  /// The value that is compared with the bands.
  package enum Value: Sendable, Hashable {
    /// A rate, 0 to 1.
    case ratio(RatioMeasure)
    /// The number of a manual score as given.
    case manual
    /// The mean ratio of the external scores of the indicator, 0 to 1.
    case external
  }
  /// What a band gives.
  package enum Award: Sendable, Hashable {
    case points(Exact)
    case share(Exact)
  }
  /// A band.
  package struct Band: Sendable, Hashable {
    package let from: Exact
    package let award: Award
    /// Makes a band.
    package init(from: Exact, award: Award) {
      self.from = from
      self.award = award
    }
  }
  package let value: Value
  /// In the order written: the first reached counts.
  package let bands: [Band]
  /// Makes a rule.
  package init(value: Value, bands: [Band]) {
    self.value = value
    self.bands = bands
  }
}

/// At least so many entries of a kind in every ended period.
package struct QuotaRule: Sendable {
  package let kind: EntryKind
  package let atLeast: Int
  package let per: PeriodLength
  /// For each entry short.
  package let perMissing: Exact
  /// For each period that is short.
  package let perShortPeriod: Exact
  /// For each period without any entry, on top.
  package let blankPeriod: Exact
  /// Makes a rule.
  package init(
    kind: EntryKind, atLeast: Int, per: PeriodLength, perMissing: Exact, perShortPeriod: Exact,
    blankPeriod: Exact
  ) {
    self.kind = kind
    self.atLeast = atLeast
    self.per = per
    self.perMissing = perMissing
    self.perShortPeriod = perShortPeriod
    self.blankPeriod = blankPeriod
  }
}

/// Full points or none.
package enum BooleanRule: Sendable, Hashable {
  /// A manual score above 0 is yes.
  case manual
  /// So many entries of a kind in the year.
  case count(EntryKind, atLeast: Int)
}

/// One source of a blended indicator.
package struct BlendPart: Sendable {
  /// Where the ratio comes from.
  package enum Source: Sendable {
    /// external_scores of the indicator, or of another id or name.
    case thirdParty(indicator: String?)
    /// manual_scores of the indicator, or of another id.
    case manual(indicator: String?)
    /// A rule of its own over the indicator's points (daily checks).
    case rule(IndicatorRule)
  }
  package let source: Source
  /// 0 to 1; the weights of a blend add up to 1.
  package let weight: Exact
  /// Makes a part.
  package init(source: Source, weight: Exact) {
    self.source = source
    self.weight = weight
  }
}
