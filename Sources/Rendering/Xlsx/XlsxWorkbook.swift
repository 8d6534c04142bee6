import CPackaging
import CXlsxWriter
import Diagnostics
import Glibc

/// A workbook being written: the only owner of the C handle.
///
/// `close` is its one good end; abandoned half-way, the handle is freed and the file stays empty.
/// Values of different threads share nothing but the library's static buffer for the created date,
/// into which equal dates write equal values.
@safe struct XlsxWorkbook: ~Copyable {
  /// A sheet of this workbook; valid until the workbook is closed.
  @safe struct Sheet {
    let pointer: UnsafeMutablePointer<lxw_worksheet>
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
  @safe struct Owner: ~Copyable {
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

  /// Every feature writes through it, and none frees it.
  let owner: Owner
  /// The name for messages.
  let file: String
  let isBulk: Bool
  /// What streams had failed before this workbook was begun.
  private let failuresBefore: UInt
  var formats: XlsxFormats

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
    formats = unsafe XlsxFormats(of: made)
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

  /// Ends the document where the library refuses a step.
  func check(
    _ status: lxw_error, _ step: String, on sheet: Sheet
  ) throws(RenderingError) {
    if let fault = WriterFault(status) {
      throw .refused(file: file, sheet: sheet.name, step: step, fault)
    }
  }
}
