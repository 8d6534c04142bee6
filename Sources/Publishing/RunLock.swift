import Glibc

/// The right to write one output; held until the value goes away or the process ends, however it ends.
///
/// The lock lies on the open file and not in the file's presence, so that a file left by a killed run never blocks the next.
package struct RunLock: ~Copyable, Sendable {
  private let descriptor: Int32

  /// Takes the lock beside an output; `purpose` is what another run would read about this one.
  package init(file: String, output: String, purpose: String) throws(RuntimeFault) {
    var opened = unsafe open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    if opened < 0, errno == EACCES {
      // Another user's lock: it holds as well for those who may only read it.
      opened = unsafe open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
      if opened < 0 { errno = EACCES }
    }
    guard opened >= 0 else { throw RuntimeFault(errno: errno, what: "加锁 \(output)") }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      let holder = Self.note(in: opened)
      close(opened)
      if code == EWOULDBLOCK { throw .alreadyRunning(output: output, holder: holder) }
      throw RuntimeFault(errno: code, what: "加锁 \(output)")
    }
    let text = Array("进程 \(getpid())，\(purpose)".utf8)
    if ftruncate(opened, 0) == 0 {
      // The note only helps the other run's message; a disk too full for it must not stop this one here.
      _ = unsafe text.withUnsafeBytes { unsafe pwrite(opened, $0.baseAddress, $0.count, 0) }
    }
    descriptor = opened
  }

  deinit {
    _ = ftruncate(descriptor, 0)
    // A child being started holds the open file too for an instant; the lock must not wait for it.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  private static func note(in descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    guard count > 0 else { return "" }
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return String(text.unicodeScalars.filter { $0.value >= 0x20 && $0 != "\u{FFFD}" })
  }
}
