import Configuration
package import Diagnostics
import Glibc
import Publishing
import Tables

/// What lies in a pipeline's folder, reached by relative paths only.
package struct PipelineFolder: Sendable {
  /// What a path leads to; `refused` is what the system does not let be looked at.
  package enum Kind: Sendable, Hashable { case file, folder, other, missing, refused }

  /// What one look at a path shows; what the system refuses to show is never taken for nothing.
  package struct Sight: Sendable {
    package let kind: Kind
    /// True where the path, links resolved, still lies in the folder; looked at only where asked for.
    package let isInside: Bool
    /// Why the system does not let the path be looked at.
    package let refusal: Diagnostic?
  }

  /// Why a configuration file was not read.
  package enum ReadFault: Error, Sendable, Hashable {
    case missing
    case denied
    case tooLarge
    case failed(errno: Int32)
    /// The offset of the first byte that is not UTF-8.
    case notUTF8(offset: Int)
  }

  /// The folder's path as given.
  package let path: String
  /// A configuration file is small; anything larger is a mistake.
  private static let byteLimit = 4 << 20

  /// Makes a view of a folder, which need not exist.
  package init(_ path: String) {
    var text = path
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    self.path = text
  }

  /// The folder's own name, with links and dots resolved.
  package var name: String {
    let full = Self.resolved(path) ?? path
    return FileSystemName.last(full)
  }

  /// True for a path that is relative and has no part that could leave the folder.
  package static func isSafe(_ relative: String) -> Bool {
    guard !relative.isEmpty, !relative.hasPrefix("/"), !relative.contains("\\"),
      !relative.utf8.contains(0)
    else { return false }
    return relative.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != ".." && $0 != "."
    }
  }

  /// A relative path as the operating system needs it.
  package func absolute(_ relative: String) -> String {
    relative.isEmpty ? path : path + "/" + relative
  }

  /// What a relative path leads to, links followed.
  package func kind(of relative: String) -> Kind { look(at: relative).kind }

  /// Looks at a relative path, links followed; `resolving` says also whether they lead out of the folder.
  package func look(at relative: String, resolving: Bool = false) -> Sight {
    func refused(_ code: Int32) -> Sight {
      let refusal = refusal(of: relative, code)
      return Sight(kind: refusal == nil ? .missing : .refused, isInside: false, refusal: refusal)
    }
    var info = stat()
    guard unsafe stat(absolute(relative), &info) == 0 else { return refused(errno) }
    let kind: Kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    guard resolving else { return Sight(kind: kind, isInside: false, refusal: nil) }
    guard let root = Self.resolved(path), let target = Self.resolved(absolute(relative)) else {
      return refused(errno)
    }
    let isInside = target == root || target.hasPrefix(root == "/" ? root : root + "/")
    return Sight(kind: kind, isInside: isInside, refusal: nil)
  }

  private func refusal(of relative: String, _ code: Int32) -> Diagnostic? {
    guard code != ENOENT, code != ENOTDIR else { return nil }
    let why =
      switch code {
      case EACCES, EPERM: "没有读取权限"
      case ELOOP: "链接互相指向，没有尽头"
      case EIO: "磁盘读取错误"
      default: "系统错误 \(code)"
      }
    let shown = relative.isEmpty ? name : relative
    return Diagnostic(
      .inputUnreadable, at: SourceLocation(file: shown), found: "\(shown) 读不了（\(why)）")
  }

  /// The names in a folder, sorted by UTF-8, without dot files and `~$` files; empty where it cannot be read.
  package func names(in relative: String) -> [String] { listing(of: relative).names }

  /// The same, with the reason why the system does not let the folder be read; nothing there is no reason.
  package func listing(of relative: String) -> (names: [String], refusal: Diagnostic?) {
    let (names, code) = FileSystem.entries(of: absolute(relative))
    return (
      names.filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") },
      code == 0 ? nil : refusal(of: relative, code)
    )
  }

  /// The text of a small file: strict UTF-8, without a byte order mark.
  package func text(of relative: String) throws(ReadFault) -> String {
    let descriptor = unsafe open(absolute(relative), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .missing
      case EACCES, EPERM: throw .denied
      default: throw .failed(errno: errno)
      }
    }
    defer { close(descriptor) }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0 else { throw .failed(errno: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .failed(errno: EISDIR) }
    guard info.st_size <= Self.byteLimit else { throw .tooLarge }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .failed(errno: errno)
      }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= Self.byteLimit else { throw .tooLarge }
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .notUTF8(offset: Self.firstFault(bytes))
    }
    return text
  }

  /// A finding for a file that was not read.
  package static func problem(_ fault: ReadFault, file: String) -> Diagnostic {
    let place = SourceLocation(file: file)
    return switch fault {
    case .missing: Diagnostic(.configurationFileMissing, at: place, found: "没有这个文件：\(file)")
    case .denied: Diagnostic(.inputUnreadable, at: place, found: "没有读取权限：\(file)")
    case .tooLarge: Diagnostic(.configurationUnreadable, at: place, found: "文件超过 4 MiB：\(file)")
    case .failed(let code):
      Diagnostic(
        code == EISDIR ? .configurationUnreadable : .inputUnreadable, at: place,
        found: "读取失败（errno \(code)）：\(file)")
    case .notUTF8(let offset):
      Diagnostic(
        .configurationUnreadable, at: place, found: "第 \(offset) 字节（从 0 起）起不是 UTF-8：\(file)")
    }
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(pointer) }
    return unsafe String(cString: pointer)
  }

  private static func firstFault(_ bytes: [UInt8]) -> Int {
    var low = 0
    var high = bytes.count
    // The longest valid prefix, up to a character cut in half at its end.
    while low < high {
      let middle = (low + high + 1) / 2
      let isValid = (0..<min(4, middle)).contains {
        String(validating: bytes[..<(middle - $0)], as: UTF8.self) != nil
      }
      if isValid { low = middle } else { high = middle - 1 }
    }
    while low > 0, String(validating: bytes[..<low], as: UTF8.self) == nil { low -= 1 }
    return low
  }
}
