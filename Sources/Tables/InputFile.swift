import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// An open regular file, read by position.
struct InputFile: ~Copyable {
  let descriptor: Int32
  let byteCount: Int
  let place: SourceLocation

  init(path: String, place: SourceLocation) throws(Refusal) {
    // Without O_NONBLOCK a named pipe put among the inputs would hang the run.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw Refusal(
        Self.rule(errno), at: place, found: "打不开文件（\(Self.reason(errno))）")
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw Refusal(.inputUnreadable, at: place, found: "看不到文件的大小（\(Self.reason(code))）")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Refusal(.fileUnreadable, at: place, found: "不是普通文件（可能是文件夹或管道）")
    }
    self.descriptor = descriptor
    self.byteCount = Int(status.st_size)
    self.place = place
  }

  /// Reads up to `count` bytes at `offset`; fewer only at the end of the file.
  func read(
    into target: UnsafeMutableRawPointer, count: Int, at offset: Int
  ) throws(Refusal) -> Int {
    var done = 0
    while done < count {
      let got = unsafe pread(descriptor, target + done, count - done, off_t(offset + done))
      if got < 0 {
        if errno == EINTR { continue }
        throw Refusal(
          .inputUnreadable, at: place, found: "读到第 \(offset + done) 字节时出错（\(Self.reason(errno))）")
      }
      if got == 0 { break }
      done += got
    }
    return done
  }

  /// What the system refuses is no absence: it ends the run, where a missing file is only told.
  private static func rule(_ code: Int32) -> DiagnosticRule {
    code == ENOENT || code == ENOTDIR || code == ENXIO ? .fileUnreadable : .inputUnreadable
  }

  /// True for what the system says of the machine and of rights, not of what the file holds.
  static func isOfTheSystem(_ code: Int32) -> Bool {
    [
      EACCES, EPERM, EIO, ENOMEM, EMFILE, ENFILE, ENOSPC, EDQUOT, ESTALE, ENXIO, ENODEV,
    ].contains(code)
  }

  static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "文件不存在"
    case EACCES, EPERM: "没有读取权限"
    case EISDIR: "是文件夹"
    case EIO: "磁盘读取错误"
    case ELOOP: "链接互相指向，没有尽头"
    case EMFILE, ENFILE: "同时打开的文件过多"
    default: "系统错误 \(code)"
    }
  }

  deinit { close(descriptor) }
}

/// Memory that may grow, with room behind it so that vectors may read past the end of what is filled.
///
/// Nothing in it means anything before it is written; `pad` zeroes what a vector reads too much.
@safe struct ByteBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  static let padding = 128

  init(capacity: Int) {
    self.capacity = capacity
    unsafe base = .allocate(capacity: capacity + Self.padding)
  }

  /// Makes room for `wanted` bytes, keeping the first `used`.
  mutating func grow(to wanted: Int, keeping used: Int) {
    guard wanted > capacity else { return }
    let size = max(wanted, capacity * 2)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: size + Self.padding)
    unsafe fresh.update(from: base, count: used)
    unsafe base.deallocate()
    unsafe base = fresh
    capacity = size
  }

  /// Moves the bytes from `start` up to `end` to the front and gives their number.
  func keepTail(from start: Int, to end: Int) -> Int {
    if start > 0, end > start { unsafe memmove(base, base + start, end - start) }
    return end - start
  }

  /// Zeroes the padding behind `count` bytes.
  func pad(at count: Int) { unsafe memset(base + count, 0, Self.padding) }

  deinit { unsafe base.deallocate() }
}
