import CDeflateLevel
import CXlsxWriter
import Diagnostics
import Glibc
import ReportDocument

/// A workbook being written: the only owner of the C handle.
///
/// `close` is its one good end; abandoned half-way, the handle is freed and the file stays empty.
/// Values of different threads share nothing but the library's static buffer for the created date,
/// into which equal dates write equal values.
@safe struct XlsxWorkbook: ~Copyable {
  /// A sheet of this workbook; valid until the workbook is closed.
  @safe struct Sheet {
    fileprivate let pointer: UnsafeMutablePointer<lxw_worksheet>
    /// The name on the tab.
    let name: String
    /// How many cells have been written.
    var cells = 0
    /// How many links have been written.
    var links = 0
    /// How many links were written as text because the sheet takes no more.
    var linksLeft = 0
  }

  /// The C handle and the name of the folder for its part files; freed together, once.
  @safe fileprivate struct Owner: ~Copyable {
    let book: UnsafeMutablePointer<lxw_workbook>
    let scratch: UnsafeMutablePointer<CChar>?

    consuming func close() -> lxw_error {
      let status = unsafe workbook_close(book)
      unsafe free(scratch)
      discard self
      return status
    }

    deinit {
      unsafe lxw_workbook_free(book)
      unsafe free(scratch)
    }
  }

  private let owner: Owner
  private let file: String
  private let isBulk: Bool
  /// What streams had failed before this workbook was begun.
  private let failuresBefore: UInt
  /// Formats by role, number format, indent and wrapping; made when first used, in the order of the cells.
  private var formats: [UnsafeMutablePointer<lxw_format>?]

  /// Opens a workbook; `file` is the name for messages.
  init(
    path: String, scratch: String?, file: String, isBulk: Bool
  ) throws(RenderingError) {
    // The library reports a file it cannot make only at the end, and prints it by itself.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotCreate(file: file, errno: errno) }
    _ = Glibc.close(descriptor)
    let folder: UnsafeMutablePointer<CChar>? = unsafe scratch.flatMap { unsafe strdup($0) }
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = isBulk ? 1 : 0
    unsafe options.tmpdir = folder
    guard let made = unsafe workbook_new_opt(path, &options) else {
      unsafe free(folder)
      throw .refused(file: file, sheet: "", step: "准备", .outOfMemory)
    }
    failuresBefore = failed_streams()
    owner = unsafe Owner(book: made, scratch: folder)
    self.file = file
    self.isBulk = isBulk
    unsafe formats = Array(repeating: nil, count: StyleRole.allCases.count << 6)
  }

  /// Writes the file and frees the workbook.
  consuming func close() throws(RenderingError) {
    let file = self.file
    let failuresBefore = self.failuresBefore
    let status = owner.close()
    if let fault = WriterFault(status) { throw .notFinished(file: file, fault) }
    // The library writes on where a stream has failed, and says that all went well.
    if failed_streams() != failuresBefore { throw .notFinished(file: file, .stream) }
  }

  /// Title, author, subject and the created date.
  func setProperties(
    title: String, author: String, subject: String, created: DocumentDay
  ) throws(RenderingError) {
    let status = unsafe title.withMutableCString { title in
      unsafe author.withMutableCString { author in
        unsafe subject.withMutableCString { subject in
          var properties = unsafe lxw_doc_properties()
          unsafe properties.title = title
          unsafe properties.author = author
          unsafe properties.subject = subject
          // Zero would mean now.
          unsafe properties.created = max(1, created.unixTime)
          return unsafe workbook_set_properties(owner.book, &properties)
        }
      }
    }
    if let fault = WriterFault(status) {
      throw .refused(file: file, sheet: "", step: "文档属性", fault)
    }
  }

  /// Marks the workbook as one of this program, so that reading it back knows who worked its formulas out.
  func setMark() throws(RenderingError) {
    let status = unsafe OwnWorkbook.property.withCString { name in
      unsafe OwnWorkbook.program.withCString { value in
        unsafe workbook_set_custom_property_string(owner.book, name, value)
      }
    }
    if let fault = WriterFault(status) {
      throw .refused(file: file, sheet: "", step: "文档属性", fault)
    }
  }

