/// A JSON value whose numbers stay as they were written.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  struct Malformed: Error {
    let offset: Int
  }

  init(_ bytes: [UInt8]) throws {
    var parser = Parser(bytes: bytes)
    self = try parser.value()
    parser.skipSpace()
    guard parser.place == bytes.count else { throw Malformed(offset: parser.place) }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let fields) = self { fields[key] } else { nil }
  }

  var elements: [JSONValue] { if case .array(let list) = self { list } else { [] } }

  var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let text), .string(let text): text
    case .array(let list): "[\(list.map(\.text).joined(separator: ", "))]"
    case .object(let fields):
      "{\(fields.keys.sorted().map { "\($0): \(fields[$0]?.text ?? "")" }.joined(separator: ", "))}"
    }
  }

  private struct Parser {
    let bytes: [UInt8]
    var place = 0

    var head: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpace() {
      while let byte = head, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        place += 1
      }
    }

    mutating func expect(_ text: String) throws {
      for byte in text.utf8 {
        guard head == byte else { throw Malformed(offset: place) }
        place += 1
      }
    }

    mutating func value() throws -> JSONValue {
      skipSpace()
      switch head {
      case UInt8(ascii: "{"): return try object()
      case UInt8(ascii: "["): return try array()
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"):
        try expect("true")
        return .bool(true)
      case UInt8(ascii: "f"):
        try expect("false")
        return .bool(false)
      case UInt8(ascii: "n"):
        try expect("null")
        return .null
      default: return try number()
      }
    }

    mutating func number() throws -> JSONValue {
      let start = place
      while let byte = head, "+-.0123456789eE".utf8.contains(byte) { place += 1 }
      guard place > start else { throw Malformed(offset: place) }
      return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    mutating func string() throws -> String {
      try expect("\"")
      var result: [UInt8] = []
      while let byte = head, byte != UInt8(ascii: "\"") {
        place += 1
        guard byte == UInt8(ascii: "\\") else {
          result.append(byte)
          continue
        }
        guard let escaped = head else { throw Malformed(offset: place) }
        place += 1
        switch escaped {
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "u"):
          let digits = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
          guard let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
            throw Malformed(offset: place)
          }
          place += 4
          result += Array(String(scalar).utf8)
        default: result.append(escaped)
        }
      }
      try expect("\"")
      return String(decoding: result, as: UTF8.self)
    }

    mutating func array() throws -> JSONValue {
      try expect("[")
      var list: [JSONValue] = []
      skipSpace()
      if head == UInt8(ascii: "]") {
        place += 1
        return .array(list)
      }
      while true {
        list.append(try value())
        skipSpace()
        if head == UInt8(ascii: ",") {
          place += 1
        } else {
          try expect("]")
          return .array(list)
        }
      }
    }

    mutating func object() throws -> JSONValue {
      try expect("{")
      var fields: [String: JSONValue] = [:]
      skipSpace()
      if head == UInt8(ascii: "}") {
        place += 1
        return .object(fields)
      }
      while true {
        skipSpace()
        let key = try string()
        skipSpace()
        try expect(":")
        fields[key] = try value()
        skipSpace()
        if head == UInt8(ascii: ",") {
          place += 1
        } else {
          try expect("}")
          return .object(fields)
        }
      }
    }
  }
}
