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
  private let unpacker = MemberUnpacker()

  /// `lead`: bytes in front of the archive that do not belong to it.
  init(
    _ file: borrowing InputFile, lead: Int = 0, limits: ReadingLimits
  ) throws(Refusal) {
    directory = try ZipDirectory(file, lead: lead, limits: limits)
    place = file.place
    self.limits = limits
    var indices: [String: Int] = [:]
    for (index, member) in directory.members.enumerated() {
      indices[member.name.lowercased()] = index
    }
    self.indices = indices
    unsafe handle = try Self.open(file, shift: directory.shift)
    guard unsafe Int(zip_get_num_entries(handle, 0)) == directory.members.count else {
      unsafe zip_discard(handle)
      throw Refusal(.archiveDamaged, at: place, found: "压缩包的目录前后不一致")
    }
    try refuseHiddenArchives()
  }

  deinit { unsafe zip_discard(handle) }

  /// Opens the archive that begins `shift` bytes into the file, through a descriptor of its own.
  private static func open(
    _ file: borrowing InputFile, shift: Int
  ) throws(Refusal) -> OpaquePointer {
    let copy = fcntl(file.descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, lseek(copy, 0, SEEK_SET) >= 0, let stream = unsafe fdopen(copy, "rb") else {
      let code = errno
      if copy >= 0 { close(copy) }
      throw Refusal(
        .inputUnreadable, at: file.place, found: "压缩包打不开（\(InputFile.reason(code))）")
    }
    var fault = unsafe zip_error_t()
    guard
      let source = unsafe zip_source_filep_create(stream, zip_uint64_t(shift), -1, &fault)
    else {
      unsafe fclose(stream)
      throw unsafe damage("压缩包打不开", at: file.place, &fault)
    }
    if let opened = unsafe zip_open_from_source(source, 0, &fault) { return unsafe opened }
    // The stream goes with its source.
    unsafe zip_source_free(source)
    throw unsafe damage("压缩包打不开", at: file.place, &fault)
  }

  /// What the library could not do, as the file's fault or as the system's.
  fileprivate static func damage(
    _ what: String, at place: SourceLocation, _ fault: UnsafeMutablePointer<zip_error_t>
  ) -> Refusal {
    let code = unsafe zip_error_code_system(fault)
    if unsafe zip_error_system_type(fault) == ZIP_ET_SYS, InputFile.isOfTheSystem(code) {
      return Refusal(
        .inputUnreadable, at: place, found: "\(what)（\(InputFile.reason(code))）")
    }
    return Refusal(
      .archiveDamaged, at: place, found: "\(what)（代码 \(unsafe zip_error_code_zip(fault))）")
  }

  /// Refuses archives that hide in a member of another name; the members read as XML cannot be any.
  private func refuseHiddenArchives() throws(Refusal) {
    for (index, member) in directory.members.enumerated() where member.mayHideArchive {
      guard let stream = unsafe zip_fopen_index(handle, zip_uint64_t(index), 0) else {
        let refusal = unsafe Self.damage(
          "部件 \(member.name) 打不开", at: place, zip_get_error(handle))
        // A member that nobody reads may be damaged; the system's word concerns all.
        if refusal.diagnostic.rule == .inputUnreadable { throw refusal }
        continue
      }
      defer { _ = unsafe zip_fclose(stream) }
      var head: [UInt8] = [0, 0, 0, 0, 0, 0]
      let got = unsafe head.withUnsafeMutableBytes {
        unsafe zip_fread(stream, $0.baseAddress, 6)
      }
      guard got == 6 else {
        let refusal = unsafe Self.damage(
          "部件 \(member.name) 读不出", at: place, zip_file_get_error(stream))
        if got < 0, refusal.diagnostic.rule == .inputUnreadable { throw refusal }
        continue
      }
      if ZipDirectory.isArchive(head) {
        throw Refusal(.archiveNested, at: place, found: "部件 \(member.name) 其实是压缩包")
      }
    }
  }

  func contains(_ name: String) -> Bool { indices[name.lowercased()] != nil }

  /// Opens a member to be read from its start, or nil where there is none.
  func open(_ name: String) throws(Refusal) -> ZipMember? {
    guard let index = indices[name.lowercased()] else { return nil }
    guard let stream = unsafe zip_fopen_index(handle, zip_uint64_t(index), 0) else {
      throw unsafe Self.damage("部件 \(name) 打不开", at: place, zip_get_error(handle))
    }
    return unsafe ZipMember(
      stream, archive: self, name: name,
      packedBytes: max(1, directory.members[index].packedBytes), content: content(ofMember: index))
  }

  /// The whole content of a small member; nil where it is to be unpacked as it comes, which also tells what is wrong with it.
  private func content(ofMember index: Int) -> [UInt8]? {
    let member = directory.members[index]
    guard member.isDeflated, 1...MemberUnpacker.mostBytes ~= member.unpackedBytes,
      1...(2 * MemberUnpacker.mostBytes) ~= member.packedBytes,
      let stream = unsafe zip_fopen_index(handle, zip_uint64_t(index), ZIP_FL_COMPRESSED)
    else { return nil }
    defer { _ = unsafe zip_fclose(stream) }
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: member.packedBytes) { room, filled in
      let got = unsafe zip_fread(stream, room.baseAddress, zip_uint64_t(member.packedBytes))
      filled = max(0, Int(got))
    }
    guard packed.count == member.packedBytes else { return nil }
    return unpacker?.content(
      of: packed, count: member.unpackedBytes, checksum: member.checksum)
  }
}

/// The unpacked bytes of one member, counted while they come.
@safe final class ZipMember {
  private let stream: OpaquePointer
  /// All of it, where it was unpacked at once.
  private let content: [UInt8]?
  private let archive: ZipArchive
  private let packedBytes: Int
  /// Bytes unpacked so far.
  private(set) var inflated = 0
  let name: String

  fileprivate init(
    _ stream: OpaquePointer, archive: ZipArchive, name: String, packedBytes: Int,
    content: [UInt8]?
  ) {
    unsafe self.stream = stream
    self.archive = archive
    self.name = name
    self.packedBytes = packedBytes
    self.content = content
  }

  deinit { _ = unsafe zip_fclose(stream) }

  var place: SourceLocation { archive.place }

  private func bytes(
    into target: UnsafeMutablePointer<UInt8>, count: Int
  ) throws(Refusal) -> Int {
    if let content {
      let more = min(count, content.count - inflated)
      unsafe content.withUnsafeBufferPointer { all in
        if let base = all.baseAddress { unsafe target.update(from: base + inflated, count: more) }
      }
      return more
    }
    let got = unsafe Int(zip_fread(stream, target, zip_uint64_t(count)))
    guard got >= 0 else {
      throw unsafe ZipArchive.damage(
        "部件 \(name) 解压到第 \(inflated) 字节时出错", at: place, zip_file_get_error(stream))
    }
    return got
  }

  /// Unpacks up to `count` bytes; zero at the end.
  func read(into target: UnsafeMutablePointer<UInt8>, count: Int) throws(Refusal) -> Int {
    let got = try unsafe bytes(into: target, count: count)
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
