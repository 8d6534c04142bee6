/// One YAML document as plain values: nodes by their numbers; an alias is the number that it stands for.
struct YAMLDocument {
  /// What a node holds; elements, keys and values by their numbers.
  enum Content {
    case scalar(String, isPlain: Bool)
    case sequence([Int])
    case mapping([(key: Int, value: Int)])
  }

  /// A node and the line on which it begins, counted from one.
  struct Node {
    let content: Content
    let line: Int
  }

  /// More than any honest file has; aliases of aliases end here.
  static let nodeLimit = 200_000
  /// Deeper than any honest tree.
  ///
  /// It is held while reading, because the parser takes quadratic time over brackets.
  static let depthLimit = 64

  private var nodes: [Node?] = []
  /// The outermost node; nil where the text says nothing.
  private(set) var root: Int?

  /// Reads a text that is one document.
  init(_ text: String) throws(ConfigSyntaxFault) {
    var open: [OpenNode] = []
    var anchors: [String: Int] = [:]
    let bytes = Array(text.utf8)
    var composed = Self()
    try YAMLEvents.read(bytes) { event throws(ConfigSyntaxFault) in
      switch event.kind {
      case .document:
        guard composed.root == nil else {
          throw ConfigSyntaxFault("found another document", line: event.line, column: event.column)
        }
      case .alias(let name):
        guard let node = anchors[name] else {
          throw ConfigSyntaxFault("found undefined alias", line: event.line, column: event.column)
        }
        composed.place(node, into: &open)
      case .scalar(let text, let isPlain, let anchor):
        let node = try composed.reserve(event, depth: open.count)
        composed.nodes[node] = Node(content: .scalar(text, isPlain: isPlain), line: event.line)
        try Self.name(node, anchor, event, in: &anchors)
        composed.place(node, into: &open)
      case .begin(let isMapping, let anchor):
        let node = try composed.reserve(event, depth: open.count)
        try Self.name(node, anchor, event, in: &anchors)
        open.append(OpenNode(number: node, isMapping: isMapping, line: event.line))
      case .end:
        guard let closed = open.popLast() else { return }
        composed.nodes[closed.number] = Node(content: closed.content, line: closed.line)
        composed.place(closed.number, into: &open)
      }
    }
    self = composed
  }

  private init() {}

  /// A node by its number; nil for one that stands within itself.
  subscript(_ number: Int) -> Node? { nodes[number] }

  /// A list or a table whose end has not been read.
  private struct OpenNode {
    let number: Int
    let isMapping: Bool
    let line: Int
    var children: [Int] = []

    var content: Content {
      guard isMapping else { return .sequence(children) }
      return .mapping(
        stride(from: 0, to: children.count - 1, by: 2).map {
          (key: children[$0], value: children[$0 + 1])
        })
    }
  }

  /// Notes the name of a node.
  ///
  /// YAML lets a name be written again; in a settings file it is a slip, and which of the two is meant is not to be guessed.
  private static func name(
    _ node: Int, _ anchor: String?, _ event: YAMLEvents.Event, in anchors: inout [String: Int]
  ) throws(ConfigSyntaxFault) {
    guard let anchor else { return }
    guard anchors.updateValue(node, forKey: anchor) == nil else {
      throw ConfigSyntaxFault("second occurrence", line: event.line, column: event.column)
    }
  }

  /// A number for a node whose content follows.
  private mutating func reserve(
    _ event: YAMLEvents.Event, depth: Int
  ) throws(ConfigSyntaxFault) -> Int {
    guard nodes.count < Self.nodeLimit, depth <= Self.depthLimit else {
      throw .tooMuch(line: event.line)
    }
    nodes.append(nil)
    return nodes.count - 1
  }

  private mutating func place(_ node: Int, into open: inout [OpenNode]) {
    if open.isEmpty { root = node } else { open[open.count - 1].children.append(node) }
  }
}

extension ConfigSyntaxFault {
  /// More levels or nodes than any honest file has.
  static func tooMuch(line: Int) -> Self {
    Self(line: line, duplicates: [], what: "层次过深或内容过多")
  }

  /// A problem in the parser's English, with its place counted from one and, in its line, from zero.
  init(_ problem: String, line: Int, column: Int) {
    self.init(
      line: line, duplicates: [], what: "第\(line)行第\(column + 1)字：" + Self.chinese(problem))
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
      ("second occurrence", "同一个锚（&）写了两次"),
      ("found another document", "一个文件只能有一份内容，请去掉中间的“---”"),
      ("exceeded", "层次过深"),
    ]
    return known.first { problem.contains($0.0) }?.1 ?? "写法不合 YAML 语法"
  }
}
