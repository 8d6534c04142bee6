import CZip
import Glibc
import ReportDocument

/// A package of parts written in memory; equal parts and days give equal bytes.
@safe struct ZipWriter: ~Copyable {
  private let source: OpaquePointer
  private let archive: OpaquePointer
  private let day: UInt16

  /// Begins a package whose parts all bear one day.
  init(day: DocumentDay) throws(RenderingError) {
    var fault = unsafe zip_error_t()
    unsafe zip_error_init(&fault)
    guard let made = unsafe zip_source_buffer_create(nil, 0, 0, &fault) else {
      throw Self.refused("建立", .outOfMemory)
    }
    guard let opened = unsafe zip_open_from_source(made, ZIP_TRUNCATE, &fault) else {
      unsafe zip_source_free(made)
      throw Self.refused("建立", .zipInternal)
    }
    // Kept, because closing the archive gives its own hold on the source back.
    unsafe zip_source_keep(made)
    unsafe source = made
    unsafe archive = opened
    self.day = Self.dosDate(day)
  }

  /// Adds a part; the bytes are held until the package is finished.
  func add(_ name: String, _ bytes: [UInt8]) throws(RenderingError) {
    guard let copy = unsafe malloc(max(1, bytes.count)) else {
      throw Self.refused(name, .outOfMemory)
    }
    unsafe bytes.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress { unsafe _ = memcpy(copy, base, buffer.count) }
    }
    guard let part = unsafe zip_source_buffer(archive, copy, UInt64(bytes.count), 1) else {
      unsafe free(copy)
      throw Self.refused(name, .zipInternal)
    }
    let index = unsafe zip_file_add(archive, name, part, zip_flags_t(ZIP_FL_ENC_UTF_8))
    guard index >= 0 else {
      unsafe zip_source_free(part)
      throw Self.refused(name, .zipAdd)
    }
    let entry = zip_uint64_t(index)
    guard
      unsafe zip_file_set_dostime(archive, entry, 0, day, 0) == 0,
      unsafe zip_set_file_compression(archive, entry, ZIP_CM_DEFLATE, 6) == 0
    else { throw Self.refused(name, .zipInternal) }
  }

  /// Writes the package and gives its bytes.
  consuming func finish() throws(RenderingError) -> [UInt8] {
    let (source, archive) = unsafe (self.source, self.archive)
    discard self
    defer { unsafe zip_source_free(source) }
    guard unsafe zip_close(archive) == 0 else {
      unsafe zip_discard(archive)
      throw Self.refused("写出", .zipClose)
    }
    var status = unsafe zip_stat_t()
    guard unsafe zip_source_open(source) == 0, unsafe zip_source_stat(source, &status) == 0 else {
      throw Self.refused("读回", .zipFile)
    }
    defer { unsafe _ = zip_source_close(source) }
    var bytes = [UInt8](repeating: 0, count: Int(unsafe status.size))
    let read = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe zip_source_read(source, buffer.baseAddress, UInt64(buffer.count))
    }
    guard read == Int64(bytes.count) else { throw Self.refused("读回", .zipFile) }
    return bytes
  }

  deinit {
    unsafe zip_discard(archive)
    unsafe zip_source_free(source)
  }

  private static func refused(_ step: String, _ fault: WriterFault) -> RenderingError {
    .refused(file: "", sheet: "", step: step, fault)
  }

  /// The day as packages write it; none before 1980.
  private static func dosDate(_ day: DocumentDay) -> UInt16 {
    let parts = day.iso.split(separator: "-").compactMap { UInt16($0) }
    guard parts.count == 3, (1980...2107).contains(parts[0]) else { return 0x21 }
    return (parts[0] - 1980) << 9 | parts[1] << 5 | parts[2]
  }
}
