import Glibc

/// A file without a name: unlinked as soon as it is open, so that nothing is left behind however the program ends.
///
/// Written once from its beginning, then only read, from any thread.
package final class ScratchFile: Sendable {
  private let descriptor: Int32

  /// Opens one in the folder that `TMPDIR` names, else in /var/tmp, which unlike /tmp is never memory.
  package init() throws(RuntimeFault) {
    var name = Array((Self.folder + "/nianbao-XXXXXX").utf8CString)
    descriptor = unsafe name.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return -1 }
      let opened = unsafe mkstemp(base)
      if opened >= 0 {
        _ = fcntl(opened, F_SETFD, FD_CLOEXEC)
        unsafe _ = unlink(base)
      }
      return opened
    }
    guard descriptor >= 0 else {
      throw RuntimeFault(writing: "建立临时文件（TMPDIR 所指的文件夹）", errno: errno)
    }
  }

  /// Where scratch files lie.
  package static var folder: String {
    guard let value = unsafe getenv("TMPDIR") else { return "/var/tmp" }
    let folder = unsafe String(cString: value)
    return folder.isEmpty ? "/var/tmp" : folder
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(RuntimeFault) {
    try Descriptor.write(bytes, to: descriptor, what: "写临时文件")
  }

  /// Bytes at an offset; fewer than asked for only at the end.
  package func read(at offset: Int, count: Int) throws(RuntimeFault) -> [UInt8] {
    var fault: RuntimeFault?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = 0
      while filled < count {
        let got = unsafe pread(
          descriptor, buffer.baseAddress.map { unsafe $0 + filled }, count - filled,
          off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { fault = RuntimeFault(errno: errno, what: "读临时文件") }
        guard got > 0 else { return }
        filled += got
      }
    }
    if let fault { throw fault }
    return bytes
  }

  deinit { close(descriptor) }
}

/// A folder of its own for files that need a name; removed with its content.
///
/// It is locked while it is used: what a killed run left is not, and the next one clears it.
package struct ScratchFolder: ~Copyable {
  /// Where it lies.
  package let path: String
  private let lock: Int32

  private static let prefix = "nianbao-"

  /// Makes one.
  package init() throws(RuntimeFault) {
    Self.clearLeftovers()
    var name = Array((ScratchFile.folder + "/nianbao-XXXXXX").utf8CString)
    let made = unsafe name.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress, let path = unsafe mkdtemp(base) else { return nil }
      return unsafe String(cString: path)
    }
    guard let made else { throw RuntimeFault(writing: "建立临时文件夹（TMPDIR 所指的文件夹）", errno: errno) }
    path = made
    lock = unsafe open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if lock >= 0 { _ = flock(lock, LOCK_EX | LOCK_NB) }
    Interruption.leftovers.add(made)
  }

  deinit {
    try? FileSystem.remove(path)
    Interruption.leftovers.drop(path)
    if lock >= 0 { close(lock) }
  }

  /// Removes the folders of this user that no run holds any more.
  private static func clearLeftovers() {
    let parent = ScratchFile.folder
    guard let names = try? FileSystem.names(in: parent) else { return }
    for name in names where name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6 {
      let path = parent + "/" + name
      var info = stat()
      guard unsafe lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR,
        info.st_uid == geteuid(), info.st_mode & 0o077 == 0
      else { continue }
      let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard opened >= 0 else { continue }
      defer { close(opened) }
      // A folder without a lock may be one second old: its run is about to lock it.
      if flock(opened, LOCK_EX | LOCK_NB) == 0, time(nil) - info.st_ctim.tv_sec > 2 {
        try? FileSystem.remove(path)
      }
    }
  }
}

/// A file that is written piece by piece.
package final class GrowingFile {
  private let descriptor: Int32

  /// Makes the file; what was there is replaced.
  package init(path: String) throws(RuntimeFault) {
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw RuntimeFault(writing: "写临时文件", errno: errno) }
  }

  /// Appends bytes.
  package func write(_ bytes: [UInt8]) throws(RuntimeFault) {
    try Descriptor.write(bytes, to: descriptor, what: "写临时文件")
  }

  deinit { close(descriptor) }
}

/// The bytes of a file or of standard input, in order.
package final class ByteStream {
  private let descriptor: Int32
  private let name: String
  private let isOwned: Bool

  /// Opens a file; `-` is standard input.
  package init(path: String) throws(RuntimeFault) {
    name = path == "-" ? "标准输入" : FileSystemName.last(path)
    isOwned = path != "-"
    descriptor = path == "-" ? 0 : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw RuntimeFault(errno: errno, what: "读取 \(name)") }
  }

  /// The next bytes; empty at the end.
  package func read(_ count: Int = 1 << 20) throws(RuntimeFault) -> [UInt8] {
    while true {
      var got = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        got = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
        filled = max(0, got)
      }
      if got >= 0 { return bytes }
      if errno != EINTR { throw RuntimeFault(errno: errno, what: "读取 \(name)") }
    }
  }

  deinit { if isOwned { close(descriptor) } }
}

/// Standard output for results made of bytes, through a buffer.
package final class StandardOutput {
  private var buffer: [UInt8] = []
  private static let size = 1 << 20

  package init() { buffer.reserveCapacity(Self.size + 4096) }

  /// Adds a line.
  package func write(line: [UInt8]) throws(RuntimeFault) {
    buffer += line
    buffer.append(0x0A)
    if buffer.count >= Self.size { try flush() }
  }

  /// Writes what is left; must be called at the end.
  package func flush() throws(RuntimeFault) {
    try Descriptor.write(buffer, to: 1, what: "写标准输出")
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Writing to an open file.
enum Descriptor {
  static func write(_ bytes: [UInt8], to descriptor: Int32, what: String) throws(RuntimeFault) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(
          descriptor, buffer.baseAddress.map { unsafe $0 + done }, buffer.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw RuntimeFault(writing: what, errno: errno)
      }
      done += count
    }
  }
}

/// Names as the operating system resolves them.
package enum RealPath {
  /// The absolute path without links; nil where there is nothing.
  package static func of(_ path: String) -> String? {
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }
}
