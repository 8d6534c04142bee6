import Diagnostics
package import Rendering
package import ReportDocument
import Tables

/// A workbook that is written into a staging folder and opened again at once: what a library left cut off is never blessed.
package enum StagedWorkbook {
  /// Writes a document; every failure of the disk is a fault, also one that the library kept to itself.
  package static func write(
    _ document: WorkbookDocument, to path: String, scratch: String, name: String,
    inspecting inspect: WorkbookRenderer.RowInspector? = nil
  ) throws(RuntimeFault) -> RenderedWorkbook {
    let written: RenderedWorkbook
    do throws(RenderingError) {
      written = try StagedFile.withPlainName(of: path) { file throws(RenderingError) in
        try WorkbookRenderer().render(document, to: file, scratch: scratch, inspecting: inspect)
      }
    } catch {
      throw fault(of: error, writing: path, name: name)
    }
    if let fault = WrittenFileProof.fault(ofWorkbook: path, name: name) {
      throw StagedFile.fault(writing: path, "\(name)：没有写完整（\(fault.found)）")
    }
    return written
  }

  /// The fault of a workbook that could not be written: the disk's, or ours.
  package static func fault(of error: RenderingError, writing path: String, name: String)
    -> RuntimeFault
  {
    error.isInputOutput
      ? StagedFile.fault(writing: path, name + "：" + error.message)
      : .broken(name + "：" + error.message)
  }
}
