import Diagnostics

/// The door of this room: a file in, its cells out, every fault a finding.
package enum TableFile {
  /// Reads a whole file into memory; a refused file has no tables and at least one error.
  ///
  /// `path`: where the file lies.
  /// `name`: how locations name it, relative to the pipeline's folder.
  /// `sheets`: of a workbook the sheets that are read; nil: all.
  package static func read(
    path: String, name: String, sheets: Set<String>? = nil, limits: ReadingLimits = .standard
  ) -> FileContent {
    var builder = TableBuilder(file: name, limits: limits)
    var summary = stream(
      path: path, name: name, sheets: sheets, limits: limits, onRestart: { builder.restart() },
      onBatch: { builder.add($0) })
    if builder.isTooLarge, !summary.isRefused {
      summary.isRefused = true
      summary.diagnostics.append(
        Diagnostic(
          .tooManyCells, at: SourceLocation(file: name),
          found: "超过 \(limits.cellsInMemory) 个单元格"))
    }
    let tables = summary.isRefused ? [] : builder.finished(&summary)
    return FileContent(tables: tables, summary: summary)
  }

  /// Streams a file's rows in batches, in bounded memory.
  ///
  /// `path`: where the file lies.
  /// `name`: how locations name it, relative to the pipeline's folder.
  /// `sheets`: of a workbook the sheets that are read; nil: all.
  /// `hashing`: whether the summary carries the file's SHA-256.
  /// `indexing`: whether the summary carries a `RowIndex`.
  /// `onRestart`: called when everything handed over so far must be forgotten, because a fault late in the
  ///     file showed that its encoding is another one; the file then comes again from its first row.
  /// `onBatch`: receives the rows in order, sheet by sheet. Where `FileSummary.isRefused`, they must not be used.
  package static func stream(
    path: String, name: String, sheets: Set<String>? = nil, limits: ReadingLimits = .standard,
    hashing: Bool = true, indexing: Bool = false, onRestart: () -> Void,
    onBatch: (borrowing RowBatch) -> Void
  ) -> FileSummary {
    RowReceiver.lending(onBatch, onRestart: onRestart) { receiver in
      stream(
        path: path, name: name, sheets: sheets, limits: limits, hashing: hashing,
        indexing: indexing, to: receiver)
    }
  }

  private static func stream(
    path: String, name: String, sheets: Set<String>?, limits: ReadingLimits, hashing: Bool,
    indexing: Bool, to receiver: RowReceiver
  ) -> FileSummary {
    var summary = FileSummary()
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      summary.byteCount = file.byteCount
      var refusal: Refusal?
      var format: FileFormat?
      var lead = 0
      do throws(Refusal) {
        let confirmed = try FileKind.confirm(file, path: path)
        (format, lead) = (confirmed.format, confirmed.lead)
        summary.diagnostics += confirmed.findings
      } catch { refusal = error }
      summary.format = format
      switch format {
      case .csv?:
        guard file.byteCount <= limits.csvBytes else {
          throw Refusal(.fileTooLarge, at: file.place, found: "\(file.byteCount >> 20) MiB")
        }
        let reader = CSVReader(file: file, limits: limits, hashing: hashing, indexing: indexing)
        do throws(Refusal) {
          try reader.stream(into: &summary, to: receiver)
        } catch { refusal = error }
        if hashing, summary.sha256.isEmpty { summary.sha256 = try reader.file.digest() }
      case .xlsx?, .docx?:
        if hashing { summary.sha256 = try file.digest() }
        guard file.byteCount <= limits.archiveBytes else {
          throw Refusal(.fileTooLarge, at: file.place, found: "\(file.byteCount >> 20) MiB")
        }
        do throws(Refusal) {
          let archive = try ZipArchive(file, lead: lead, limits: limits)
          if format == .xlsx {
            try WorkbookReader(archive: archive, limits: limits, file: name, only: sheets)
              .stream(into: &summary, to: receiver)
          } else {
            try DocumentReader(archive: archive, limits: limits, file: name)
              .stream(into: &summary, to: receiver)
          }
        } catch { refusal = error }
      case nil:
        if hashing { summary.sha256 = try file.digest() }
      }
      if let refusal { throw refusal }
    } catch {
      summary.isRefused = true
      summary.diagnostics.append(error.diagnostic)
    }
    return summary
  }

  /// Streams every cell of a file and counts rows and non-empty cells; for measuring.
  package static func count(
    path: String, hashing: Bool = true
  ) -> (rows: Int, cells: Int, summary: FileSummary) {
    var rows = 0
    var cells = 0
    let summary = stream(
      path: path, name: path, hashing: hashing,
      onRestart: {
        rows = 0
        cells = 0
      },
      onBatch: { batch in
        rows += batch.rowCount
        let range = unsafe Int(batch.rowCells[batch.rowCount])
        for cell in 0..<range where unsafe batch.lengths[cell] != 0 { cells += 1 }
      })
    return (rows, cells, summary)
  }
}

extension InputFile {
  /// The SHA-256 of the whole file in hexadecimal digits.
  func digest() throws(Refusal) -> String {
    var hasher = FileHasher(isOn: true)
    let buffer = ByteBuffer(capacity: 256 << 10)
    var offset = 0
    while true {
      let got = try unsafe read(into: buffer.base, count: buffer.capacity, at: offset)
      if got == 0 { break }
      unsafe hasher.update(UnsafeRawBufferPointer(start: buffer.base, count: got))
      offset += got
    }
    return hasher.digits()
  }
}
