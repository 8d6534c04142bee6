package import ReportDocument

/// The file that describes the tables of a data package (Frictionless Data Package, version 2).
package struct DescriptorFormat: OutputFormat {
  /// Words that stand where a value would.
  package static let missing = ["", "未知", "不适用"]

  /// The format.
  package init() {}

  package var fileExtension: String { "json" }

  package func bytes(of package: DataPackage) -> [UInt8] {
    let resources = package.resources.map { table in
      JSONText.object([
        ("name", .string(table.name)), ("type", .string("table")), ("title", .string(table.title)),
        ("path", .string(table.fileName)), ("format", .string("csv")),
        ("mediatype", .string("text/csv")), ("encoding", .string("utf-8")),
        ("bytes", .integer(CSVFormat().bytes(of: table).count)),
        ("dialect", .object([("lineTerminator", .string("\r\n"))])),
        ("schema", schema(table)),
      ])
    }
    let descriptor = JSONText.object([
      ("$schema", .string("https://datapackage.org/profiles/2.0/datapackage.json")),
      ("name", .string(package.name)), ("title", .string(package.title)),
      ("description", .string(package.description)),
      ("created", .string(package.created.iso + "T00:00:00Z")),
      (
        "contributors",
        .array([
          .object([
            ("title", .string(package.publisher)), ("roles", .array([.string("publisher")])),
          ])
        ])
      ),
      ("resources", .array(resources)),
    ])
    return Array((descriptor.text(indent: 0) + "\n").utf8)
  }

  private func schema(_ table: DataResource) -> JSONText {
    let fields = table.fields.map { field -> JSONText in
      var list: [(String, JSONText)] = [
        ("name", .string(field.name)), ("type", .string(field.kind.rawValue)),
      ]
      if !field.description.isEmpty { list.append(("description", .string(field.description))) }
      return .object(list)
    }
    var list: [(String, JSONText)] = [("fields", .array(fields))]
    if !table.primaryKey.isEmpty {
      list.append(("primaryKey", .array(table.primaryKey.map { .string($0) })))
    }
    list.append(("missingValues", .array(Self.missing.map { .string($0) })))
    return .object(list)
  }
}

/// JSON whose keys keep their order.
indirect enum JSONText {
  case string(String)
  case integer(Int)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The text, with what is inside further in by two blanks.
  func text(indent: Int) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .string(let text): return Self.quoted(text)
    case .integer(let number): return String(number)
    case .array(let items) where items.isEmpty: return "[]"
    case .array(let items):
      let lines = items.map { inner + $0.text(indent: indent + 2) }
      return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
    case .object(let members):
      let lines = members.map { inner + Self.quoted($0.0) + ": " + $0.1.text(indent: indent + 2) }
      return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
