package import Diagnostics
package import Disclosure
package import Intake
import Reporting
import WorkPlan

/// Something that should be there and is not, with what is unknown because of it.
package struct InputGap: Sendable {
  /// What it would have fed.
  package let kind: InputKind
  /// Whose part is unknown, by its place in the registry; nil: every unit's.
  package var unit: Int?
  /// The finding, which blocks and can be waived.
  package private(set) var finding: Diagnostic

  /// The rules by which something of an input counts as lost.
  static let rules: Set<DiagnosticRule> = [
    .inputMissing, .inputRefused, .fileSuspect, .columnsSuspect, .noneContradicted,
    .registerUnread,
  ]

  /// A place of a register where nothing is found.
  package init(missing kind: InputKind, at place: SourceLocation, glob: String, found: String) {
    self.kind = kind
    finding = Diagnostic(
      .inputMissing, at: place, found: found, scopes: [kind.label, kind.key, glob])
  }

  /// A file of which nothing is used.
  package init(
    _ rule: DiagnosticRule, kind: InputKind, file: String, unit: Int?, unitName: String,
    found: String
  ) {
    self.kind = kind
    self.unit = unit
    finding = Diagnostic(
      rule, at: SourceLocation(file: file), unit: unitName, found: found,
      scopes: [kind.label, kind.key])
  }

  /// The gap of the unit that the file's path names, where its place alone is known yet.
  package func owned(in registry: UnitRegistry) -> InputGap {
    guard unit == nil, finding.rule != .inputMissing,
      let owner = FileOwner.unit(ofPath: finding.location.file, in: registry)
    else { return self }
    var gap = self
    gap.unit = owner
    gap.finding = finding.assigned(to: registry.units[owner].name)
    return gap
  }

  /// What a reader is told where a figure rests on it.
  package var why: String {
    let file = finding.location.file
    return finding.rule == .inputMissing ? finding.found : "\(kind.label)“\(file)”没有采用"
  }
}

extension Setup {
  /// What is known of each kind: the gaps that no waiver lets pass, the kinds that nobody collects, and the units' words that they have nothing.
  package func coverage(gaps: [InputGap], collected: Set<InputKind>, nils: [(InputKind, Int)])
    -> InputCoverage
  {
    var coverage = InputCoverage()
    for kind in context.kinds.collected {
      if configuration.none.contains(kind) {
        coverage.setNone(kind)
      } else if !collected.contains(kind) {
        coverage.omit(kind)
      }
    }
    for gap in gaps
    where waivers.applied(to: gap.finding, asOf: configuration.settings.asOf) == nil {
      // A filled form could hold every kind that is asked of a unit.
      let lost =
        gap.kind == .forms ? context.kinds.collected.filter(collected.contains) : [gap.kind]
      for kind in lost { coverage.lose(kind, unit: gap.unit, why: gap.why) }
    }
    for (kind, unit) in nils { coverage.setNil(kind, unit: unit) }
    return coverage
  }
}
