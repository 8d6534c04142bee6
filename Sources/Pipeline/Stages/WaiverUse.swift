import Configuration
package import Diagnostics
package import Disclosure
import Privacy
package import Reporting
package import Settings

extension [Waiver] {
  /// The waiver in force for a finding: its scope is the finding's unit, or its file; personal particulars are never waived.
  package func applied(to finding: Diagnostic, asOf: PlainDate) -> Waiver? {
    guard !PrivacyGate.rules.contains(finding.rule) else { return nil }
    return first {
      $0.covers(code: finding.rule.code, scope: finding.unit, asOf: asOf)
        || $0.covers(code: finding.rule.code, scope: finding.location.file, asOf: asOf)
        || (finding.scopes.contains($0.scope)
          && $0.covers(code: finding.rule.code, scope: $0.scope, asOf: asOf))
    }
  }

  /// The findings that stop publication, sorted; those that a waiver lets pass add it to `used`.
  func blocking(
    _ problems: ProblemList, used: inout Set<Waiver>, waiver: (Diagnostic) -> Waiver?
  ) -> [Diagnostic] {
    var blocking: [Diagnostic] = []
    for finding in problems.kept where finding.rule.blocks {
      if let waiver = waiver(finding) {
        used.insert(waiver)
      } else {
        blocking.append(finding)
      }
    }
    return blocking.ordered()
  }

  /// The waivers as the documents print them.
  package func records(used: Set<Waiver>, asOf: PlainDate) -> [ReportContext.WaiverRecord] {
    map { waiver in
      ReportContext.WaiverRecord(
        code: waiver.code, title: Catalogue.rule(waiver.code)?.title ?? waiver.code,
        scope: waiver.isOfName ? "一个姓名（不在此列出）" : waiver.scope, who: waiver.who,
        basis: waiver.basis,
        until: waiver.until,
        state: used.contains(waiver)
          ? .used : waiver.isInForce(asOf: asOf) ? .unused : .expired)
    }
  }

  /// The places that are excused from warnings of what is only likely.
  func seenPlaces(asOf: PlainDate) -> [String] {
    filter { $0.isOfPlace && $0.isInForce(asOf: asOf) }.map(\.scope)
  }
}

extension Waiver {
  /// True where it takes a name out of those that are looked for; its scope is then the name and is told nowhere.
  var isOfName: Bool { code == DiagnosticRule.applicantNameFound.code }
  /// True where it excuses a file or a cell from warnings of what is only likely.
  var isOfPlace: Bool { code == DiagnosticRule.personalParticularLikely.code }
}

extension PipelineConfiguration.Contact {
  /// What the office publishes of itself.
  var published: [String] { [telephone, email] }
}