  /// Adds a sheet.
  func addSheet(_ name: String) throws(RenderingError) -> Sheet {
    guard let sheet = unsafe workbook_add_worksheet(owner.book, name) else {
      // A sheet of many rows has a part file of its own.
      let isNameGood = unsafe workbook_validate_sheet_name(owner.book, name) == LXW_NO_ERROR
      throw .refused(
        file: file, sheet: name, step: "新建", isNameGood ? .cannotCreatePart : .sheetName)
    }
    return unsafe Sheet(pointer: sheet, name: name)
  }

  // MARK: Cells

  /// Writes the cells of a row; the columns keep count of widths.
  ///
  /// - Returns: how many lines the highest cell takes.
  mutating func write(
    _ row: borrowing RowBuilder, at sheetRow: Int, on sheet: inout Sheet,
    columns: inout [ColumnState]
  ) throws(RenderingError) -> Int {
    let entries = row.entries
    let bytes = row.bytes
    guard entries.count <= columns.count else {
      throw .rowShape(
        file: file, sheet: sheet.name, row: sheetRow + 1, expected: columns.count,
        got: entries.count)
    }
    var lines = 1
    var fault: WriterFault?
    unsafe bytes.withUnsafeBytes { buffer in
      let text = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      for index in entries.indices {
        let entry = entries[index]
        let status = unsafe write(
          entry, text, row: lxw_row_t(sheetRow), column: index, on: &sheet,
          state: &columns[index], lines: &lines)
        if status != LXW_NO_ERROR {
          fault = WriterFault(status)
          return
        }
      }
    }
    if let fault {
      throw .refused(file: file, sheet: sheet.name, step: "第 \(sheetRow + 1) 行", fault)
    }
    sheet.cells += entries.count
    return lines
  }

  private mutating func write(
    _ entry: RowBuilder.Entry, _ text: UnsafePointer<CChar>?, row: lxw_row_t, column: Int,
    on sheet: inout Sheet, state: inout ColumnState, lines: inout Int
  ) -> lxw_error {
    let role = entry.role ?? state.role
    let format = entry.format ?? state.format
    let column = lxw_col_t(truncatingIfNeeded: column)
    let page = unsafe sheet.pointer
    switch entry.kind {
    case .number:
      let width = ColumnState.columns(ofNumber: entry.number, written: entry.width, format)
      // A figure is never wrapped or cut: `####` would hide it.
      if width > state.widest {
        state.widest = width
        if width > state.cap { state.cap = width }
      }
      return unsafe worksheet_write_number(
        page, row, column, entry.number, style(role, format, false))
    case .text:
      // In a list of a hundred thousand rows such cells are left out: one cell in six.
      if isBulk, entry.saysNone { return LXW_NO_ERROR }
      let wraps = Self.measure(entry, &state, &lines)
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      return unsafe worksheet_write_string(
        page, row, column, text + entry.start,
        style(role, format, wraps, indented: state.isIndented && role == .body))
    case .blank:
      if entry.format == nil && state.emptyWord.count > 1 {
        if isBulk, state.saysNone { return LXW_NO_ERROR }
        state.widest = max(state.widest, state.emptyWidth)
        let style = unsafe style(.absent, format, false)
        return unsafe state.emptyWord.withUnsafeBytes { word in
          unsafe worksheet_write_string(
            page, row, column, word.baseAddress?.assumingMemoryBound(to: CChar.self), style)
        }
      }
      return unsafe worksheet_write_blank(page, row, column, style(role, state.format, false))
    case .web, .sheetLink:
      let wraps = Self.measure(entry, &state, &lines)
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      if sheet.links < Int(LXW_MAX_NUMBER_URLS) - 1 {
        let status = unsafe worksheet_write_url_opt(
          page, row, column, text + entry.start,
          style(.link, .general, wraps, indented: state.isIndented),
          text + entry.second, nil)
        if status == LXW_NO_ERROR {
          sheet.links += 1
          return status
        }
        // An address that grows beyond the limit when escaped stays readable as text.
        if status != LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED { return status }
      }
      sheet.linksLeft += 1
      return unsafe worksheet_write_string(
        page, row, column, text + entry.second,
        style(state.role, state.format, wraps, indented: state.isIndented))
    case .formulaNumber:
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      let width = ColumnState.columns(ofNumber: entry.number, written: entry.width, format)
      state.widest = max(state.widest, width)
      state.cap = max(state.cap, width)
      return unsafe worksheet_write_formula_num(
        page, row, column, text + entry.start, style(role, format, false), entry.number)
    case .formulaText:
      let wraps = Self.measure(entry, &state, &lines)
      guard let text = unsafe text else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      return unsafe worksheet_write_formula_str(
        page, row, column, text + entry.start,
        style(role, format, wraps, indented: state.isIndented && role == .body),
        text + entry.second)
    }
  }

