import Configuration
import Diagnostics

extension IndicatorDecoder {
  /// One rule of any kind; nil with the fault reported.
  mutating func rule(_ node: ConfigNode, _ context: RuleContext) -> IndicatorRule? {
    guard let fields = reader.fields(node, IndicatorKeys.rule) else { return nil }
    let given = IndicatorKeys.rule.names.filter { fields[$0] != nil }
    guard given.count == 1, let kind = given.first, let value = fields[kind] else {
      let found = given.isEmpty ? "没有写规则" : "写了 \(given.count) 种规则：\(given.joined(separator: "、"))"
      reader.report(
        .indicatorBody, node, found: found,
        expected: "以下之一：\(IndicatorKeys.rule.names.joined(separator: "、"))")
      return nil
    }
    return RuleKinds.all.first { $0.key.name == kind }
      .flatMap { $0.decode(value, context, &self) }.map { IndicatorRule($0) }
  }
}
