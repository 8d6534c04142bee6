package import Diagnostics
package import Disclosure
import Privacy

/// A decision of a person that a blocking finding shall not block (waivers.yaml).
package struct Waiver: Sendable, Hashable {
  /// The code of the finding.
  package let code: String
  /// The unit, or the jurisdiction, or the office concerned.
  package let scope: String
  /// Who decided.
  package let who: String
  /// On what basis.
  package let basis: String
  /// The last day on which it is in force.
  package let until: PlainDate
  /// The line of waivers.yaml.
  package let location: SourceLocation

  package init(
    code: String, scope: String, who: String, basis: String, until: PlainDate,
    location: SourceLocation = SourceLocation(file: "waivers.yaml")
  ) {
    self.code = code
    self.scope = scope
    self.who = who
    self.basis = basis
    self.until = until
    self.location = location
  }

  /// True while the as-of date is not past the last day.
  package func isInForce(asOf: PlainDate) -> Bool { asOf <= until }

  /// True where the finding of this code and scope is waived on the as-of date.
  package func covers(code: String, scope: String, asOf: PlainDate) -> Bool {
    self.code == code && self.scope == scope && isInForce(asOf: asOf)
  }
}

extension Waiver {
  /// The expired and the unused ones as findings; `used` holds those that were applied in this run.
  ///
  /// `scopes`: what waivers may name; a scope that is none of them suggests the nearest.
  package static func review(
    _ waivers: [Waiver], used: Set<Waiver>, asOf: PlainDate, scopes: [String] = []
  ) -> [Diagnostic] {
    let known = Set(scopes)
    return waivers.compactMap { waiver in
      // The scope of this code is somebody's name.
      let isOfName = waiver.code == DiagnosticRule.applicantNameFound.code
      let name = "\(isOfName ? "一个姓名" : waiver.scope) 的 \(waiver.code)"
      if !waiver.isInForce(asOf: asOf) {
        return Diagnostic(
          .waiverExpired, at: waiver.location, unit: isOfName ? "" : waiver.scope,
          found: "\(name) 的豁免到 \(waiver.until.iso) 为止，截至日期是 \(asOf.iso)")
      }
      if used.contains(waiver) { return nil }
      guard isOfName || known.isEmpty || known.contains(waiver.scope) else {
        let near = Nearness.nearest(to: waiver.scope, among: known)
        return Diagnostic(
          .waiverScopeUnknown, at: waiver.location,
          found: "“\(waiver.scope)”不是单位、文件或问题清单里的范围" + (near.map { "，是否为“\($0)”？" } ?? ""))
      }
      return Diagnostic(
        .waiverUnused, at: waiver.location, unit: isOfName ? "" : waiver.scope,
        found: "\(name) 的豁免本次没有用到")
    }
  }
}