  /// Counts a text's width in; true where it has to be wrapped.
  private static func measure(
    _ entry: RowBuilder.Entry, _ state: inout ColumnState, _ lines: inout Int
  ) -> Bool {
    if entry.width > state.widest { state.widest = min(entry.width, state.cap) }
    guard entry.width > state.cap || entry.breaks > 0 else { return false }
    lines = max(
      lines,
      RowHeight.lines(total: entry.totalWidth, breaks: entry.breaks, width: state.cap))
    return true
  }

  /// Writes one entry of a builder over a merged range.
  mutating func writeMerged(
    _ row: borrowing RowBuilder, rows: ClosedRange<Int>, columns: ClosedRange<Int>,
    wraps: Bool, on sheet: inout Sheet
  ) throws(RenderingError) {
    guard let entry = row.entries.first else { return }
    let role = entry.role ?? .body
    let format = entry.format ?? .general
    let style = unsafe style(role, format, wraps)
    if rows.count > 1 || columns.count > 1 {
      // The range is made empty and its first cell written after, so that figures stay figures.
      try check(
        unsafe worksheet_merge_range(
          sheet.pointer, lxw_row_t(rows.lowerBound), lxw_col_t(columns.lowerBound),
          lxw_row_t(rows.upperBound), lxw_col_t(columns.upperBound), "", style),
        "合并单元格", on: sheet)
    }
    var state = ColumnState()
    state.cap = wraps ? 0 : .max
    var lines = 1
    let bytes = row.bytes
    let status = unsafe bytes.withUnsafeBytes { buffer in
      unsafe write(
        entry, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        row: lxw_row_t(rows.lowerBound), column: columns.lowerBound, on: &sheet, state: &state,
        lines: &lines)
    }
    try check(status, "单元格", on: sheet)
    sheet.cells += 1
  }

  // MARK: Formats

  private mutating func style(
    _ role: StyleRole, _ format: NumberFormat, _ wraps: Bool, indented: Bool = false
  ) -> UnsafeMutablePointer<lxw_format>? {
    let key =
      Int(role.rawValue) << 6 | Int(format.rawValue) << 2 | (indented ? 2 : 0) | (wraps ? 1 : 0)
    if let known = unsafe formats[key] { return unsafe known }
    let made = unsafe makeFormat(role, format, wraps: wraps, indented: indented)
    unsafe formats[key] = made
    return unsafe made
  }

  private func makeFormat(
    _ role: StyleRole, _ number: NumberFormat, wraps: Bool, indented: Bool
  ) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = unsafe workbook_add_format(owner.book) else { return nil }
    let look = Look.of(role)
    unsafe format_set_font_name(format, look.font)
    unsafe format_set_font_size(format, look.size)
    if look.isBold { unsafe format_set_bold(format) }
    if look.isUnderlined {
      unsafe format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
    }
    if let colour = look.colour { unsafe format_set_font_color(format, colour) }
    if let fill = look.fill { unsafe format_set_bg_color(format, fill) }
    if look.isBordered { unsafe format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if look.hasRule { unsafe format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    if role == .heading { unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch look.alignment {
    case .left: unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .centre: unsafe format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue))
    case .right: unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .byContent: break
    }
    // An indent is kept on the left only where that is said.
    if indented {
      unsafe format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      unsafe format_set_indent(format, 1)
    }
    if wraps || look.alwaysWraps { unsafe format_set_text_wrap(format) }
    if role == .entry { unsafe format_set_unlocked(format) }
    if let code = Look.code(of: number) { unsafe format_set_num_format(format, code) }
    return unsafe format
  }

