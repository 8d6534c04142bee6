import CZip
import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An archive whose list of members has been checked; members are unpacked as they are read.
@safe final class ZipArchive {
  private let handle: OpaquePointer
  let directory: ZipDirectory
  let place: SourceLocation
  let limits: ReadingLimits
  /// Member indices by lower-case name, because part names ignore case.
  private let indices: [String: Int]
  fileprivate var inflatedBytes = 0

  init(_ file: borrowing InputFile, limits: ReadingLimits) throws(Refusal) {
    directory = try ZipDirectory(file, limits: limits)
    place = file.place
    self.limits = limits
    var indices: [String: Int] = [:]
    for (index, member) in directory.members.enumerated() {
      indices[member.name.lowercased()] = index
    }
    self.indices = indices
    let copy = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
    lseek(copy, 0, SEEK_SET)
    var code: Int32 = 0
    guard copy >= 0, let opened = unsafe zip_fdopen(copy, 0, &code) else {
      if copy >= 0 { close(copy) }
      throw Refusal(.archiveDamaged, at: place, found: "压缩包打不开（代码 \(code)）")
    }
    unsafe handle = opened
    guard unsafe Int(zip_get_num_entries(handle, 0)) == directory.members.count else {
      unsafe zip_discard(handle)
      throw Refusal(.archiveDamaged, at: place, found: "压缩包的目录前后不一致")
    }
  }

  deinit { unsafe zip_discard(handle) }

  func contains(_ name: String) -> Bool { indices[name.lowercased()] != nil }

  /// Opens a member to be read from its start, or nil where there is none.
  func open(_ name: String) throws(Refusal) -> ZipMember? {
    guard let index = indices[name.lowercased()] else { return nil }
    guard let stream = unsafe zip_fopen_index(handle, zip_uint64_t(index), 0) else {
      throw Refusal(.archiveDamaged, at: place, found: "部件 \(name) 打不开")
    }
    return unsafe ZipMember(
      stream, archive: self, name: name,
      packedBytes: max(1, directory.members[index].packedBytes))
  }
}

/// The unpacked bytes of one member, counted while they come.
@safe final class ZipMember {
  private let stream: OpaquePointer
  private let archive: ZipArchive
  private let packedBytes: Int
  private var inflated = 0
  let name: String

  fileprivate init(
    _ stream: OpaquePointer, archive: ZipArchive, name: String, packedBytes: Int
  ) {
    unsafe self.stream = stream
    self.archive = archive
    self.name = name
    self.packedBytes = packedBytes
  }

  deinit { _ = unsafe zip_fclose(stream) }

  var place: SourceLocation { archive.place }

  /// Unpacks up to `count` bytes; zero at the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Refusal) -> Int {
    let got = unsafe Int(zip_fread(stream, target, zip_uint64_t(count)))
    guard got >= 0 else {
      throw Refusal(.archiveDamaged, at: place, found: "部件 \(name) 解压到第 \(inflated) 字节时出错")
    }
    inflated += got
    archive.inflatedBytes += got
    let limits = archive.limits
    let bound = packedBytes.multipliedReportingOverflow(by: limits.inflationRatio)
    if inflated > limits.memberBytes || archive.inflatedBytes > limits.totalInflatedBytes
      || (inflated >= 1 << 20 && !bound.overflow && inflated > bound.partialValue)
    {
      throw Refusal(
        .archiveBomb, at: place,
        found: "部件 \(name) 由 \(packedBytes) 字节解压到 \(inflated) 字节仍未结束")
    }
    return got
  }
}
