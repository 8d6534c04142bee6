import Diagnostics
import Disclosure
package import Tables

extension Table {
  /// The header of a kind's form where rows stand below it: what anybody would take the sheet for; nil for hidden sheets and
  /// the sheets of a form that hold no data.
  package func filledHeader(of kind: InputKind) -> HeaderMatch? {
    guard !isHidden, !Form.sheetsWithoutData.contains(sheet ?? ""),
      case .found(let header) = HeaderMatch.find(kind.form, in: self),
      rows.contains(where: { $0.number > header.row && !$0.isBlank })
    else { return nil }
    return header
  }
}

/// A form found in a sheet: the header's rows and where each column stands.
package struct HeaderMatch: Sendable {
  /// The header's first and last row as the reader sees them; one row where nothing is merged.
  package let firstRow: Int
  package let row: Int
  /// Per column of the form: the sheet's column counted from one, or nil.
  package let columns: [Int?]
  /// Headings that the form does not know.
  package let extras: [String]
  /// Where applicants' names stand, if anywhere.
  package let applicantNames: [Int]
  /// Per column of the sheet its heading, the lowest where several rows make the header.
  package let headings: [String]
  /// The header's rows, each cell folded, to know them again further down.
  package let rows: [[String]]

  /// Rows within which a header is looked for (inputs.md).
  package static let searchedRows = 20
  /// The most rows that a header may have.
  package static let mostRows = 3

  /// What is known besides the sheet itself.
  package struct Aid {
    package var layout: FormLayout?
    /// True where the unit of every row is known without a column.
    package var knowsUnit = false
    /// No aid.
    package init(layout: FormLayout? = nil, knowsUnit: Bool = false) {
      self.layout = layout
      self.knowsUnit = knowsUnit
    }
  }

  /// The first row that has every required heading, or the nearest miss with what it lacks.
  ///
  /// Headers over merged cells take two or three rows; the lowest text of a column is its name.
  package static func find(_ form: Form, in table: Table, aid: Aid = Aid()) -> Finding {
    let names = HeaderNames(form: form, aid: aid)
    let rows = Array(table.rows.prefix(searchedRows))
    var best: Miss?
    for (index, row) in rows.enumerated() where !row.isBlank {
      let most = aid.layout?.headerRows ?? mostRows
      let least = aid.layout?.headerRows ?? 1
      for height in max(1, least)...max(1, most) where height <= index + 1 {
        let block = Array(rows[(index - height + 1)...index])
        guard height == 1 || !block.contains(where: \.isBlank) else { continue }
        let match = names.match(block)
        if match.missing.isEmpty {
          guard height == 1 || match.usesEveryRow || aid.layout?.headerRows != nil else { continue }
          let found = match.header(rows: block, of: form.kind)
          let next = rows.dropFirst(index + 1).first
          let limit = aid.layout?.headerRows ?? mostRows
          return .found(
            next.flatMap {
              height < limit ? found.extended(over: block, by: $0, form, aid: aid) : nil
            } ?? found)
        }
        if height == 1, match.foundCount > 0, match.missing.count < best?.missing.count ?? .max {
          best = Miss(
            row: row.number, missing: match.missing, extras: match.extras, names: names)
        }
      }
    }
    return .missing(near: best)
  }

  /// The header with the row below it, where that row only names columns which this one leaves open or divides.
  ///
  /// `block`: the rows that make this header.
  package func extended(
    over block: [TableRow], by next: TableRow, _ form: Form, aid: Aid = Aid()
  ) -> HeaderMatch? {
    guard next.number == row + 1, !next.isBlank,
      !next.cells.indices.contains(where: {
        columns.contains($0 + 1) && !next.cells[$0].isBlank
      })
    else { return nil }
    let wider = HeaderNames(form: form, aid: aid).match(block + [next])
    let isMerged = next.cells.indices.contains { index in
      columns.contains(index + 1)
        && next.cells[index].mergedFrom.map { $0.row < next.number } == true
    }
    guard wider.missing.isEmpty,
      wider.foundCount > columns.count(where: { $0 != nil }) || isMerged
    else { return nil }
    return wider.header(rows: block + [next], of: form.kind)
  }

  /// The row that came nearest to a header.
  package struct Miss: Sendable {
    package let row: Int
    package let missing: [String]
    fileprivate let extras: [String]
    fileprivate let names: HeaderNames

    /// Headings of the row that may mean a missing column; worked out when somebody asks, as most misses are of sheets that
    /// belong to another kind.
    package var proposals: [(column: String, heading: String)] {
      names.proposals(for: missing, among: extras)
    }

    /// What is to be said of it.
    package var words: String {
      let proposals = proposals
      let known = proposals.map { "“\($0.column)”是否就是表里的“\($0.heading)”？" }.joined()
      return "最接近的一行缺少：\(missing.joined(separator: "、"))" + (known.isEmpty ? "" : "；" + known)
    }

    /// How to mend it, where a heading only has another name.
    package var remedy: String? {
      guard let first = proposals.first else { return nil }
      return "把列名改成规定的名称；整个县都用这个名称的，在 pipeline.yaml 的 layout 里写 "
        + "columns: {\(first.column): \(first.heading)}"
    }
  }

  /// What a search for a header ends with.
  package enum Finding {
    case found(HeaderMatch)
    case missing(near: Miss?)
  }
}
