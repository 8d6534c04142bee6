package import Diagnostics
package import Disclosure

/// The entries of a mapping whose keys have been checked against a table.
package struct Fields {
  package let node: ConfigNode
  package let table: KeyTable
  fileprivate let values: [String: ConfigNode]

  /// The value of a key; nil where it is absent or empty.
  package subscript(_ key: String) -> ConfigNode? {
    guard let node = values[key] else { return nil }
    if case .null = node.content { return nil }
    return node
  }
}

/// Reads typed values out of nodes and collects every fault on the way.
package struct ConfigReader {
  package let file: String
  package private(set) var problems: [Diagnostic] = []

  package init(file: String) { self.file = file }

  /// True once anything worse than a warning was found.
  package var hasErrors: Bool { problems.contains { $0.rule.severity == .error } }

  /// Adds a finding about a line of this file.
  package mutating func report(
    _ rule: DiagnosticRule, line: Int?, found: String, expected: String? = nil,
    remedy: String? = nil
  ) {
    problems.append(
      Diagnostic(
        rule, at: SourceLocation(file: file, row: line), found: found, expected: expected,
        remedy: remedy))
  }

  /// Adds a finding about a node, naming its key.
  package mutating func report(
    _ rule: DiagnosticRule, _ node: ConfigNode, found: String, expected: String? = nil,
    remedy: String? = nil
  ) {
    let key = node.path.isEmpty ? "" : "键 \(node.path)："
    report(rule, line: node.line, found: key + found, expected: expected, remedy: remedy)
  }

  /// Adds a refusal of a value, with the likely one.
  package mutating func refuse(
    _ node: ConfigNode, expected: String, near known: [String] = [],
    rule: DiagnosticRule = .configurationValue
  ) {
    var accepted = expected
    if case .scalar(let text, _) = node.content,
      let near = Nearness.nearest(to: text, among: known)
    {
      accepted += "；是否想写“\(near)”"
    }
    report(rule, node, found: "写的是\(node.quoted)", expected: accepted)
  }

  private mutating func wrongType(_ node: ConfigNode, _ expected: String) {
    report(
      .configurationType, node, found: "写的是\(node.quoted)（\(node.kindLabel)）",
      expected: expected)
  }

  /// The document, or nil with the fault reported.
  package mutating func document(_ text: String) -> ConfigNode? {
    do throws(ConfigSyntaxFault) {
      return try ConfigNode.parse(text)
    } catch {
      if error.duplicates.isEmpty {
        report(.configurationSyntax, line: error.line, found: error.what)
      } else {
        report(
          .configurationDuplicateKey, line: error.line,
          found: "键 \(error.duplicates.joined(separator: "、")) 在同一层里出现了不止一次")
      }
      return nil
    }
  }

  /// The fields of a mapping: unknown and missing keys are reported here, once.
  package mutating func fields(_ node: ConfigNode, _ table: KeyTable) -> Fields? {
    guard case .mapping(let entries) = node.content else {
      wrongType(node, "键值表，可用的键：\(table.names.joined(separator: "、"))")
      return nil
    }
    var values: [String: ConfigNode] = [:]
    for entry in entries {
      if table.spec(entry.key) != nil {
        values[entry.key] = entry.value
      } else {
        let near = Nearness.nearest(to: entry.key, among: table.names)
        let scope = node.path.isEmpty ? "" : "\(node.path) 里的"
        report(
          .configurationUnknownKey, line: entry.line,
          found: "\(scope)键“\(entry.key)”不认识",
          expected: "可用的键：\(table.names.joined(separator: "、"))",
          remedy: near.map { "是否想写“\($0)”？改正键名，或删去这一行" })
      }
    }
    let found = Fields(node: node, table: table, values: values)
    for key in table.keys where key.absent == nil && found[key.name] == nil {
      let scope = node.path.isEmpty ? "" : "\(node.path) "
      report(
        .configurationMissingKey, line: values[key.name]?.line ?? node.line,
        found: "\(scope)缺少键“\(key.name)”", expected: "\(key.name)：\(key.accepts)，\(key.meaning)")
    }
    return found
  }

  /// The text of a scalar exactly as written, numbers included.
  package mutating func text(_ node: ConfigNode?) -> String? {
    guard let node else { return nil }
    guard case .scalar(let text, _) = node.content else {
      wrongType(node, "一段文字")
      return nil
    }
    return text
  }

  /// A text that is not blank.
  package mutating func name(_ node: ConfigNode?) -> String? {
    guard let node, let text = text(node) else { return nil }
    let trimmed = text.trimmed
    guard !trimmed.isEmpty else {
      refuse(node, expected: "不为空的文字")
      return nil
    }
    return trimmed
  }

  /// The elements of a list.
  package mutating func list(_ node: ConfigNode?) -> [ConfigNode] {
    guard let node else { return [] }
    guard case .sequence(let items) = node.content else {
      wrongType(node, "列表，例如 [甲, 乙]")
      return []
    }
    return items
  }

  /// The elements of a list of names.
  package mutating func names(_ node: ConfigNode?) -> [(text: String, node: ConfigNode)] {
    var result: [(text: String, node: ConfigNode)] = []
    for item in list(node) {
      if case .null = item.content {
        refuse(item, expected: "不为空的文字")
      } else if let text = name(item) {
        result.append((text, item))
      }
    }
    return result
  }

  /// The entries of a mapping with free keys.
  package mutating func entries(_ node: ConfigNode?) -> [ConfigNode.Entry] {
    guard let node else { return [] }
    guard case .mapping(let entries) = node.content else {
      wrongType(node, "键值表")
      return []
    }
    return entries
  }

  /// An exact decimal, read from the scalar's text.
  package mutating func number(
    _ node: ConfigNode?, atLeast low: Exact? = nil, atMost high: Exact? = nil
  )
    -> Exact?
  {
    guard let node else { return nil }
    let wanted = Self.range("数", low, high)
    guard case .scalar(let text, let isPlain) = node.content else {
      wrongType(node, wanted)
      return nil
    }
    guard isPlain, let value = Exact(decimal: text) else {
      wrongType(node, wanted + "，写成 12 或 0.5，不加引号")
      return nil
    }
    guard low.map({ $0 <= value }) ?? true, high.map({ value <= $0 }) ?? true else {
      refuse(node, expected: wanted)
      return nil
    }
    return value
  }

  /// A share between 0 and 1, or a percentage between 0% and 100%.
  package mutating func share(_ node: ConfigNode?) -> Exact? {
    guard let node else { return nil }
    guard case .scalar(let text, _) = node.content,
      let value = Self.percent(text) ?? Exact(decimal: text)
    else {
      wrongType(node, "0 到 1 之间的数，或 0% 到 100%")
      return nil
    }
    guard !value.isNegative, value <= .one else {
      refuse(node, expected: "0 到 1 之间的数，或 0% 到 100%")
      return nil
    }
    return value
  }

  /// A whole number.
  package mutating func integer(_ node: ConfigNode?, _ range: ClosedRange<Int>) -> Int? {
    guard let node else { return nil }
    let wanted = "\(range.lowerBound) 到 \(range.upperBound) 之间的整数"
    guard case .scalar(let text, let isPlain) = node.content, isPlain,
      let value = Exact(decimal: text)
    else {
      wrongType(node, wanted)
      return nil
    }
    guard let whole = value.integer, range.contains(whole) else {
      refuse(node, expected: wanted)
      return nil
    }
    return whole
  }

  /// `true` or `false`.
  package mutating func boolean(_ node: ConfigNode?) -> Bool? {
    guard let node else { return nil }
    if case .scalar(let text, true) = node.content {
      if text == "true" { return true }
      if text == "false" { return false }
    }
    wrongType(node, "true 或 false")
    return nil
  }

  /// A mark that can only be `true`, such as `manual: true`.
  package mutating func mark(_ node: ConfigNode) {
    if let value = boolean(node), !value { refuse(node, expected: "true；不用时删去这个键") }
  }

  /// A day written `yyyy-mm-dd`.
  package mutating func date(_ node: ConfigNode?) -> PlainDate? {
    guard let node else { return nil }
    guard case .scalar(let text, _) = node.content else {
      wrongType(node, "日期，写成 2022-05-18")
      return nil
    }
    guard let date = PlainDate(iso: text) else {
      refuse(node, expected: "存在的日期，写成 2022-05-18")
      return nil
    }
    return date
  }

  /// One of a closed list of words.
  package mutating func choice<Choice: CaseIterable & RawRepresentable>(
    _ node: ConfigNode?, of type: Choice.Type
  ) -> Choice? where Choice.RawValue == String {
    guard let node else { return nil }
    let words = Choice.allCases.map(\.rawValue)
    guard case .scalar(let text, _) = node.content else {
      wrongType(node, "以下之一：\(words.joined(separator: "、"))")
      return nil
    }
    guard let value = Choice(rawValue: text) else {
      refuse(node, expected: "以下之一：\(words.joined(separator: "、"))", near: words)
      return nil
    }
    return value
  }

  /// `40%` as a fraction; nil for anything else.
  package static func percent(_ text: String) -> Exact? {
    guard text.hasSuffix("%") || text.hasSuffix("％") else { return nil }
    let digits = text.dropLast()
    return Exact(decimal: (String(digits)).trimmed).map { $0 / Exact(100) }
  }

  private static func range(_ noun: String, _ low: Exact?, _ high: Exact?) -> String {
    switch (low, high) {
    case (let low?, let high?): "\(low.text) 到 \(high.text) 之间的\(noun)"
    case (let low?, nil): "不小于 \(low.text) 的\(noun)"
    case (nil, let high?): "不大于 \(high.text) 的\(noun)"
    case (nil, nil): noun
    }
  }
}