  // MARK: Rows, columns, table

  /// Sets the width of a column in characters.
  func setWidth(_ width: Double, column: Int, on sheet: Sheet) throws(RenderingError) {
    let column = lxw_col_t(truncatingIfNeeded: column)
    try check(
      unsafe worksheet_set_column(sheet.pointer, column, column, width, nil), "列宽", on: sheet)
  }

  /// Sets the height of a row in points.
  func setHeight(_ points: Double, row: Int, on sheet: Sheet) throws(RenderingError) {
    try check(
      unsafe worksheet_set_row(sheet.pointer, lxw_row_t(row), points, nil), "行高", on: sheet)
  }

  /// Makes a table object over a header row and data rows; in bulk mode headings and a filter only.
  mutating func addTable(
    _ table: DataTable, headerRow: Int, dataRows: Int, on sheet: inout Sheet
  ) throws(RenderingError) {
    let style = unsafe style(.heading, .general, true)
    let last = lxw_row_t(headerRow + dataRows)
    let lastColumn = lxw_col_t(truncatingIfNeeded: table.columns.count - 1)
    if isBulk {
      for (index, column) in table.columns.enumerated() {
        try check(
          unsafe worksheet_write_string(
            sheet.pointer, lxw_row_t(headerRow), lxw_col_t(truncatingIfNeeded: index),
            SheetText.mended(column.heading).text, style), "表头", on: sheet)
      }
      try check(
        unsafe worksheet_autofilter(sheet.pointer, lxw_row_t(headerRow), 0, last, lastColumn),
        "筛选", on: sheet)
      return
    }
    let headings = unsafe table.columns.map { unsafe strdup(SheetText.mended($0.heading).text) }
    defer { unsafe Self.release(headings) }
    var columns = unsafe headings.map { heading in
      var column = unsafe lxw_table_column()
      unsafe column.header = heading
      unsafe column.header_format = unsafe style
      return unsafe column
    }
    let status = unsafe table.name.withMutableCString { name in
      unsafe columns.withUnsafeMutableBufferPointer { columns in
        var list = unsafe (0..<columns.count).map { index in
          unsafe columns.baseAddress.map { unsafe $0 + index }
        }
        unsafe list.append(nil)
        return unsafe list.withUnsafeMutableBufferPointer { list in
          var options = unsafe lxw_table_options()
          unsafe options.name = name
          unsafe options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
          unsafe options.style_type_number = 1
          unsafe options.columns = list.baseAddress
          return unsafe worksheet_add_table(
            sheet.pointer, lxw_row_t(headerRow), 0, last, lastColumn, &options)
        }
      }
    }
    try check(status, "表格对象", on: sheet)
    sheet.cells += table.columns.count
  }

  // MARK: Sheet

  /// Freezes rows above and columns to the left.
  func freeze(rows: Int, columns: Int, on sheet: Sheet) {
    unsafe worksheet_freeze_panes(
      sheet.pointer, lxw_row_t(rows), lxw_col_t(truncatingIfNeeded: columns))
  }

  /// Locks all cells but entry cells.
  func protect(_ sheet: Sheet) {
    var options = lxw_protection()
    options.format_columns = 1
    options.format_rows = 1
    options.sort = 1
    options.autofilter = 1
    unsafe worksheet_protect(sheet.pointer, nil, &options)
  }

