import Yams

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
  /// More than any honest file has; aliases of aliases end here.
  private static let nodeLimit = 200_000
  /// Deeper than any honest tree.
  private static let depthLimit = 64

  /// Reads one YAML document.
  package static func parse(_ text: String) throws(ConfigSyntaxFault) -> ConfigNode {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw fault(error)
    } catch {
      throw ConfigSyntaxFault(line: nil, duplicates: [], what: "不是可读的 YAML")
    }
    guard let root else {
      return ConfigNode(content: .null, line: 1, path: "")
    }
    var count = 0
    return try convert(root, path: "", depth: 0, count: &count)
  }

  private static func convert(
    _ node: Node, path: String, depth: Int, count: inout Int
  ) throws(ConfigSyntaxFault) -> ConfigNode {
    let line = node.mark?.line ?? 1
    count += 1
    guard count <= nodeLimit, depth <= depthLimit else {
      throw ConfigSyntaxFault(line: line, duplicates: [], what: "层次过深或内容过多")
    }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
        return ConfigNode(content: .null, line: line, path: path)
      }
      return ConfigNode(
        content: .scalar(scalar.string, isPlain: isPlain), line: line, path: path)
    case .sequence(let sequence):
      var items: [ConfigNode] = []
      for (index, item) in sequence.enumerated() {
        let name = identifier(of: item) ?? "[\(index + 1)]"
        items.append(
          try convert(item, path: join(path, name), depth: depth + 1, count: &count))
      }
      return ConfigNode(content: .sequence(items), line: line, path: path)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        guard case .scalar(let scalar) = key else {
          throw ConfigSyntaxFault(line: key.mark?.line, duplicates: [], what: "键必须是单个词")
        }
        let child = try convert(
          value, path: join(path, scalar.string), depth: depth + 1, count: &count)
        entries.append(Entry(key: scalar.string, line: key.mark?.line ?? line, value: child))
      }
      return ConfigNode(content: .mapping(entries), line: line, path: path)
    case .alias:
      throw ConfigSyntaxFault(line: line, duplicates: [], what: "引用（*）没有对应的锚（&）")
    }
  }

  private static func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : name.hasPrefix("[") ? path + name : path + "." + name
  }

  private static func identifier(of node: Node) -> String? {
    guard case .mapping(let mapping) = node else { return nil }
    for (key, value) in mapping {
      if case .scalar(let name) = key, name.string == "id", case .scalar(let id) = value,
        !id.string.isEmpty, id.string.count <= 40
      {
        return id.string
      }
    }
    return nil
  }

  private static func fault(_ error: YamlError) -> ConfigSyntaxFault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ConfigSyntaxFault(
        line: mark.line, duplicates: [], what: "第\(mark.line)行第\(mark.column)字：" + chinese(problem))
    case .duplicatedKeysInMapping(let keys, let context):
      ConfigSyntaxFault(line: context.mark.line, duplicates: keys.sorted(), what: "同一层里键重复")
    case .reader(_, let offset, _, let yaml):
      ConfigSyntaxFault(
        line: offset.map { 1 + yaml.prefix($0).count { $0.isNewline } }, duplicates: [],
        what: "含有 YAML 不允许的控制字符")
    default:
      ConfigSyntaxFault(line: nil, duplicates: [], what: "不是可读的 YAML")
    }
  }

  /// The parser's English in the reader's language; what is not listed is said in general.
  private static func chinese(_ problem: String) -> String {
    let known: [(String, String)] = [
      ("did not find expected key", "此处应是一个键，多半是上一行或本行的缩进不齐"),
      ("mapping values are not allowed", "此处不能再出现冒号；含冒号的文字请加引号"),
      ("cannot start any token", "此处的字符不能开头；缩进只用空格不用制表符，特殊字符开头的文字请加引号"),
      ("could not find expected ':'", "键后面缺少冒号"),
      ("did not find expected '-' indicator", "列表项的“-”没有对齐"),
      ("did not find expected ',' or ']'", "方括号列表缺少逗号或右括号"),
      ("did not find expected ',' or '}'", "花括号键值表缺少逗号或右括号"),
      ("unexpected end of stream", "引号没有配对"),
      ("found undefined alias", "引用（*）没有对应的锚（&）"),
      ("found another document", "一个文件只能有一份内容，请去掉中间的“---”"),
      ("exceeded", "层次过深"),
    ]
    return known.first { problem.contains($0.0) }?.1 ?? "写法不合 YAML 语法"
  }
}
