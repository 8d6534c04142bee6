package import Diagnostics
package import Disclosure

/// Something that should be there and is not, with what is unknown because of it.
package struct InputGap: Sendable {
  /// What it would have fed.
  package let kind: InputKind
  /// Whose part is unknown, by its place in the registry; nil: every unit's.
  package var unit: Int?
  /// The finding, which blocks and can be waived.
  package private(set) var finding: Diagnostic

  /// The rules by which something of an input counts as lost.
  package static let rules = Set(DiagnosticRule.gapRules)

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

  /// A file that could not be read: the first of its errors says why, `otherwise` where there is none.
  package init(
    refused kind: InputKind, file: String, unit: Int?, unitName: String, problems: [Diagnostic],
    otherwise: String = "没有读出任何内容"
  ) {
    let reason = problems.first { $0.rule.severity == .error }
    self.init(
      .inputRefused, kind: kind, file: file, unit: unit, unitName: unitName,
      found: reason.map { "\($0.rule.title)：\($0.found)" } ?? otherwise)
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
