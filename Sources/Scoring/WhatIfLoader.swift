package import Configuration
package import Diagnostics
package import Disclosure

/// A question asked of the scores: other points, findings that fall.
package struct WhatIf: Sendable {
  /// New points by the id of a node.
  package let points: [String: Exact]
  /// Places of register rows that are left out, as `文件!工作表!行` or `文件:行`.
  package let drop: [String]

  /// True where a row is one of those that fall.
  package func drops(_ location: SourceLocation) -> Bool {
    let row = location.row ?? 0
    return drop.contains(location.description) || drop.contains("\(location.file):\(row)")
      || drop.contains("\(location.file)!第\(row)行")
  }
}

/// Reads what-if files: a whole indicators.yaml, or `points:` and `drop:` over the rules in force.
package enum WhatIfLoader {
  package static let table = KeyTable(
    title: "假设（explain --what-if）",
    keys: [
      KeySpec("points", "键值表：指标编号 → 分值", absent: "分值不变", "改动的分值；上级分值须仍等于下级之和"),
      KeySpec("drop", "文字的列表", absent: "不撤销", "撤销的检查问题、申请等登记行，写作 文件:行"),
    ])

  /// The question, and every fault of the file; nil where it has an error.
  package static func load(text: String, file: String, system: IndicatorSystem) -> (
    question: WhatIf?, system: IndicatorSystem?, problems: [Diagnostic]
  ) {
    var reader = ConfigReader(file: file)
    guard let root = reader.document(text), let fields = reader.fields(root, table) else {
      return (nil, nil, reader.problems)
    }
    var points: [String: Exact] = [:]
    let known = Set(allNodes(system.indicators).map(\.id))
    for entry in reader.entries(fields["points"]) {
      guard let value = reader.number(entry.value, atLeast: .zero) else { continue }
      if !known.contains(entry.key) {
        reader.refuse(
          entry.value, expected: "指标编号：\(known.ordered().joined(separator: "、"))",
          near: Array(known),
          rule: .indicatorUnknownName)
      }
      points[entry.key] = value
    }
    let drop = reader.names(fields["drop"]).map(\.text)
    let nodes = system.indicators.map { replaced($0, points) }
    check(nodes, system: system, root, &reader)
    guard !reader.hasErrors else { return (nil, nil, reader.problems) }
    return (WhatIf(points: points, drop: drop), system.with(indicators: nodes), reader.problems)
  }

  private static func allNodes(_ nodes: [IndicatorNode]) -> [IndicatorNode] {
    nodes.flatMap { node -> [IndicatorNode] in
      if case .children(let children) = node.body { [node] + allNodes(children) } else { [node] }
    }
  }

  private static func replaced(_ node: IndicatorNode, _ points: [String: Exact]) -> IndicatorNode {
    let body: IndicatorNode.Body =
      switch node.body {
      case .children(let children): .children(children.map { replaced($0, points) })
      case .rule(let rule): .rule(rule)
      }
    return IndicatorNode(
      id: node.id, name: node.name, points: points[node.id] ?? node.points,
      appliesTo: node.appliesTo, partial: node.partial, filter: node.filter, basis: node.basis,
      body: body)
  }

  /// The old sums held; a changed node must keep the difference between its points and its children's.
  private static func check(
    _ nodes: [IndicatorNode], system: IndicatorSystem, _ root: ConfigNode,
    _ reader: inout ConfigReader
  ) {
    let old = Dictionary(
      allNodes(system.indicators).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func sum(_ nodes: [IndicatorNode]) -> Exact { nodes.reduce(.zero) { $0 + $1.points } }
    if sum(nodes) != sum(system.indicators) {
      reader.report(
        .indicatorPointsSum, root, found: "第一层之和由\(sum(system.indicators).text)变成\(sum(nodes).text)"
      )
    }
    for node in allNodes(nodes) {
      guard case .children(let children) = node.body, let before = old[node.id],
        case .children(let earlier) = before.body,
        node.points - sum(children) != before.points - sum(earlier)
      else { continue }
      reader.report(
        .indicatorPointsSum, root,
        found: "\(node.id)为\(node.points.text)分，下级之和为\(sum(children).text)分")
    }
  }
}

extension IndicatorSystem {
  /// The same system with another tree.
  fileprivate func with(indicators: [IndicatorNode]) -> IndicatorSystem {
    IndicatorSystem(
      system: system, title: title, basis: basis, full: full, fullByGroup: fullByGroup,
      partial: partial, rounding: rounding, ranking: ranking, notApplicable: notApplicable,
      grades: grades, indicators: indicators, bonus: bonus, majors: majors, vetoes: vetoes,
      guidance: guidance)
  }
}
