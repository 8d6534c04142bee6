import Diagnostics

/// Reads an XLSX workbook: its parts by relationship, its sheets one after the other.
struct WorkbookReader {
  let archive: ZipArchive
  let limits: ReadingLimits
  let file: String
  /// The names of the sheets that are read; nil: all.
  let only: Set<String>?

  private struct Sheet {
    let name: String
    let isHidden: Bool
    let part: String
  }

  func stream(
    into summary: inout FileSummary, to receiver: RowReceiver
  ) throws(Refusal) {
    var findings = Findings()
    let part = try mainPart()
    let relations = try PackageRelations(of: part, in: archive, limits: limits)
    PackageRelations.report(archive, relations, into: &findings)
    let (sheets, is1904) = try self.sheets(of: part, relations, &findings)
    var styles = WorkbookStyles()
    if let relation = try internalPart("styles", relations),
      let member = try archive.open(relation)
    {
      styles = try WorkbookStyles(member, limits: limits)
    }
    var strings = SharedStrings()
    if let relation = try internalPart("sharedStrings", relations),
      let member = try archive.open(relation)
    {
      strings = try SharedStrings(member, limits: limits)
    }
    let hasTables = archive.directory.members.contains { $0.name.contains("/tables/") }
    for sheet in sheets where only?.contains(sheet.name) ?? true {
      guard let member = try archive.open(sheet.part) else {
        findings.add(
          .sheetWithoutPart, at: SourceLocation(file: file, sheet: sheet.name),
          found: "工作表“\(sheet.name)”的内容 \(sheet.part) 不在文件里")
        continue
      }
      if sheet.isHidden {
        findings.add(
          .sheetHidden, at: SourceLocation(file: file, sheet: sheet.name),
          found: "工作表“\(sheet.name)”是隐藏的")
      }
      var reader = SheetReader(
        member, index: summary.sheets.count,
        sheet: SheetSummary(name: sheet.name, isHidden: sheet.isHidden), file: file,
        totalsRows: hasTables ? try totalsRows(of: sheet.part) : [],
        strings: strings, styles: styles, is1904: is1904, limits: limits)
      summary.sheets.append(try reader.read(into: &findings, receiver))
    }
    guard !summary.sheets.isEmpty else {
      throw Refusal(.archivePartMissing, at: archive.place, found: "工作簿里没有一张有内容的工作表")
    }
    var found = findings.finished
    // A property that cannot be read is no mark, and no fault of the cells.
    if found.contains(where: { $0.rule == .formulaCachedValue }),
      (try? OwnWorkbookMark(archive: archive, limits: limits).isMarked()) == true
    {
      found.removeAll { $0.rule == .formulaCachedValue }
    }
    summary.diagnostics += found
  }

  private func mainPart() throws(Refusal) -> String {
    let root = try PackageRelations(of: "", in: archive, limits: limits)
    let place = archive.place
    guard let main = root.first("officeDocument") else {
      if archive.contains("mimetype") || archive.contains("content.xml") {
        throw Refusal(.formatMismatch, at: place, found: "实际是 OpenDocument（.ods 或 .odt）或其他压缩格式")
      }
      throw Refusal(.archivePartMissing, at: place, found: "压缩包里没有工作簿")
    }
    guard !main.isExternal else {
      throw Refusal(.externalPart, at: place, found: "工作簿指向文件之外")
    }
    guard archive.contains(main.target) else {
      throw Refusal(.archivePartMissing, at: place, found: "缺少部件 \(main.target)")
    }
    return main.target
  }

  /// The rows that the tables of a sheet declare as their totals.
  private func totalsRows(of part: String) throws(Refusal) -> [Int] {
    let relations = try PackageRelations(of: part, in: archive, limits: limits)
    var rows: [Int] = []
    for relation in relations.all where relation.kind == "table" && !relation.isExternal {
      guard let member = try archive.open(relation.target) else { continue }
      var reader = try XMLReader(member, limits: limits, only: ["table"])
      while let event = try reader.next() {
        guard case .start(let element) = event, element.name.local == "table",
          let count = element["totalsRowCount"].flatMap({ Int($0) }), count > 0, count < 8,
          let last = element["ref"]?.split(separator: ":").last,
          let bottom = Int(last.drop { !$0.isNumber })
        else { continue }
        rows += (bottom - count + 1)...bottom
      }
    }
    return rows.ordered()
  }

  private func internalPart(
    _ kind: String, _ relations: PackageRelations
  ) throws(Refusal) -> String? {
    guard let relation = relations.first(kind) else { return nil }
    guard !relation.isExternal else {
      throw Refusal(.externalPart, at: archive.place, found: "部件 \(kind) 指向文件之外")
    }
    return relation.target
  }

  private func sheets(
    of part: String, _ relations: PackageRelations, _ findings: inout Findings
  ) throws(Refusal) -> (sheets: [Sheet], is1904: Bool) {
    guard let member = try archive.open(part) else { return ([], false) }
    var reader = try XMLReader(member, limits: limits, only: ["workbookPr", "sheet"])
    var found: [Sheet] = []
    var is1904 = false
    var isRoot = true
    while let event = try reader.next() {
      guard case .start(let element) = event else { continue }
      if isRoot {
        isRoot = false
        guard element.name.local == "workbook" else {
          throw Refusal(
            .formatMismatch, at: archive.place, found: "后缀是 .xlsx，内容不是工作簿（可能是 DOCX 或 PPTX）")
        }
      }
      guard element.name.isMain else { continue }
      switch element.name.local {
      case "workbookPr": is1904 = element["date1904"] == "1" || element["date1904"] == "true"
      case "sheet":
        if let sheet = try sheet(element, number: found.count + 1, relations, &findings) {
          found.append(sheet)
        }
        guard found.count <= limits.sheets else {
          throw Refusal(.tooManyCells, at: archive.place, found: "工作表超过 \(limits.sheets) 张")
        }
      default: break
      }
    }
    return (found, is1904)
  }

  /// The sheet an element names; nil for those that hold only a chart or a dialogue and have no cells.
  private func sheet(
    _ element: XMLElement, number: Int, _ relations: PackageRelations,
    _ findings: inout Findings
  ) throws(Refusal) -> Sheet? {
    let name = element["name"] ?? "第\(number)张"
    guard let relation = element.relationship.flatMap({ relations.relation(id: $0) }) else {
      // Charts and sheets that a program has only half removed leave such entries.
      findings.add(
        .sheetWithoutPart, at: SourceLocation(file: file, sheet: name),
        found: "工作表“\(name)”在文件里没有内容")
      return nil
    }
    guard !relation.isExternal else {
      throw Refusal(
        .externalPart, at: SourceLocation(file: file, sheet: name),
        found: "工作表指向 \(relation.target)")
    }
    guard relation.kind == "worksheet" else { return nil }
    let state = element["state"]
    return Sheet(
      name: name, isHidden: state == "hidden" || state == "veryHidden", part: relation.target)
  }
}
