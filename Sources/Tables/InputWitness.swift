#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the system says of files before they are read, to be compared once they have been (safety.md 21).
///
/// A file put in another's place, or written to, while it is read would have rows of one version under the hash of another.
package struct InputWitness: Sendable {
  /// One version of one file.
  private struct Version: Hashable, Sendable {
    let device: UInt64
    let number: UInt64
    let size: Int64
    let written: Int64
    let writtenNanoseconds: Int64
    let changed: Int64
    let changedNanoseconds: Int64
  }

  private var seen: [(path: String, name: String, version: Version?)] = []

  /// Has seen nothing yet.
  package init() {}

  /// Looks at a file before it is read; `name` is what messages call it.
  package mutating func see(path: String, name: String) {
    seen.append((path, name, Self.version(of: path)))
  }

  /// The names of files that are no longer what they were when they were seen.
  package var changed: [String] {
    seen.filter { Self.version(of: $0.path) != $0.version }.map(\.name)
  }

  private static func version(of path: String) -> Version? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return Version(
      device: UInt64(info.st_dev), number: UInt64(info.st_ino), size: Int64(info.st_size),
      written: Int64(info.st_mtim.tv_sec), writtenNanoseconds: Int64(info.st_mtim.tv_nsec),
      changed: Int64(info.st_ctim.tv_sec), changedNanoseconds: Int64(info.st_ctim.tv_nsec))
  }
}
