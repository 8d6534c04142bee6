import CExpat
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a small part says, in its order.
enum XMLEvent {
  case start(XMLElement)
  case text(String)
  case end(XMLElement.Name)
}

/// A start tag, its names resolved by their vocabulary and not by their prefix.
struct XMLElement {
  struct Name {
    let local: String
    /// True where the vocabulary is that of the root element, transitional or strict.
    let isMain: Bool
  }

  let name: Name
  /// The attributes without a vocabulary or with the element's own.
  fileprivate(set) var attributes: [(name: String, value: String)] = []
  /// The attribute `r:id`, which names a relationship.
  fileprivate(set) var relationship: String?

  subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

/// Reads the small parts of a package, and the body of a document, with Expat.
///
/// Sheets and shared strings go through `XMLScanner`: they are nearly all bytes of a workbook, and there
/// calls and strings for every tag cost several times what reading the bytes in place does.
///
/// Refuses document types (and with them all entities but the five of XML), other encodings than UTF-8 and
/// UTF-16, deep nesting and long tags. Nothing outside the part is ever asked for.
struct XMLReader: ~Copyable {
  private static let chunk = 32 << 10
  private let member: ZipMember
  private let sink: XMLSink
  private let limits: ReadingLimits
  private var fed = 0
  private var isAtEnd = false
  private var position = 0

  /// Reads everything, or the root and the elements of the names in `only`, without texts.
  init(
    _ member: ZipMember, limits: ReadingLimits, only names: [String]? = nil
  ) throws(Refusal) {
    self.member = member
    self.limits = limits
    sink = try XMLSink(member, limits: limits, only: names)
  }

  func malformed(_ what: String) -> Refusal { sink.malformed(what) }

  /// The next event, or nil at the end of a part that was well-formed throughout.
  mutating func next() throws(Refusal) -> XMLEvent? {
    while position == sink.events.count {
      if let refusal = sink.refusal { throw refusal }
      if isAtEnd { return nil }
      sink.events.removeAll(keepingCapacity: true)
      position = 0
      try feed()
    }
    position += 1
    return sink.events[position - 1]
  }

  /// Unpacks one chunk into the parser; a fault is kept until the events before it have been handed over.
  private mutating func feed() throws(Refusal) {
    // Expat reads an unfinished tag again with every chunk: chunks as long as the tag so far keep that linear.
    let pending = fed - sink.byteIndex
    guard pending < limits.tagBytes else { throw malformed("标记过长") }
    let count = max(Self.chunk, pending)
    let target = try unsafe sink.buffer(count)
    let got = try unsafe member.read(into: target, count: count)
    fed += got
    guard fed <= limits.smallPartBytes else {
      throw Refusal(
        .archiveBomb, at: member.place,
        found: "部件 \(member.name) 解压到 \(fed >> 20) MiB 仍未结束")
    }
    isAtEnd = got == 0
    sink.parse(got, isLast: isAtEnd)
  }
}

/// Owns Expat's parser, takes what it calls out, and keeps that as events.
@safe private final class XMLSink {
  /// Stands between vocabulary and name; no address can hold it.
  private static let separator = UInt8(0x0A)
  /// Bytes of a vocabulary's address, which is compared at every tag.
  private static let longestAddress = 1024
  private static let relationships = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ].map { Array($0.utf8) }

  private let parser: XML_Parser
  private let member: ZipMember
  private let depthLimit: Int
  private var depth = 0
  private var main: [UInt8]?
  private let only: [[UInt8]]?
  var events: [XMLEvent] = []
  private(set) var refusal: Refusal?

  init(_ member: ZipMember, limits: ReadingLimits, only names: [String]?) throws(Refusal) {
    self.member = member
    only = names?.map { Array($0.utf8) }
    depthLimit = limits.xmlDepth
    guard let parser = unsafe nb_expat_create(CChar(Self.separator)) else {
      throw Refusal(.xmlMalformed, at: member.place, found: "部件 \(member.name)：内存不足")
    }
    unsafe self.parser = parser
    // Handlers run only inside `parse`, while this object is alive.
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(
      parser, { unsafe XMLSink.from($0)?.begin($1, $2) }, { unsafe XMLSink.from($0)?.end($1) })
    unsafe XML_SetCharacterDataHandler(parser) { unsafe XMLSink.from($0)?.text($1, Int($2)) }
    unsafe XML_SetStartDoctypeDeclHandler(parser) { sink, _, _, _, _ in
      unsafe XMLSink.from(sink)?.doctype()
    }
    unsafe XML_SetXmlDeclHandler(parser) { sink, _, encoding, _ in
      unsafe XMLSink.from(sink)?.declare(encoding)
    }
    unsafe XML_SetStartNamespaceDeclHandler(parser) { sink, _, address in
      unsafe XMLSink.from(sink)?.vocabulary(address)
    }
  }

  deinit { unsafe XML_ParserFree(parser) }

  private static func from(_ pointer: UnsafeMutableRawPointer?) -> XMLSink? {
    guard let pointer = unsafe pointer else { return nil }
    return unsafe Unmanaged<XMLSink>.fromOpaque(pointer).takeUnretainedValue()
  }

  func malformed(_ what: String) -> Refusal {
    Refusal(.xmlMalformed, at: member.place, found: "部件 \(member.name)：\(what)")
  }

  // MARK: Feeding

  /// The first byte not dealt with yet.
  var byteIndex: Int { max(0, unsafe Int(XML_GetCurrentByteIndex(parser))) }

  /// Room for the next bytes.
  func buffer(_ count: Int) throws(Refusal) -> UnsafeMutablePointer<UInt8> {
    guard let buffer = unsafe XML_GetBuffer(parser, Int32(clamping: count)) else { throw failure }
    return unsafe buffer.assumingMemoryBound(to: UInt8.self)
  }

