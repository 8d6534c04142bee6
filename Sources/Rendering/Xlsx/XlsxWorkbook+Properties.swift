import CXlsxWriter
import Diagnostics
import ReportDocument

extension XlsxWorkbook {
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
}
