import Configuration
package import Diagnostics
import Privacy

/// Reads waivers.yaml: a list of {code, scope, who, basis, until}.
package enum WaiverLoader {
  static let table = KeyTable(
    title: "waivers.yaml（每条豁免）",
    keys: [
      KeySpec("code", "问题代码", "被豁免的问题，照问题清单里的代码写"),
      KeySpec("scope", "文字", "豁免的范围：单位名称，或本地区名称"),
      KeySpec("who", "文字", "由谁决定"),
      KeySpec("basis", "文字", "依据，例如文号"),
      KeySpec("until", "日期", "有效期的最后一天；截至日期不晚于它时有效"),
    ])

  /// Codes that rulings name, beside every rule of the catalogue that blocks.
  private static let documented: Set<String> = [
    "unit-handed-in-nothing", "register-row-quarantined", "identity-broken", "score-unknown",
    DiagnosticRule.personalParticularLikely.code,
  ]

  /// The codes that can be waived.
  package static var waivableCodes: Set<String> {
    documented.union(Catalogue.all.filter(\.blocks).map(\.code))
  }

  /// The waivers, and every fault of the file; none where the file has an error.
  package static func load(text: String, file: String) -> (
    waivers: [Waiver], problems: [Diagnostic]
  ) {
    var reader = ConfigReader(file: file)
    var waivers: [Waiver] = []
    guard let root = reader.document(text) else { return ([], reader.problems) }
    if case .null = root.content { return ([], []) }
    let known = waivableCodes
    for item in reader.list(root) {
      guard let fields = reader.fields(item, table) else { continue }
      let code = reader.name(fields["code"])
      if let code, let node = fields["code"], !known.contains(code) {
        reader.refuse(
          node, expected: "以下之一：\(known.ordered().joined(separator: "、"))",
          near: Array(known), rule: .waiverUnknownCode)
      }
      let scope = reader.name(fields["scope"])
      let who = reader.name(fields["who"])
      let basis = reader.name(fields["basis"])
      let until = reader.date(fields["until"])
      if let code, let scope, let who, let basis, let until {
        waivers.append(
          Waiver(
            code: code, scope: scope, who: who, basis: basis, until: until,
            location: SourceLocation(file: file, row: item.line)))
      }
    }
    return (reader.hasErrors ? [] : waivers, reader.problems)
  }
}
