import Diagnostics
import Disclosure
package import ReportDocument
package import Statutory

/// What the workbook of a report is made from.
package struct StatutoryWorkbookContent: Sendable {
  package var result: StatutoryResult
  /// The government's report, or one unit's own.
  package var scope: ReportScope
  package var settings: ReportSettings
  /// How the plan was carried out; nil leaves its sheets out.
  package var plan: PlanResults?
  /// I8 and I9, which the text proves.
  package var textIdentities: [IdentityRecord]
  /// Lines for the cover, such as the waivers used and unused.
  package var notes: [String]
  /// How long lists may be: identities that hold, and cells of units.
  package var limits: ListLimits

  package init(
    _ result: StatutoryResult, scope: ReportScope = .county, settings: ReportSettings,
    plan: PlanResults? = nil, textIdentities: [IdentityRecord] = [], notes: [String] = [],
    limits: ListLimits = .standard
  ) {
    self.result = result
    self.scope = scope
    self.settings = settings
    self.plan = plan
    self.textIdentities = textIdentities
    self.notes = notes
    self.limits = limits
  }

  /// The name of the workbook.
  package var fileName: String { ReportName.files(of: result.input) + ".xlsx" }
}

/// The workbook of the statutory report: official tables for print, flat data, roll-up and proofs.
package enum StatutoryWorkbook {
  /// The name of the published workbook.
  package static let fileName = ReportName.published + ".xlsx"
  /// The sheet of flat data.
  package static let dataSheet = "数据"

  /// The official table on a sheet: its name, its title and the table of the report it holds.
  package static let formSheets: [(name: String, title: String, table: Int)] = [
    ("二、主动公开政府信息情况", "主动公开政府信息情况", 2),
    ("三、收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请情况", 3),
    ("四、政府信息公开行政复议、行政诉讼情况", "政府信息公开行政复议、行政诉讼情况", 4),
  ]

  /// Cells of units that are not zero: most are, and a reader looks for the others.
  static func unitPlaces(_ result: StatutoryResult) -> [Int32] {
    let units = result.units
    let count = result.input.form.cells.count
    var entries: [Int32] = []
    for unit in units.indices where units[unit].standing != .absent {
      let used = units[unit].used
      for cell in 0..<count where !used.isZero(at: cell) {
        entries.append(Int32(unit * count + cell))
      }
    }
    return entries
  }

  /// A unit's table of which every cell is 未知 as one place: that of its first cell, negative less one.
  private static func joiningUnknownTables(
    _ entries: [Int32], _ units: [UnitStatutory], _ form: ReportForm
  ) -> [Int32] {
    let count = form.cells.count
    let tables = ReportForm.tables.map { form.cells(ofTable: $0).indices }
    return entries.filter { entry in
      let cell = Int(entry) % count
      let used = units[Int(entry) / count].used
      guard used.isUnknown(at: cell), let table = tables.first(where: { $0.contains(cell) }),
        cell != table.lowerBound
      else { return true }
      return !table.allSatisfy { used.isUnknown(at: $0) }
    }.map { entry in
      let cell = Int(entry) % count
      let used = units[Int(entry) / count].used
      guard let table = tables.first(where: { $0.lowerBound == cell }),
        table.allSatisfy({ used.isUnknown(at: $0) })
      else { return entry }
      return -1 - entry
    }
  }

  /// Makes the document.
  package static func document(
    _ content: StatutoryWorkbookContent
  ) -> WorkbookDocument {
    let input = content.result.input
    let title = title(content)
    var sheets = forms(content)
    sheets.append(data(content))
    if content.scope == .county {
      sheets.append(byUnit(content))
      if isLong(content) {
        sheets[sheets.count - 1].notes.append("各单位各格的数据见《\(unitDataName)》。")
      } else {
        sheets.append(unitData(content))
      }
      sheets.append(notSummed(content))
    }
    sheets += [differences(content), identities(content)]
    if let plan = content.plan { sheets += [themes(plan, content), tasks(plan, content)] }
    for index in sheets.indices {
      sheets[index].mark = content.settings.mark
      // The pages of the official part are counted by themselves, the others by their sheet.
      if index >= formSheets.count { sheets[index].print.pageNumbers = .sheet }
    }
    // The forms know their first row, so their mark was set when they were made.
    var cover = cover(content, title: title, sheets: sheets)
    cover.print.pageNumbers = .sheet
    return WorkbookDocument(
      fileName: content.fileName, title: title, author: content.settings.publisher,
      subject: "政府信息公开工作年度报告",
      created: DocumentDay(dayNumber: input.asOf.dayNumber), sheets: [cover] + sheets)
  }

  private static func title(_ content: StatutoryWorkbookContent) -> String {
    ReportName.title(organ: content.settings.organ, content.result.input)
  }

  /// The official tables, a sheet each.
  package static func forms(_ content: StatutoryWorkbookContent) -> [SheetDocument] {
    let title = title(content)
    return formSheets.map { form($0.name, $0.title, $0.table, content, title) }
  }

  private static func form(
    _ name: String, _ heading: String, _ table: Int, _ content: StatutoryWorkbookContent,
    _ title: String
  ) -> SheetDocument {
    let notes = [title]
    let firstRow = 2 + (content.settings.mark.isEmpty ? 0 : 1) + notes.count
    let form = StatutoryForm(
      table: table, content.result.tables(of: content.scope), firstRow: firstRow)
    return SheetDocument(
      name: name, title: heading, mark: content.settings.mark, notes: notes,
      blocks: [.grid(form.grid)], freeze: .nothing,
      print: PrintSetup(
        isLandscape: table == 4, repeatsHeader: table == 3, isCentred: true,
        pageNumbers: .part(
          page: (formSheets.firstIndex { $0.table == table } ?? 0) + 1, of: formSheets.count)))
  }

  /// The tables as flat data, a cell a row.
  package static func data(_ content: StatutoryWorkbookContent) -> SheetDocument {
    let tables = content.result.tables(of: content.scope)
    let rows = tables.form.cells.map { cell in
      [.integer(cell.table)] + flat(cell, tables[cell])
    }
    return SheetDocument(
      name: dataSheet, title: "年度报告数据（一格一行）",
      notes: ["表号2、3、4分别为报告第二、三、四部分的表；未知的格写“未知”，不是零。下一年度可作为上年数据使用。"],
      blocks: [
        .table(
          DataTable(
            name: "年报数据",
            columns: [TableColumn("table", "表", .label, .integer)] + flatColumns, rows: rows))
      ])
  }

  private static let flatColumns = [
    TableColumn("code", "行号", .label, .text),
    TableColumn("row", "行名", width: .computed(atMost: 48)),
    TableColumn("column", "列"), TableColumn("value", "值", .figure),
  ]

  /// 行号 · 行名 · 列 · 值; 行号 stays empty where the table has no codes.
  private static func flat(_ cell: StatutoryCell, _ value: Exact?) -> [Cell] {
    [
      cell.table == StatutoryCell.requestTable
        ? Cell(.text(cell.row), nil, .text) : .blank(.layout),
      .text(cell.rowLabel), .text(cell.column), FigureCell.make(value),
    ]
  }

  // MARK: proofs

  /// 逻辑校验: what is wrong first, then the report's own identities with both sides; those of units that hold are counted.
  private static func identities(_ content: StatutoryWorkbookContent) -> SheetDocument {
    let name = content.result.input.name(of: content.scope)
    let list = content.result.identityList
    var tally: [Identity: [Verdict: Int]] = [:]
    var listed: [IdentityRecord] = []
    func take(_ record: IdentityRecord) {
      let isOwn = record.scope == name
      guard content.scope == .county || isOwn else { return }
      tally[record.identity, default: [:]][record.verdict, default: 0] += 1
      if isOwn || record.verdict.isOpen { listed.append(record) }
    }
    for index in list.indices {
      // A province has hundreds of thousands that hold: no record is made of what is only counted.
      if content.scope == .county, !list.verdict(at: index).isOpen, !list.isOf(name, at: index) {
        tally[list.identity(at: index), default: [:]][list.verdict(at: index), default: 0] += 1
      } else {
        take(list[index])
      }
    }
    for record in content.textIdentities { take(record) }
    listed.order { ($0.verdict.urgency, $0) < ($1.verdict.urgency, $1) }
    let lines = joined(listed, except: name)
    let total = Verdict.allCases.map { verdict in
      "\(verdict.label)\(tally.values.reduce(0) { $0 + $1[verdict, default: 0] })项"
    }
    return SheetDocument(
      name: "逻辑校验", title: "勾稽关系校验",
      notes: [
        total.joined(separator: "，") + "。不成立和无法判断的列在前面"
          + (content.scope == .county ? "；各单位成立的各项只计数，不逐项列出" : "")
          + (lines.count < listed.count ? "；一个单位同一条关系里两边都未知的各项合为一行。" : "。"),
        "无法判断：有未知的格，已知的格不足以证明成立或不成立。I1至I4不成立的，不能发布。",
      ],
      blocks: [.table(identityTable("逻辑校验", lines)), .table(identityCounts(tally))],
      print: PrintSetup(isLandscape: true))
  }

  /// The records, with those of a unit of which neither side is known joined to one for each identity.
  ///
  /// Such a line says what is missing and has no figures. Those of `own` stay as they are.
  private static func joined(_ records: [IdentityRecord], except own: String) -> [IdentityRecord] {
    var lines: [IdentityRecord] = []
    var items: [String] = []
    func end() {
      guard items.count > 1, let last = lines.popLast() else { return }
      lines.append(
        IdentityRecord(
          last.identity, scope: last.scope, item: items.joined(separator: "、"),
          source: last.source, left: nil, right: nil, verdict: last.verdict))
    }
    for record in records {
      let isBlank =
        record.verdict == .unknown && record.left == nil && record.right == nil
        && record.scope != own
      if isBlank, let last = lines.last, !items.isEmpty, last.identity == record.identity,
        last.scope == record.scope, last.source == record.source
      {
        items.append(itemText(record))
        continue
      }
      end()
      items = isBlank ? [itemText(record)] : []
      lines.append(record)
    }
    end()
    return lines
  }

  /// How often each identity was tried, and what came of it.
  private static func identityCounts(_ tally: [Identity: [Verdict: Int]]) -> DataTable {
    let tried = Identity.allCases.compactMap { identity in
      tally[identity].map { (identity: identity, counts: $0) }
    }
    let rows = tried.map { one -> [Cell] in
      [.text(one.identity.rawValue), .text(one.identity.statement)]
        + Verdict.allCases.map { .integer(one.counts[$0, default: 0]) }
    }
    return DataTable(
      name: "勾稽计数",
      columns: [TableColumn("id", "编号", .label), TableColumn("statement", "勾稽关系")]
        + Verdict.allCases.map {
          TableColumn($0.rawValue, $0.label + "项数", .label, .integer)
        }, rows: rows)
  }

  /// Identities with both sides and the verdict, one a row.
  package static func identityTable(
    _ name: String, _ records: [IdentityRecord], emptyText: String = "（无）",
    source: @escaping @Sendable (IdentityRecord) -> String = {
      $0.source == .declared ? "单位填报" : "登记簿等计算"
    }
  ) -> DataTable {
    let rows = ComputedRows(count: records.count) { index, row in
      let record = records[index]
      let role: StyleRole? =
        switch record.verdict {
        case .holds: .good
        case .broken: .bad
        case .unknown: .caution
        case .notApplicable: .absent
        }
      let isFigure =
        record.identity != .textMatches && !(record.identity == .partsFilled && record.left == nil)
      func side(_ value: Exact?) -> Cell {
        if record.verdict == .notApplicable || !isFigure { return .blank(.notApplicable) }
        return FigureCell.make(value)
      }
      let right = record.identity == .rulesNeedPower ? Cell.integer(0) : side(record.right)
      row.append(text: record.id)
      row.append(text: record.identity.statement)
      row.append(text: record.scope)
      row.append(text: itemText(record))
      row.append(text: source(record))
      row.append(side(record.left))
      row.append(record.verdict == .notApplicable ? .blank(.notApplicable) : right)
      row.append(.text(record.verdict.label, role))
    }
    return DataTable(
      name: name,
      columns: [
        TableColumn("id", "编号", .label),
        TableColumn("statement", "勾稽关系", width: .computed(atMost: 44)),
        TableColumn("scope", "范围"), TableColumn("item", "项目", width: .computed(atMost: 36)),
        TableColumn("source", "数据来源", .label), TableColumn("left", "左边", .figure),
        TableColumn("right", "右边", .figure), TableColumn("verdict", "判定", .label),
      ], rows: rows, emptyText: emptyText)
  }

  /// The item with its printed name where it is a row code.
  private static func itemText(_ record: IdentityRecord) -> String {
    guard record.identity == .applicantsAddUp,
      let row = ReportForm.all.lazy.compactMap({ $0.row(record.item) }).first
    else { return record.item }
    return record.item + " " + row.label
  }

  private static func differences(_ content: StatutoryWorkbookContent) -> SheetDocument {
    let result = content.result
    let own = result.differences.filter { difference in
      if case .unit(let unit) = content.scope { return difference.unit == unit }
      return true
    }
    let rows = own.map { one -> [Cell] in
      [
        .text(result.input.units[one.unit].name), .integer(one.cell.table),
        .text(one.cell.rowLabel), .text(one.cell.column), FigureCell.make(one.declared),
        FigureCell.make(one.derived), .text(one.derivedFrom.label),
        .text(one.numbers.joined(separator: "、")), .text(one.declaredAt.description),
      ]
    }
    return SheetDocument(
      name: "填报差异", title: "填报数与登记数不一致的格",
      notes: ["汇总采用登记簿和文件目录的数字；登记编号为计入该格的登记，请据此核对。"],
      blocks: [
        .table(
          DataTable(
            name: "填报差异",
            columns: [
              TableColumn("unit", "单位", width: .computed(atMost: 28)),
              TableColumn("table", "表", .label, .integer),
              TableColumn("row", "行", width: .computed(atMost: 34)), TableColumn("column", "列"),
              TableColumn("declared", "填报数", .figure), TableColumn("derived", "登记数", .figure),
              TableColumn("source", "登记数来源", .label),
              TableColumn("numbers", "登记编号", width: .computed(atMost: 30)),
              TableColumn("place", "填报位置", width: .computed(atMost: 30)),
            ], rows: rows, emptyText: "（没有不一致的格）"))
      ], print: PrintSetup(isLandscape: true))
  }

  // MARK: units

  private static func unitColumns(
    _ form: ReportForm
  ) -> [(heading: String, cells: [StatutoryCell])] {
    var columns: [(heading: String, cells: [StatutoryCell])] = [
      ("新收申请", form.cells(.received)), ("上年结转", form.cells(.carriedIn)),
    ]
    for result in RequestRow.Result.allCases {
      columns.append((result.rawValue, form.cells(.result(result))))
    }
    columns += [
      ("办理结果总计", form.cells(.total)), ("结转下年度", form.cells(.carriedOut)),
    ]
    for block in form.disputeBlocks {
      let total = form.cell(
        table: StatutoryCell.disputeTable, row: block, column: StatutoryCell.total)
      columns.append((block, total.map { [$0] } ?? []))
    }
    for cell in form.cells(ofTable: StatutoryCell.proactiveTable) {
      let measure = cell.column.replacing("本年", with: "").replacing("（单位：万元）", with: "（万元）")
      columns.append((cell.row + measure, [cell]))
    }
    return columns
  }

  private static func sum(_ cells: [StatutoryCell], _ tables: StatutoryTables) -> Exact? {
    var total = Exact.zero
    for cell in cells {
      guard let value = tables[cell] else { return nil }
      total += value
    }
    return total
  }

  /// The part of each unit in the sum; at a city each member stands where a county has a unit.
  package static func byUnit(
    _ content: StatutoryWorkbookContent, name: String = "分单位", title: String = "计入汇总的单位",
    notes: [String] = ["没有报送也没有豁免的单位各格为未知，汇总数因而未知。垂直管理、已豁免的单位见“未计入汇总”。"],
    heading: String = "单位", showsGroup: Bool = true
  ) -> SheetDocument {
    let result = content.result
    let units = result.units.filter { $0.standing == .summed || $0.standing == .silent }
    let columns = unitColumns(result.input.form)
    let rows = ComputedRows(count: units.count) { index, row in
      let unit = units[index]
      row.append(text: unit.name)
      if showsGroup { row.append(text: result.input.units[unit.unit].group) }
      for column in columns { row.append(FigureCell.make(sum(column.cells, unit.used))) }
    }
    let first = showsGroup ? 2 : 1
    let totals: [Cell] =
      [.text("合计", .totalWord)] + (showsGroup ? [.blank(.layout, .total)] : [])
      + columns.enumerated().map { index, column in
        guard let value = sum(column.cells, result.county), !units.isEmpty else {
          return .blank(.unknown, .total)
        }
        if let whole = value.integer {
          return .formula(.sum(.column(index + first)), cached: .integer(whole), .total, .integer)
        }
        return DecimalFigure(value.text).map {
          .formula(.sum(.column(index + first)), cached: .decimal($0), .total, .general)
        } ?? .blank(.unknown, .total)
      }
    return SheetDocument(
      name: name, title: title, notes: notes,
      blocks: [
        .table(
          DataTable(
            name: name + "汇总",
            columns: [TableColumn("unit", heading, width: .computed(atMost: 28))]
              + (showsGroup ? [TableColumn("group", "分组", .label)] : [])
              + columns.enumerated().map {
                TableColumn(
                  "c\($0.offset)", $0.element.heading, .figure, width: .computed(atMost: 11))
              }, rows: rows, totals: totals))
      ], freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
  }

  /// The cells of each unit that are not zero.
  package static func unitData(
    _ content: StatutoryWorkbookContent, name: String = "分单位数据", title: String = "各单位数据（一格一行）",
    heading: String = "单位", showsSource: Bool = true
  ) -> SheetDocument {
    let units = content.result.units
    let cells = content.result.input.form.cells
    let all = unitPlaces(content.result)
    let isLong = all.count > content.limits.detail
    let entries = isLong ? joiningUnknownTables(all, units, content.result.input.form) : all
    let rows = ComputedRows(count: entries.count) { index, row in
      let entry = Int(entries[index])
      let isWhole = entry < 0
      let unit = units[(isWhole ? -1 - entry : entry) / cells.count]
      let cell = cells[(isWhole ? -1 - entry : entry) % cells.count]
      row.append(text: unit.name)
      row.append(cell.table)
      if isWhole {
        row.append(blank: .layout)
        row.append(text: "（全表）")
        row.append(text: "（各格）")
        row.append(blank: .unknown)
      } else {
        for part in flat(cell, unit.used[cell]) { row.append(part) }
      }
      guard showsSource else { return }
      row.append(text: unit.sources[cell.index].label)
      row.append(text: unit.standing.label)
    }
    return SheetDocument(
      name: name, title: title,
      notes: [
        "只列不为零的格和未知的格；没有列出的格为0。" + (isLong ? "一张表各格都未知的，合为一行“（全表）”。" : "")
      ],
      blocks: [
        .table(
          DataTable(
            name: name,
            columns: [
              TableColumn("unit", heading, width: .computed(atMost: 28)),
              TableColumn("table", "表", .label, .integer),
            ]
              + flatColumns
              + (showsSource
                ? [TableColumn("source", "来源", .label), TableColumn("standing", "汇总方式")] : []),
            rows: rows))
      ], freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
  }

  private static func notSummed(_ content: StatutoryWorkbookContent) -> SheetDocument {
    let result = content.result
    var rows = result.units.filter { $0.standing != .summed }.map { unit -> [Cell] in
      let after = result.input.units[unit.unit].mergedInto.map { "已并入\($0)" } ?? ""
      return [
        .text(unit.name), .text(unit.standing.label), .text(after),
        FigureCell.make(sum(result.input.form.cells(.received), unit.used)),
        FigureCell.make(sum(result.input.form.cells(.total), unit.used)),
      ]
    }
    var open: [(unit: Int, name: String, cells: [StatutoryCell])] = []
    for reason in result.unknownReasons {
      guard let cell = reason.cell else { continue }
      if open.last?.unit == reason.unit {
        open[open.count - 1].cells.append(cell)
      } else {
        open.append((reason.unit, reason.name, [cell]))
      }
    }
    for reason in open {
      let named = reason.cells.prefix(3).map(\.title).joined(separator: "、")
      let more = reason.cells.count > 3 ? "等\(reason.cells.count)格" : ""
      rows.append([
        .text(reason.name), .text("计入汇总，有未知的格"), .text("\(named)\(more)未知"),
        .blank(.notApplicable), .blank(.notApplicable),
      ])
    }
    return SheetDocument(
      name: "未计入汇总", title: "未计入汇总的单位和未知的格",
      notes: ["垂直管理的单位由上级机关汇总；已豁免的单位在豁免期内不计入汇总。"],
      blocks: [
        .table(
          DataTable(
            name: "未计入汇总",
            columns: [
              TableColumn("unit", "单位"), TableColumn("standing", "情形"),
              TableColumn("why", "说明", width: .computed(atMost: 50)),
              TableColumn("received", "新收申请", .figure), TableColumn("answered", "办理结果总计", .figure),
            ], rows: rows, emptyText: "（各单位均已计入汇总，没有未知的格）"))
      ])
  }
}
