import Diagnostics
import Disclosure
package import Tables

/// A form found in a sheet: the header's row and where each column stands.
package struct HeaderMatch: Sendable {
  /// The header's row as the reader sees it.
  package let row: Int
  /// Per column of the form: the sheet's column counted from one, or nil.
  package let columns: [Int?]
  /// Headings that the form does not know.
  package let extras: [String]
  /// Where applicants' names stand, if anywhere.
  package let applicantNames: [Int]

  /// Rows within which a header is looked for (inputs.md).
  package static let searchedRows = 20

  /// The first row that has every required heading, or the nearest miss with what it lacks.
  package static func find(_ form: Form, in table: Table) -> Finding {
    let names: [(key: String, column: Int)] = form.columns.enumerated().flatMap { index, column in
      ([column.name] + column.synonyms).map { (TextFolding.foldHeader($0), index) }
    }
    var best: (row: Int, missing: [String])?
    for row in table.rows.prefix(searchedRows) where !row.isBlank {
      var places = [Int?](repeating: nil, count: form.columns.count)
      var extras: [String] = []
      var people: [Int] = []
      for (offset, cell) in row.cells.enumerated() where !cell.isBlank {
        let key = TextFolding.foldHeader(cell.text)
        let bare = TextFolding.foldHeaderWithoutRemarks(cell.text)
        let match =
          names.first { $0.key == key } ?? (bare.isEmpty ? nil : names.first { $0.key == bare })
        if let match, places[match.column] == nil {
          places[match.column] = offset + 1
        } else {
          extras.append(cell.text)
          if Form.isApplicantName(cell.text) { people.append(offset + 1) }
        }
      }
      let missing = form.columns.indices.filter {
        form.columns[$0].isRequired && places[$0] == nil
      }
      if missing.isEmpty {
        return .found(
          HeaderMatch(row: row.number, columns: places, extras: extras, applicantNames: people))
      }
      let found = places.count { $0 != nil }
      if found > 0, missing.count < best?.missing.count ?? .max {
        best = (row.number, missing.map { form.columns[$0].name })
      }
    }
    return .missing(near: best)
  }

  /// What a search for a header ends with.
  package enum Finding {
    case found(HeaderMatch)
    case missing(near: (row: Int, missing: [String])?)
  }
}

/// The lines above a header: `填报部门：… 填报日期：…` (inputs.md).
package struct Preamble: Sendable {
  package let unit: String?
  package let date: String?

  /// Reads the rows above the header; the first of each counts.
  package init(table: Table, above header: Int) {
    var unit: String?
    var date: String?
    for row in table.rows where row.number < header {
      let text = row.cells.map(\.text).joined(separator: " ")
      unit = unit ?? Self.value(of: ["填报部门", "填报单位", "报送单位"], in: text)
      date = date ?? Self.value(of: ["填报日期", "报送日期", "填报时间"], in: text)
    }
    self.unit = unit
    self.date = date
  }

  private static func value(of labels: [String], in text: String) -> String? {
    for label in labels {
      guard let start = text.firstRange(of: label)?.upperBound else { continue }
      let rest = text[start...].drop { $0 == "：" || $0 == ":" || $0.isWhitespace }
      let end =
        ["填报", "报送", "联系", "审核"].compactMap { rest.firstRange(of: $0)?.lowerBound }.min()
        ?? rest.endIndex
      let value = rest[..<end].split(whereSeparator: { $0 == "\t" || $0 == "\n" }).first ?? ""
      let words = String(value).split(separator: " ", omittingEmptySubsequences: true)
      let joined = words.joined()
      if !joined.isEmpty { return joined }
    }
    return nil
  }
}
