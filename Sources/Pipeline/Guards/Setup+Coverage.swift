import Diagnostics
import Forms
package import Intake
import Settings
import WorkPlan

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