  /// A4, direction, scale, repeated rows, page numbers.
  func setPrint(
    _ print: PrintSetup, pages: PrintPages, rowBreaks: [Int], header: String, repeated: Range<Int>?,
    on sheet: Sheet
  ) throws(RenderingError) {
    unsafe worksheet_set_paper(sheet.pointer, 9)
    if print.isLandscape {
      unsafe worksheet_set_landscape(sheet.pointer)
    } else {
      unsafe worksheet_set_portrait(sheet.pointer)
    }
    unsafe worksheet_set_margins(sheet.pointer, 0.6, 0.6, 0.75, 0.75)
    switch pages {
    case .asWide: break
    case .oneWide: unsafe worksheet_fit_to_pages(sheet.pointer, 1, 0)
    case .onePage: unsafe worksheet_fit_to_pages(sheet.pointer, 1, 1)
    case .several(let percent, let breaks, let repeated):
      unsafe worksheet_set_print_scale(sheet.pointer, UInt16(clamping: percent))
      var columns = breaks.map { lxw_col_t(truncatingIfNeeded: $0) } + [0]
      let status = unsafe columns.withUnsafeMutableBufferPointer {
        unsafe worksheet_set_v_pagebreaks(sheet.pointer, $0.baseAddress)
      }
      try check(status, "分页", on: sheet)
      if repeated > 0 {
        try check(
          unsafe worksheet_repeat_columns(
            sheet.pointer, 0, lxw_col_t(truncatingIfNeeded: repeated - 1)), "重复标题列", on: sheet)
      }
    }
    if !rowBreaks.isEmpty {
      var rows = rowBreaks.map { lxw_row_t(truncatingIfNeeded: $0) } + [0]
      let status = unsafe rows.withUnsafeMutableBufferPointer {
        unsafe worksheet_set_h_pagebreaks(sheet.pointer, $0.baseAddress)
      }
      try check(status, "分页", on: sheet)
    }
    if print.isCentred { unsafe worksheet_center_horizontally(sheet.pointer) }
    if let repeated, !repeated.isEmpty {
      try check(
        unsafe worksheet_repeat_rows(
          sheet.pointer, lxw_row_t(repeated.lowerBound), lxw_row_t(repeated.upperBound - 1)),
        "重复标题行", on: sheet)
    }
    if !header.isEmpty {
      let text = "&C" + SheetText.mended(header).text.replacing("&", with: "&&")
      try check(unsafe worksheet_set_header(sheet.pointer, text), "页眉", on: sheet)
    }
    let footer: String
    switch print.pageNumbers {
    case .workbook: footer = "&C第 &P 页，共 &N 页"
    case .sheet: footer = "&C&A　第 &P 页"
    case .part(let page, let count):
      // Said outright: spreadsheets count on from the sheets before.
      footer = "&C第 \(page) 页，共 \(count) 页"
      unsafe worksheet_fit_to_pages(sheet.pointer, 1, 1)
    }
    try check(unsafe worksheet_set_footer(sheet.pointer, footer), "页脚", on: sheet)
  }

  /// A drawing over a column of figures.
  func emphasise(
    _ emphasis: ColumnEmphasis, from start: Double, rows: Range<Int>, column: Int, on sheet: Sheet
  ) throws(RenderingError) {
    var rule = unsafe lxw_conditional_format()
    switch emphasis {
    case .dataBar:
      unsafe rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      unsafe rule.data_bar_2010 = 1
      unsafe rule.bar_solid = 1
      unsafe rule.bar_color = Look.bar
      unsafe rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      unsafe rule.min_value = start
    case .highIsGood, .lowIsGood:
      let isHighGood = emphasis == .highIsGood
      unsafe rule.type = UInt8(LXW_CONDITIONAL_3_COLOR_SCALE.rawValue)
      unsafe rule.min_color = isHighGood ? Look.paleRed : Look.paleGreen
      unsafe rule.mid_color = Look.white
      unsafe rule.max_color = isHighGood ? Look.paleGreen : Look.paleRed
    }
    let column = lxw_col_t(truncatingIfNeeded: column)
    try check(
      unsafe worksheet_conditional_format_range(
        sheet.pointer, lxw_row_t(rows.lowerBound), column, lxw_row_t(rows.upperBound - 1), column,
        &rule), "条件格式", on: sheet)
  }

