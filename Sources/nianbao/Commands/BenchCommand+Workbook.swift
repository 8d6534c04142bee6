import ArgumentParser
import Configuration
import Diagnostics
import Pipeline
import Publishing
import Rendering
import ReportDocument

extension BenchCommand {
  /// Writes the cells that another program dumped, to compare writers and nothing else.
  struct Workbook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "workbook", abstract: "把另一程序导出的单元格写成工作簿。")

    @Argument(
      help: ArgumentHelp(
        "单元格文件：每行一个字母（S 表名、T 类型、H 表头、R 一行）和以制表符分隔的内容。", valueName: "单元格文件"))
    var cells: String

    @Argument(help: ArgumentHelp("要写的 .xlsx 文件。", valueName: "工作簿"))
    var file: String

    func run() async throws {
      try await Terminal.guarding { terminal in
        let dump = CellDump(Array(try StagedFile.text(at: cells).utf8))
        let document = WorkbookDocument(
          fileName: "bench.xlsx", title: "bench", author: "bench",
          created: DocumentDay(year: 2023, month: 1, day: 31), sheets: dump.sheets)
        let written: RenderedWorkbook
        do throws(RenderingError) {
          written = try WorkbookRenderer().render(document, to: file)
        } catch {
          throw StagedWorkbook.fault(
            of: error, writing: file, name: document.fileName)
        }
        terminal.say(
          "sheets \(written.sheets.count) cells \(written.sheets.reduce(0) { $0 + $1.cells })")
        return .done
      }
    }
  }
}

/// The cells of a workbook as text: rows are cut when they are written.
private struct CellDump {
  private(set) var sheets: [SheetDocument] = []

  init(_ bytes: [UInt8]) {
    var name = ""
    var types: [UInt8] = []
    var headings: [String] = []
    var rows: [Range<Int>] = []
    func finish() -> SheetDocument? {
      guard !headings.isEmpty else { return nil }
      let columns = headings.enumerated().map { index, heading in
        let type = index < types.count ? types[index] : 0x73
        return TableColumn(
          "c\(index)", heading, type == 0x73 ? .body : .figure,
          type == 0x64 ? .hundredths : type == 0x70 ? .percentHundredths : .general,
          width: .fixed(14))
      }
      return SheetDocument(
        name: name, title: name,
        blocks: [
          .table(
            DataTable(
              name: "表_\(sheets.count + 1)", columns: columns, rows: Self.source(bytes, rows, types)
            ))
        ],
        freeze: .header(columns: 1), print: PrintSetup(isLandscape: true))
    }
    for line in bytes.indices.split(whereSeparator: { bytes[$0] == 0x0A }) where line.count > 2 {
      let content = (line.startIndex + 2)..<line.endIndex
      switch bytes[line.startIndex] {
      case 0x53:
        if let sheet = finish() { sheets.append(sheet) }
        name = String(decoding: bytes[content], as: UTF8.self)
        (types, headings, rows) = ([], [], [])
      case 0x54: types = Array(bytes[content])
      case 0x48:
        headings = bytes[content].split(separator: 0x09).map { String(decoding: $0, as: UTF8.self) }
      case 0x52: rows.append(content)
      default: continue
      }
    }
    if let sheet = finish() { sheets.append(sheet) }
  }

  private static func source(_ bytes: [UInt8], _ rows: [Range<Int>], _ types: [UInt8])
    -> ComputedRows
  {
    ComputedRows(count: rows.count) { index, row in
      let cells = bytes[rows[index]].split(separator: 0x09, omittingEmptySubsequences: false)
      for (column, cell) in cells.enumerated() {
        if column < types.count, types[column] == 0x73 {
          row.append(utf8: cell)
        } else if let (value, decimals) = decimal(cell) {
          row.append(unscaled: value, decimals: decimals)
        } else if let first = cell.first, first <= 0x39,
          let number = Double(String(decoding: cell, as: UTF8.self))
        {
          row.append(number: number, width: cell.count)
        } else {
          row.append(utf8: cell)
        }
      }
    }
  }

  /// A number as digits and how many of them are decimals; nil for text and for numbers of many digits.
  private static func decimal(_ cell: ArraySlice<UInt8>) -> (value: Int, decimals: Int)? {
    var value = 0
    var decimals = -1
    var digits = 0
    for (offset, byte) in cell.enumerated() {
      switch byte {
      case 0x30...0x39:
        guard digits < 15 else { return nil }
        value = value * 10 + Int(byte - 0x30)
        digits += 1
        if decimals >= 0 { decimals += 1 }
      case 0x2E where decimals < 0: decimals = 0
      case 0x2D where offset == 0: continue
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    return (cell.first == 0x2D ? -value : value, max(0, decimals))
  }
}
