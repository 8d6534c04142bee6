/// Numbers by the names of a page's tags or signs (see `XMLName`); 0 where a name says nothing.
///
/// A page has one name after another, so that a name is looked up without the hashing that guards against hostile keys: the keys
/// here are ours, and a name that is none of them ends at the first empty place.
struct WebNameTable {
  private var keys: [UInt64]
  private var values: [UInt32]
  private static let bits = 8

  init(_ entries: [(name: String, value: UInt32)]) {
    keys = Array(repeating: 0, count: 1 << Self.bits)
    values = Array(repeating: 0, count: 1 << Self.bits)
    for entry in entries {
      let key = XMLName(entry.name).packed
      var place = Self.place(key)
      while keys[place] != 0 { place = Self.next(place) }
      (keys[place], values[place]) = (key, entry.value)
    }
  }

  @inline(__always) subscript(_ key: UInt64) -> UInt32 {
    var place = Self.place(key)
    while keys[place] != 0 {
      if keys[place] == key { return values[place] }
      place = Self.next(place)
    }
    return 0
  }

  @inline(__always) private static func place(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - bits))
  }

  @inline(__always) private static func next(_ place: Int) -> Int {
    (place &+ 1) & ((1 << bits) &- 1)
  }
}

/// What a tag of a page is to its readers.
enum WebElement: UInt32 {
  case other, table, row, cell, lineBreak
  /// `p` and `div`: either reader parts words at their ends.
  case paragraph
  /// What begins a line of its own besides.
  case block
  /// What is no text of a page, ended or not.
  case code
  /// What is passed over up to its end; without one it is a tag like others, so that a stray one hides no table.
  case passedOver

  static let names = WebNameTable(
    [
      (.table, ["table"]), (.row, ["tr"]), (.cell, ["td", "th"]), (.lineBreak, ["br"]),
      (.paragraph, ["p", "div"]),
      (
        .block,
        [
          "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header",
          "footer", "title", "hr", "blockquote", "pre", "dd", "dt", "center", "body", "option",
        ]
      ),
      (.code, ["script", "style"]), (.passedOver, ["noscript", "select", "textarea", "svg"]),
    ].flatMap { (element: WebElement, names: [String]) in
      names.map { (name: $0, value: element.rawValue) }
    })
}

/// The signs that a page may write by name, such as `&nbsp;`.
enum WebSigns {
  static let names = WebNameTable(
    ([
      ("nbsp", " "), ("emsp", " "), ("ensp", " "), ("thinsp", " "), ("amp", "&"), ("lt", "<"),
      ("gt", ">"), ("quot", "\""), ("apos", "'"), ("ldquo", "“"), ("rdquo", "”"), ("lsquo", "‘"),
      ("rsquo", "’"), ("middot", "·"), ("mdash", "—"), ("ndash", "–"), ("hellip", "…"),
      ("times", "×"), ("laquo", "«"), ("raquo", "»"), ("deg", "°"), ("permil", "‰"),
    ] as [(String, Unicode.Scalar)]).map { (name: $0.0, value: $0.1.value) })
}
