import FoundationEssentials
import Rendering
import ReportDocument

/// Writes a workbook of the sample data.
enum WorkbookFile {
  /// Writes the file.
  static func write(_ workbook: WorkbookDocument, to url: URL) throws {
    _ = try WorkbookRenderer().render(workbook, to: url.path)
  }
}
