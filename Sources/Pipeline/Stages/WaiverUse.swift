import Configuration
package import Diagnostics
package import Disclosure
package import Reporting

extension [Waiver] {
  /// The waiver in force for a finding: its scope is the finding's unit, or its file; personal particulars are never waived.
  package func applied(to finding: Diagnostic, asOf: PlainDate) -> Waiver? {
    guard !PrivacyGate.rules.contains(finding.rule) else { return nil }
    return first {
      $0.covers(code: finding.rule.code, scope: finding.unit, asOf: asOf)
        || $0.covers(code: finding.rule.code, scope: finding.location.file, asOf: asOf)
    }
  }

  /// The waivers as the documents print them.
  package func records(used: Set<Waiver>, asOf: PlainDate) -> [ReportContext.WaiverRecord] {
    map { waiver in
      ReportContext.WaiverRecord(
        code: waiver.code, scope: waiver.scope, who: waiver.who, basis: waiver.basis,
        until: waiver.until,
        state: used.contains(waiver)
          ? .used : waiver.isInForce(asOf: asOf) ? .unused : .expired)
    }
  }
}
