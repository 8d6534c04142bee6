import Diagnostics

/// A node of a YAML file with its line and its key, so that every fault can name both.
package struct ConfigNode: Sendable {
  /// What a node holds; scalars stay text, so that no number ever passes through binary.
  package enum Content: Sendable {
    case null
    case scalar(String, isPlain: Bool)
    case sequence([ConfigNode])
    case mapping([Entry])
  }

  /// A key of a mapping with its value.
  package struct Entry: Sendable {
    package let key: String
    package let line: Int
    package let value: ConfigNode
  }

  package let content: Content
  /// The line counted from one.
  package let line: Int
  /// The dotted key; an element of a list is named by its `id` where it has one, else `[3]`.
  package let path: String

  /// What the node is, in the reader's words.
  package var kindLabel: String {
    switch content {
    case .null: "空"
    case .scalar: "单个值"
    case .sequence: "列表"
    case .mapping: "键值表"
    }
  }

  /// The node quoted for a message: short, on one line.
  package var quoted: String {
    switch content {
    case .null: return "空"
    case .scalar(let text, _):
      let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
      return "“\(line.count > 40 ? String(line.prefix(40)) + "…" : line)”"
    case .sequence(let items): return "一个列表（\(items.count) 项）"
    case .mapping(let entries):
      return "一张键值表（\(entries.prefix(4).map(\.key).joined(separator: "、"))）"
    }
  }
}

/// A YAML text that could not be read as one document of plain nodes.
package struct ConfigSyntaxFault: Error {
  /// The line counted from one; nil where none is known.
  package let line: Int?
  /// The key twice in one mapping, where that is the fault.
  package let duplicates: [String]
  /// What is wrong, in Chinese.
  package let what: String
}

extension ConfigNode {
  /// Reads one YAML document.
  package static func parse(_ text: String) throws(ConfigSyntaxFault) -> ConfigNode {
    let document = try YAMLDocument(text)
    guard let root = document.root else {
      return ConfigNode(content: .null, line: 1, path: "")
    }
    var count = 0
    return try convert(root, of: document, path: "", depth: 0, count: &count)
  }

  private static func convert(
    _ node: Int, of document: YAMLDocument, path: String, depth: Int, count: inout Int
  ) throws(ConfigSyntaxFault) -> ConfigNode {
    let line = document[node]?.line ?? 1
    count += 1
    guard count <= YAMLDocument.nodeLimit, depth <= YAMLDocument.depthLimit else {
      throw .tooMuch(line: line)
    }
    switch document[node]?.content {
    case .scalar(let text, let isPlain)?:
      if isPlain, ["", "~", "null", "Null", "NULL"].contains(text) {
        return ConfigNode(content: .null, line: line, path: path)
      }
      return ConfigNode(content: .scalar(text, isPlain: isPlain), line: line, path: path)
    case .sequence(let nodes)?:
      var items: [ConfigNode] = []
      for (index, item) in nodes.enumerated() {
        let name = identifier(of: item, in: document) ?? "[\(index + 1)]"
        items.append(
          try convert(
            item, of: document, path: join(path, name), depth: depth + 1, count: &count))
      }
      return ConfigNode(content: .sequence(items), line: line, path: path)
    case .mapping(let pairs)?:
      var entries: [Entry] = []
      for (key, value) in pairs {
        let keyLine = document[key]?.line ?? line
        guard case .scalar(let name, _)? = document[key]?.content else {
          throw ConfigSyntaxFault(line: keyLine, duplicates: [], what: "键必须是单个词")
        }
        let child = try convert(
          value, of: document, path: join(path, name), depth: depth + 1, count: &count)
        entries.append(Entry(key: name, line: keyLine, value: child))
      }
      var seen: Set<String> = []
      let repeated = entries.filter { !seen.insert($0.key).inserted }
      guard repeated.isEmpty else {
        throw ConfigSyntaxFault(
          line: repeated[0].line, duplicates: Set(repeated.map(\.key)).ordered(), what: "同一层里键重复")
      }
      return ConfigNode(content: .mapping(entries), line: line, path: path)
    case nil: return ConfigNode(content: .null, line: line, path: path)
    }
  }

  private static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : name.hasPrefix("[") ? path + name : path + "." + name
  }

  private static func identifier(
    of node: Int, in document: YAMLDocument
  ) -> String? {
    guard case .mapping(let pairs)? = document[node]?.content else { return nil }
    for (key, value) in pairs {
      if case .scalar("id", _)? = document[key]?.content,
        case .scalar(let id, _)? = document[value]?.content, !id.isEmpty, id.count <= 40
      {
        return id
      }
    }
    return nil
  }
}
