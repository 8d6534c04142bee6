import Diagnostics

/// Which cell styles show a number as a date.
struct WorkbookStyles {
  /// By the style index of a cell.
  private(set) var isDate: [Bool] = []

  init() {}

  init(_ member: ZipMember, limits: ReadingLimits) throws(Refusal) {
    var reader = try XMLReader(member, limits: limits, only: ["numFmt", "cellXfs", "xf"])
    var custom: [Int: Bool] = [:]
    var isInside = false
    while let event = try reader.next() {
      switch event {
      case .start(let element) where element.name.isMain:
        switch element.name.local {
        case "numFmt":
          if let id = element["numFmtId"].flatMap({ Int($0) }), let code = element["formatCode"] {
            custom[id] = Self.isDate(format: code)
          }
        case "cellXfs": isInside = true
        case "xf" where isInside:
          let id = element["numFmtId"].flatMap { Int($0) } ?? 0
          guard isDate.count < 1 << 20 else { throw reader.malformed("单元格样式过多") }
          isDate.append(custom[id] ?? Self.isDate(builtIn: id))
        default: break
        }
      case .end(let name) where name.isMain && name.local == "cellXfs": isInside = false
      default: break
      }
    }
  }

  /// The formats every spreadsheet knows by number, those of Chinese editions included.
  static func isDate(builtIn id: Int) -> Bool {
    switch id {
    case 14...22, 27...36, 45...47, 50...58: true
    default: false
    }
  }

  /// True where a number format writes a day or a time: `yyyy"年"m"月"d"日"` does, `0.00E+00` and `[红色]0` do not.
  static func isDate(format: String) -> Bool {
    var isQuoted = false
    var bracket: [UInt8]?
    var skip = false
    var previous: UInt8 = 0
    var word: [UInt8] = []
    for byte in format.utf8 {
      if skip {
        skip = false
        continue
      }
      if byte == 0x22 {
        isQuoted.toggle()
        continue
      }
      if isQuoted { continue }
      if bracket != nil {
        if byte == 0x5D {
          bracket = nil
        }
        continue
      }
      let lower = byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
      switch lower {
      case 0x5B:
        // Brackets hold a colour, a condition, a locale, or elapsed time, which is a length and no day.
        bracket = []
        continue
      case 0x5C, 0x5F, 0x2A:
        skip = true
        continue
      case 0x3B: return false
      case 0x61...0x7A:
        word.append(lower)
        // "General" is the only word of a format that is no picture.
        if word.suffix(7).elementsEqual("general".utf8) { return false }
        if lower == 0x79 || lower == 0x64 || lower == 0x68 || lower == 0x73 { return true }
        if lower == 0x6D, previous != 0x30, previous != 0x23 { return true }
      default: word = []
      }
      previous = lower
    }
    return false
  }
}
