package import Disclosure
package import Registers
package import WorkPlan

/// A county's assessment system as data (scoring.md); the engine has no county's rules in code.
package struct IndicatorSystem: Sendable {
  /// When scores are rounded, and to how many decimals; always half away from zero (四舍五入).
  package struct Rounding: Sendable, Hashable {
    /// The moment of rounding.
    package enum Moment: String, Sendable, Hashable, CaseIterable { case indicator, total }
    package let decimals: Int
    package let at: Moment
    package init(decimals: Int, at: Moment) {
      self.decimals = decimals
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
    func reach(_ node: IndicatorNode) -> LossReach {
      if case .rule(let rule) = node.body { rule.kind.reach } else { .leaf }
    }
    if children.contains(where: { reach($0) == .parent }) { return true }
    guard let parent else { return children.contains { reach($0) == .top } }
    return indicators.contains { $0.id == parent.id }
      && parent.leaves.contains { reach($0) == .top }
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
