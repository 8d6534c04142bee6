import CYaml

/// One YAML document as libyaml loads it: nodes by their numbers, aliases replaced by the number they stand for.
@safe struct YAMLDocument: ~Copyable {
  /// What a node holds; elements, keys and values by their numbers.
  enum Content {
    case scalar(String, isPlain: Bool)
    case sequence([Int32])
    case mapping([(key: Int32, value: Int32)])
  }

  private let handle: UnsafeMutablePointer<yaml_document_t>

  /// Reads a text that is one document.
  init(_ text: String) throws(ConfigSyntaxFault) {
    unsafe handle = try Self.load(text)
  }

  deinit {
    unsafe yaml_document_delete(handle)
    unsafe handle.deallocate()
  }

  /// The outermost node; nil where the text says nothing.
  var root: Int32? { unsafe yaml_document_get_root_node(handle) == nil ? nil : 1 }

  /// What a node holds.
  func content(of node: Int32) -> Content? {
    guard let found = unsafe yaml_document_get_node(handle, node) else { return nil }
    let data = unsafe found.pointee.data
    switch unsafe found.pointee.type {
    case YAML_SCALAR_NODE:
      let bytes = unsafe UnsafeBufferPointer(start: data.scalar.value, count: data.scalar.length)
      let isPlain = unsafe data.scalar.style == YAML_PLAIN_SCALAR_STYLE
      return .scalar(unsafe String(decoding: bytes, as: UTF8.self), isPlain: isPlain)
    case YAML_SEQUENCE_NODE:
      let items = unsafe Self.all(data.sequence.items.start, data.sequence.items.top)
      return .sequence(unsafe items.map { $0 })
    case YAML_MAPPING_NODE:
      let pairs = unsafe Self.all(data.mapping.pairs.start, data.mapping.pairs.top)
      return .mapping(unsafe pairs.map { (key: $0.key, value: $0.value) })
    default: return nil
    }
  }

  /// The line on which a node begins, counted from one.
  func line(of node: Int32) -> Int {
    guard let found = unsafe yaml_document_get_node(handle, node) else { return 1 }
    return unsafe found.pointee.start_mark.line + 1
  }

  private static func all<Element>(
    _ start: UnsafeMutablePointer<Element>?, _ end: UnsafeMutablePointer<Element>?
  ) -> UnsafeBufferPointer<Element> {
    guard let start = unsafe start, let end = unsafe end else {
      return unsafe UnsafeBufferPointer(start: nil, count: 0)
    }
    return unsafe UnsafeBufferPointer(start: start, count: end - start)
  }

  private static func load(
    _ text: String
  ) throws(ConfigSyntaxFault) -> UnsafeMutablePointer<yaml_document_t> {
    let bytes = Array(text.utf8)
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else { throw unreadable }
    defer { unsafe yaml_parser_delete(&parser) }
    let document = UnsafeMutablePointer<yaml_document_t>.allocate(capacity: 1)
    // The parser goes back to these bytes as long as it is used.
    let found: ConfigSyntaxFault? = unsafe bytes.withUnsafeBufferPointer { input in
      unsafe yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      guard unsafe yaml_parser_load(&parser, document) == 1 else {
        return unsafe fault(of: parser, bytes)
      }
      // Behind nothing there is nothing more to be asked for.
      guard unsafe yaml_document_get_root_node(document) != nil else { return nil }
      var next = unsafe yaml_document_t()
      guard unsafe yaml_parser_load(&parser, &next) == 1 else {
        unsafe yaml_document_delete(document)
        return unsafe fault(of: parser, bytes)
      }
      defer { unsafe yaml_document_delete(&next) }
      guard let second = unsafe yaml_document_get_root_node(&next) else { return nil }
      let mark = unsafe second.pointee.start_mark
      unsafe yaml_document_delete(document)
      return ConfigSyntaxFault("found another document", line: mark.line, column: mark.column)
    }
    guard let found else { return unsafe document }
    unsafe document.deallocate()
    throw found
  }

  private static let unreadable = ConfigSyntaxFault(line: nil, duplicates: [], what: "不是可读的 YAML")

  /// What the parser says of a text that it cannot read.
  private static func fault(of parser: yaml_parser_t, _ bytes: [UInt8]) -> ConfigSyntaxFault {
    switch unsafe parser.error {
    case YAML_SCANNER_ERROR, YAML_PARSER_ERROR, YAML_COMPOSER_ERROR:
      guard let problem = unsafe parser.problem else { return unreadable }
      let mark = unsafe parser.problem_mark
      return unsafe ConfigSyntaxFault(
        String(cString: problem), line: mark.line, column: mark.column)
    case YAML_READER_ERROR:
      let before = unsafe bytes.prefix(parser.problem_offset)
      return ConfigSyntaxFault(
        line: 1 + before.count { $0 == 0x0A }, duplicates: [], what: "含有 YAML 不允许的控制字符")
    default: return unreadable
    }
  }
}

extension ConfigSyntaxFault {
  /// A problem in the parser's English, with its place counted from zero.
  fileprivate init(_ problem: String, line: Int, column: Int) {
    self.init(
      line: line + 1, duplicates: [],
      what: "第\(line + 1)行第\(column + 1)字：" + Self.chinese(problem))
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
