import CYaml

/// What libyaml reads in a text, one thing after the other.
@safe enum YAMLEvents {
  /// A thing that was read, its line counted from one and its column from zero.
  struct Event {
    enum Kind {
      case document
      case alias(String)
      case scalar(String, isPlain: Bool, anchor: String?)
      /// A list or a table begins.
      case begin(isMapping: Bool, anchor: String?)
      /// A list or a table ends.
      case end
    }

    let kind: Kind
    let line: Int
    let column: Int
  }

  /// Hands on every event of a text, which is UTF-8; the first fault, the reader's or the taker's, ends it.
  static func read(
    _ text: [UInt8], _ take: (Event) throws(ConfigSyntaxFault) -> Void
  ) throws(ConfigSyntaxFault) {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) == 1 else { throw unreadable }
    defer { unsafe yaml_parser_delete(&parser) }
    // The parser goes back to these bytes as long as it is used.
    try unsafe text.withUnsafeBufferPointer { input throws(ConfigSyntaxFault) in
      unsafe yaml_parser_set_input_string(&parser, input.baseAddress, input.count)
      unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      while true {
        var read = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(&parser, &read) == 1 else {
          throw unsafe fault(of: parser, text)
        }
        defer { unsafe yaml_event_delete(&read) }
        if unsafe read.type == YAML_STREAM_END_EVENT { return }
        guard let kind = unsafe kind(of: read) else { continue }
        let mark = unsafe read.start_mark
        try take(Event(kind: kind, line: mark.line + 1, column: mark.column))
      }
    }
  }

  private static func kind(of event: yaml_event_t) -> Event.Kind? {
    let data = unsafe event.data
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: return .document
    case YAML_ALIAS_EVENT: return unsafe text(data.alias.anchor).map { .alias($0) }
    case YAML_SCALAR_EVENT:
      let bytes = unsafe UnsafeBufferPointer(start: data.scalar.value, count: data.scalar.length)
      return unsafe .scalar(
        String(decoding: bytes, as: UTF8.self),
        isPlain: data.scalar.style == YAML_PLAIN_SCALAR_STYLE, anchor: text(data.scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      return unsafe .begin(isMapping: false, anchor: text(data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      return unsafe .begin(isMapping: true, anchor: text(data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
    default: return nil
    }
  }

  private static func text(_ name: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe name.map { unsafe String(cString: $0) }
  }

  private static let unreadable = ConfigSyntaxFault(line: nil, duplicates: [], what: "不是可读的 YAML")

  /// What the parser says of a text that it cannot read.
  private static func fault(of parser: yaml_parser_t, _ bytes: [UInt8]) -> ConfigSyntaxFault {
    switch unsafe parser.error {
    case YAML_SCANNER_ERROR, YAML_PARSER_ERROR:
      guard let problem = unsafe parser.problem else { return unreadable }
      let mark = unsafe parser.problem_mark
      return unsafe ConfigSyntaxFault(
        String(cString: problem), line: mark.line + 1, column: mark.column)
    case YAML_READER_ERROR:
      let before = unsafe bytes.prefix(parser.problem_offset)
      return ConfigSyntaxFault(
        line: 1 + before.count { $0 == 0x0A }, duplicates: [], what: "含有 YAML 不允许的控制字符")
    default: return unreadable
    }
  }
}