  /// An entry rule over a range; `options` is a reference to cells that hold a long list.
  func validate(
    _ rule: EntryRule, rows: ClosedRange<Int>, columns: ClosedRange<Int>, options: String?,
    on sheet: Sheet
  ) throws(RenderingError) {
    var validation = unsafe lxw_data_validation()
    unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    unsafe validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe validation.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe validation.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
    unsafe validation.error_type = UInt8(
      rule.warnsOnly
        ? LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue : LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
    var words: [String] = []
    switch rule.kind {
    case .list(let list):
      if options != nil {
        unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      } else {
        unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
        words = list
      }
    case .date(let first, let last):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
      unsafe validation.minimum_number = Double(first.serial ?? 61)
      unsafe validation.maximum_number = Double(last.serial ?? 61)
    case .decimal(let low, let high):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      unsafe validation.minimum_number = Double(low)
      unsafe validation.maximum_number = Double(high)
    case .integer(let low, let high):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      unsafe validation.minimum_number = Double(low)
      unsafe validation.maximum_number = Double(high)
    case .text(let atMost):
      unsafe validation.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      unsafe validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
      unsafe validation.value_number = Double(atMost)
    }
    // The library reads these only during the call.
    let held = unsafe [rule.promptTitle, rule.prompt, rule.refusal, options ?? ""].map {
      unsafe strdup(SheetText.mended($0).text)
    }
    var list = unsafe words.map { unsafe strdup($0) }
    unsafe list.append(nil)
    defer {
      unsafe Self.release(held)
      unsafe Self.release(list)
    }
    if !rule.promptTitle.isEmpty { unsafe validation.input_title = held[0] }
    if !rule.prompt.isEmpty { unsafe validation.input_message = held[1] }
    if !rule.refusal.isEmpty { unsafe validation.error_message = held[2] }
    if options != nil { unsafe validation.value_formula = held[3] }
    let status = unsafe list.withUnsafeMutableBufferPointer { list in
      if !words.isEmpty { unsafe validation.value_list = .init(list.baseAddress) }
      return unsafe worksheet_data_validation_range(
        sheet.pointer, lxw_row_t(rows.lowerBound),
        lxw_col_t(truncatingIfNeeded: columns.lowerBound),
        lxw_row_t(rows.upperBound), lxw_col_t(truncatingIfNeeded: columns.upperBound), &validation)
    }
    try check(status, "输入规则", on: sheet)
  }

  // MARK: Charts

  /// What a chart needs to know of its table: where it stands, the rows drawn, and the columns.
  struct ChartRange {
    var sheet: String
    var rows: Range<Int>
    var categories: Int
    var values: [Int]
    /// Rows without a figure, by column.
    var absent: [Int: Set<Int>]

    /// The rows of a column down to its last figure: what has not come yet is left out.
    func drawn(_ column: Int) -> Range<Int> {
      guard let absent = absent[column] else { return rows }
      let last = rows.last { !absent.contains($0) } ?? rows.lowerBound
      return rows.lowerBound..<(last + 1)
    }

    /// True where a line would run through a word, which spreadsheets draw as zero.
    var hasGap: Bool {
      values.contains { column in
        guard let absent = absent[column] else { return false }
        return drawn(column).contains { absent.contains($0) }
      }
    }
  }

  /// Draws a chart with its upper left corner at a cell.
  func draw(
    _ chart: Chart, _ range: ChartRange, row: Int, column: Int, height: Int, on sheet: Sheet
  ) throws(RenderingError) {
    // A bar of no height says nothing; a line down to zero would say zero.
    let shape = chart.kind == .line && range.hasGap ? .column : chart.kind
    let kind =
      switch shape {
      case .bar: LXW_CHART_BAR
      case .column: LXW_CHART_COLUMN
      case .line: LXW_CHART_LINE
      }
    guard let drawing = unsafe workbook_add_chart(owner.book, UInt8(kind.rawValue)) else {
      throw .refused(file: file, sheet: sheet.name, step: "图表", .outOfMemory)
    }
    for (index, (series, values)) in zip(chart.series, range.values).enumerated() {
      guard let line = unsafe chart_add_series(drawing, nil, nil) else {
        throw .refused(file: file, sheet: sheet.name, step: "图表", .outOfMemory)
      }
      let categories = lxw_col_t(truncatingIfNeeded: range.categories)
      let drawn = range.drawn(values)
      let first = lxw_row_t(drawn.lowerBound)
      let last = lxw_row_t(drawn.upperBound - 1)
      let values = lxw_col_t(truncatingIfNeeded: values)
      unsafe chart_series_set_categories(
        line, range.sheet, lxw_row_t(range.rows.lowerBound), categories,
        lxw_row_t(range.rows.upperBound - 1), categories)
      unsafe chart_series_set_values(line, range.sheet, first, values, last, values)
      unsafe chart_series_set_name(line, Self.literal(series.name))
      let colour = Look.series[index % Look.series.count]
      if shape == .line {
        var stroke = lxw_chart_line()
        stroke.color = colour
        stroke.width = 2
        unsafe chart_series_set_line(line, &stroke)
        // Lines differ by marker as well as by colour.
        unsafe chart_series_set_marker_type(line, Look.markers[index % Look.markers.count])
        unsafe chart_series_set_marker_size(line, 7)
      } else {
        var fill = lxw_chart_fill()
        fill.color = colour
        unsafe chart_series_set_fill(line, &fill)
        // On paper nobody can hover: each bar says its figure.
        if shape == .bar { unsafe chart_series_set_labels(line) }
      }
    }
    unsafe chart_title_set_name(drawing, Self.literal(chart.title))
    // The library names axes by place: the names of a lying bar chart stand on its y axis.
    let isLying = shape == .bar
    let names = unsafe isLying ? drawing.pointee.y_axis : drawing.pointee.x_axis
    let figures = unsafe isLying ? drawing.pointee.x_axis : drawing.pointee.y_axis
    // Names on lying bars say themselves what they are, and need the room.
    if !isLying { unsafe chart_axis_set_name(names, Self.literal(chart.categoryTitle)) }
    unsafe chart_axis_set_name(figures, Self.literal(chart.valueTitle))
    if let code = Look.code(of: chart.valueFormat) {
      unsafe chart_axis_set_num_format(figures, code)
    }
    if isLying {
      // The first row on top, and every name shown; the figures then stand at the far end.
      unsafe chart_axis_set_reverse(names)
      unsafe chart_axis_set_interval_unit(names, 1)
      unsafe chart_axis_set_crossing_max(names)
    }
    if shape != .line { unsafe chart_axis_set_min(figures, 0) }
    var grid = lxw_chart_line()
    grid.color = Look.grid
    grid.width = 0.75
    unsafe chart_axis_major_gridlines_set_line(figures, &grid)
    if chart.series.count == 1 {
      unsafe chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      unsafe chart_legend_set_position(drawing, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    unsafe setFonts(drawing, names: isLying ? names : nil)
    let status = unsafe SheetText.mended(chart.alternativeText).text.withMutableCString { text in
      var options = unsafe lxw_chart_options()
      unsafe options.x_scale = Double(SheetLayout.chartPixelWidth) / 480
      unsafe options.y_scale = Double(height) / 288
      unsafe options.description = text
      return unsafe worksheet_insert_chart_opt(
        sheet.pointer, lxw_row_t(row), lxw_col_t(truncatingIfNeeded: column), drawing, &options)
    }
    try check(status, "图表", on: sheet)
  }

  /// `names`: the axis of a lying bar chart, whose many names are set smaller, so that none is left out.
  private func setFonts(
    _ chart: UnsafeMutablePointer<lxw_chart>, names: UnsafeMutablePointer<lxw_chart_axis>?
  ) {
    unsafe Look.bodyFont.withMutableCString { name in
      unsafe Look.headingFont.withMutableCString { heading in
        var small = unsafe lxw_chart_font()
        unsafe small.name = name
        unsafe small.size = 9
        unsafe small.bold = UInt8(LXW_EXPLICIT_FALSE.rawValue)
        var large = unsafe lxw_chart_font()
        unsafe large.name = heading
        unsafe large.size = 13
        unsafe large.bold = UInt8(LXW_EXPLICIT_FALSE.rawValue)
        unsafe chart_title_set_name_font(chart, &large)
        unsafe chart_axis_set_name_font(chart.pointee.x_axis, &small)
        unsafe chart_axis_set_name_font(chart.pointee.y_axis, &small)
        unsafe chart_axis_set_num_font(chart.pointee.x_axis, &small)
        unsafe chart_axis_set_num_font(chart.pointee.y_axis, &small)
        unsafe chart_legend_set_font(chart, &small)
        if let names = unsafe names {
          unsafe small.size = 8
          unsafe chart_axis_set_num_font(names, &small)
        }
      }
    }
  }

  /// A text of a chart; one that begins with `=` would be taken for a reference.
  private static func literal(_ text: String) -> String {
    let clean = SheetText.mended(text).text
    return clean.hasPrefix("=") ? "＝" + clean.dropFirst() : clean
  }

  private static func release(_ texts: [UnsafeMutablePointer<CChar>?]) {
    for index in unsafe texts.indices { unsafe free(texts[index]) }
  }

  private func check(
    _ status: lxw_error, _ step: String, on sheet: Sheet
  ) throws(RenderingError) {
    if let fault = WriterFault(status) {
      throw .refused(file: file, sheet: sheet.name, step: step, fault)
    }
  }
}

extension String {
  /// Calls with a zero-terminated copy that C may name without `const`.
  fileprivate func withMutableCString<Result>(
    _ body: (UnsafeMutablePointer<CChar>) -> Result
  ) -> Result {
    unsafe withCString { unsafe body(UnsafeMutablePointer(mutating: $0)) }
  }
}

extension WriterFault {
  /// The library's status by name; nil where all went well.
  fileprivate init?(_ status: lxw_error) {
    switch status {
    case LXW_NO_ERROR: return nil
    case LXW_ERROR_MEMORY_MALLOC_FAILED: self = .outOfMemory
    case LXW_ERROR_CREATING_XLSX_FILE: self = .cannotCreateFile
    case LXW_ERROR_CREATING_TMPFILE: self = .cannotCreatePart
    case LXW_ERROR_READING_TMPFILE: self = .cannotReadPart
    case LXW_ERROR_ZIP_FILE_OPERATION: self = .zipFile
    case LXW_ERROR_ZIP_PARAMETER_ERROR: self = .zipParameter
    case LXW_ERROR_ZIP_BAD_ZIP_FILE: self = .zipBad
    case LXW_ERROR_ZIP_INTERNAL_ERROR: self = .zipInternal
    case LXW_ERROR_ZIP_FILE_ADD: self = .zipAdd
    case LXW_ERROR_ZIP_CLOSE: self = .zipClose
    case LXW_ERROR_FEATURE_NOT_SUPPORTED: self = .notSupported
    case LXW_ERROR_NULL_PARAMETER_IGNORED: self = .missingParameter
    case LXW_ERROR_PARAMETER_VALIDATION: self = .invalidParameter
    case LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED, LXW_ERROR_INVALID_SHEETNAME_CHARACTER,
      LXW_ERROR_SHEETNAME_START_END_APOSTROPHE, LXW_ERROR_SHEETNAME_ALREADY_USED:
      self = .sheetName
    case LXW_ERROR_32_STRING_LENGTH_EXCEEDED, LXW_ERROR_128_STRING_LENGTH_EXCEEDED,
      LXW_ERROR_255_STRING_LENGTH_EXCEEDED, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
      self = .textTooLong
    case LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND: self = .textNotInTable
    case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: self = .outsideSheet
    case LXW_ERROR_WORKSHEET_MAX_URL_LENGTH_EXCEEDED: self = .addressTooLong
    case LXW_ERROR_WORKSHEET_MAX_NUMBER_URLS_EXCEEDED: self = .tooManyLinks
    default: self = .unknown(Int(status.rawValue))
    }
  }
}