  func parse(_ count: Int, isLast: Bool) {
    let status = unsafe XML_ParseBuffer(parser, Int32(clamping: count), isLast ? 1 : 0)
    if status != XML_STATUS_OK, refusal == nil { refusal = failure }
  }

  private var failure: Refusal {
    let line = unsafe Int(XML_GetCurrentLineNumber(parser))
    let code = unsafe XML_GetErrorCode(parser)
    let what =
      switch code {
      case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR,
        XML_ERROR_UNCLOSED_CDATA_SECTION:
        "内容没有写完"
      case XML_ERROR_TAG_MISMATCH: "结束标记与开始标记不符"
      case XML_ERROR_DUPLICATE_ATTRIBUTE: "同一标记中有重复的属性"
      case XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "根元素之外还有内容"
      case XML_ERROR_UNDEFINED_ENTITY: "有未定义的字符引用"
      case XML_ERROR_BAD_CHAR_REF: "字符引用不成字符"
      case XML_ERROR_UNBOUND_PREFIX: "名称的前缀没有声明"
      case XML_ERROR_UNKNOWN_ENCODING, XML_ERROR_INCORRECT_ENCODING: "内容与声明的编码不符"
      case XML_ERROR_NO_MEMORY: "内容占用的内存过多"
      default: "不合 XML 的写法（代码 \(code.rawValue)）"
      }
    return malformed("第 \(line) 行，\(what)")
  }

  // MARK: What Expat calls

  /// Stops the parser; it may still finish the tag it is in.
  private func stop(_ why: Refusal) {
    if refusal == nil { refusal = why }
    _ = unsafe XML_StopParser(parser, 0)
  }

  private func doctype() {
    stop(
      Refusal(.xmlDoctype, at: member.place, found: "部件 \(member.name) 含 <!DOCTYPE 声明"))
  }

  /// Parts are UTF-8 or UTF-16 (ECMA-376 part 2); what claims another encoding may be read wrongly without a sign of it.
  private func declare(_ encoding: UnsafePointer<CChar>?) {
    guard let encoding = unsafe encoding else { return }
    let name = unsafe String(cString: encoding)
    guard !["utf-8", "utf-16"].contains(name.lowercased()) else { return }
    stop(malformed("声明的编码是 \(name.prefix(40))，应为 UTF-8"))
  }

  private func vocabulary(_ address: UnsafePointer<CChar>?) {
    guard let address = unsafe address, unsafe Spelling(address).local.count > Self.longestAddress
    else { return }
    stop(malformed("命名空间的地址过长"))
  }

  private func begin(
    _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    guard refusal == nil, let name = unsafe name, let attributes = unsafe attributes else { return }
    depth += 1
    guard depth <= depthLimit else {
      return stop(
        Refusal(.xmlTooDeep, at: member.place, found: "部件 \(member.name) 嵌套超过 \(depthLimit) 层"))
    }
    let tag = unsafe Spelling(name)
    let isRoot = main == nil
    if isRoot { unsafe main = Array(tag.address) }
    guard unsafe isRoot || isWanted(tag) else { return }
    var element = unsafe XMLElement(name: self.name(tag))
    // Names and values take turns; a nil ends them.
    var index = 0
    while let spelled = unsafe attributes[index], let value = unsafe attributes[index + 1] {
      let attribute = unsafe Spelling(spelled)
      if unsafe attribute.address.isEmpty || attribute.isFrom(tag.address) {
        unsafe element.attributes.append((attribute.text, String(cString: value)))
      } else if unsafe attribute.text == "id",
        Self.relationships.contains(where: {
          unsafe $0.withUnsafeBytes { unsafe attribute.isFrom($0) }
        })
      {
        element.relationship = unsafe String(cString: value)
      }
      index += 2
    }
    events.append(.start(element))
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    guard refusal == nil, let name = unsafe name else { return }
    depth -= 1
    let tag = unsafe Spelling(name)
    if unsafe isWanted(tag) { unsafe events.append(.end(self.name(tag))) }
  }

  private func isWanted(_ tag: Spelling) -> Bool {
    guard let only else { return true }
    return only.contains { unsafe $0.withUnsafeBytes { unsafe Spelling.same(tag.local, $0) } }
  }

  private func text(_ bytes: UnsafePointer<CChar>?, _ count: Int) {
    guard refusal == nil, only == nil else { return }
    unsafe events.append(
      .text(String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)))
  }

  private func name(_ spelling: Spelling) -> XMLElement.Name {
    unsafe XMLElement.Name(
      local: spelling.text,
      isMain: main?.withUnsafeBytes { unsafe spelling.isFrom($0) } ?? true)
  }

  /// A name as Expat hands it over: the vocabulary's address, the separator, the local name; or the latter alone.
  @unsafe private struct Spelling {
    let address: UnsafeRawBufferPointer
    let local: UnsafeRawBufferPointer

    init(_ name: UnsafePointer<CChar>) {
      var end = 0
      var start = 0
      while unsafe name[end] != 0 {
        if unsafe name[end] == CChar(XMLSink.separator) { start = end + 1 }
        end += 1
      }
      unsafe address = UnsafeRawBufferPointer(start: name, count: max(0, start - 1))
      unsafe local = UnsafeRawBufferPointer(start: name + start, count: end - start)
    }

    static func same(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
      guard left.count == right.count else { return false }
      guard let left = left.baseAddress, let other = right.baseAddress else {
        return true
      }
      return unsafe memcmp(left, other, right.count) == 0
    }

    func isFrom(_ address: UnsafeRawBufferPointer) -> Bool {
      unsafe Self.same(self.address, address)
    }

    var text: String { unsafe String(decoding: local, as: UTF8.self) }
  }
}
