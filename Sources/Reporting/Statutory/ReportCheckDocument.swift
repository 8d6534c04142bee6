import Diagnostics
import Disclosure
package import ReportDocument
package import Statutory

/// What `check-report` says about a report made elsewhere.
package enum ReportCheckDocument {
  /// The verdicts as text: a summary, every identity that does not hold, then the count of each kind.
  ///
  /// `showsAll` lists the identities that hold as well.
  package static func text(_ check: ReportCheck, showsAll: Bool = false) -> TextDocument {
    var blocks: [TextBlock] = [
      .title("\(check.scope)年度报告校验"),
      .gap,
      .line("格式：\(check.form.label)"),
      .line("结论：\(conclusion(check))"),
      .gap,
      .table(summary(check)),
    ]
    let listed = check.identities.filter {
      showsAll || $0.verdict == .broken || $0.verdict == .unknown
    }
    if !listed.isEmpty {
      blocks += [
        .gap,
        .table(
          TextTable(
            caption: showsAll ? "各项勾稽关系" : "不成立或无法判断的勾稽关系",
            columns: [
              TextTable.Column("编号"), TextTable.Column("项目", atMost: 44),
              TextTable.Column("左边", .right), TextTable.Column("右边", .right),
              TextTable.Column("判定"),
            ],
            rows: listed.map {
              [$0.id, item($0), side($0.left), side($0.right), $0.verdict.label]
            })),
      ]
    }
    if !check.categoryTotals.isEmpty {
      blocks += [
        .gap,
        .table(
          TextTable(
            caption: "各类合计与（七）总计（提示，不是勾稽关系）",
            columns: [
              TextTable.Column("列"), TextTable.Column("各类合计", .right),
              TextTable.Column("总计", .right), TextTable.Column("判定"),
            ],
            rows: check.categoryTotals.map {
              [$0.column, side($0.left), side($0.right), $0.verdict.label]
            })),
      ]
    }
    if !check.diagnostics.isEmpty {
      blocks += [.gap, .line("提示：")]
      blocks += check.diagnostics.map { .line($0.line, indent: 2) }
    }
    return TextDocument(fileName: "\(check.scope)年度报告校验.txt", width: 100, blocks: blocks)
  }

  private static func conclusion(_ check: ReportCheck) -> String {
    if !check.passes { return "有不成立的勾稽关系，应当核对改正" }
    return check.count(.unknown) > 0 ? "没有不成立的勾稽关系，部分因缺少数字无法判断" : "勾稽关系全部成立"
  }

  private static func summary(_ check: ReportCheck) -> TextTable {
    let identities: [Identity] = [.i1, .i2, .i3, .i4]
    let verdicts: [Verdict] = [.holds, .broken, .unknown]
    return TextTable(
      columns: [TextTable.Column("编号"), TextTable.Column("勾稽关系", atMost: 50)]
        + verdicts.map { TextTable.Column($0.label, .right) },
      rows: identities.map { identity in
        [identity.rawValue, identity.statement]
          + verdicts.map { String(check.count($0, of: identity)) }
      })
  }

  private static func item(_ record: IdentityRecord) -> String {
    guard record.identity == .i3, let row = RequestRow.row(record.item) else { return record.item }
    return record.item + " " + row.label
  }

  private static func side(_ value: Exact?) -> String { value?.text ?? FlatForm.unknownWord }

  /// The verdicts as JSON, keys in a fixed order, one identity a line; ends with a line feed.
  package static func json(_ check: ReportCheck) -> String {
    func field(_ name: String, _ value: String) -> String { "\"\(name)\": " + value }
    func number(_ value: Exact?) -> String { value.map { quoted($0.text) } ?? "null" }
    let identities = check.identities.map { record in
      "    {"
        + [
          field("id", quoted(record.id)), field("scope", quoted(record.scope)),
          field("item", quoted(record.item)), field("left", number(record.left)),
          field("right", number(record.right)), field("verdict", quoted(record.verdict.rawValue)),
        ].joined(separator: ", ") + "}"
    }
    let totals = check.categoryTotals.map { total in
      "    {"
        + [
          field("column", quoted(total.column)), field("left", number(total.left)),
          field("right", number(total.right)), field("verdict", quoted(total.verdict.rawValue)),
        ].joined(separator: ", ") + "}"
    }
    let diagnostics = check.diagnostics.map { one in
      "    {"
        + [
          field("code", quoted(one.rule.code)),
          field("severity", quoted(one.rule.severity.rawValue)),
          field("place", quoted(one.location.description)), field("found", quoted(one.found)),
        ].joined(separator: ", ") + "}"
    }
    func list(_ lines: [String]) -> String {
      lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n  ]"
    }
    let form = check.form.rawValue
    let fields = [
      field("schema", "1"), field("scope", quoted(check.scope)), field("form", quoted(form)),
      field("passes", check.passes ? "true" : "false"), field("identities", list(identities)),
      field("category_totals", list(totals)), field("diagnostics", list(diagnostics)),
    ]
    return "{\n  " + fields.joined(separator: ",\n  ") + "\n}\n"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
