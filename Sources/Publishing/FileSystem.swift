import Diagnostics
import Glibc

/// The few calls to the operating system that a run needs; each fault is typed and names its file only.
package enum FileSystem {
  /// What the last call left in `errno`; only in reading does a missing name mean a missing input.
  private static func fault(_ verb: String, _ path: String, reading: Bool = false) -> RuntimeFault {
    let what = "\(verb) \(FileSystemName.last(path))"
    return errno == ENOENT && !reading
      ? .failed(what: what, errno: ENOENT) : RuntimeFault(errno: errno, what: what)
  }

  /// What the system knows of a path, links not followed; nil where there is nothing, which a refusal is not.
  private static func look(_ path: String) throws(RuntimeFault) -> stat? {
    var info = stat()
    if unsafe lstat(path, &info) == 0 { return info }
    guard errno == ENOENT || errno == ENOTDIR else { throw fault("查看", path) }
    return nil
  }

  /// The mode of what a path names, links not followed; nil where there is nothing.
  private static func mode(_ path: String) throws(RuntimeFault) -> mode_t? {
    try look(path).map { $0.st_mode & S_IFMT }
  }

  /// The number that the disk knows a file or folder by, which renaming leaves as it is; nil where there is nothing.
  static func number(_ path: String) throws(RuntimeFault) -> UInt64? {
    try look(path).map { UInt64($0.st_ino) }
  }

  /// True where something is there, a dangling link included.
  package static func exists(_ path: String) throws(RuntimeFault) -> Bool { try look(path) != nil }

  /// True for a folder that is not a link.
  package static func isFolder(_ path: String) throws(RuntimeFault) -> Bool {
    try mode(path) == S_IFDIR
  }

  /// Makes a folder and those above it.
  static func makeFolders(_ path: String) throws(RuntimeFault) {
    var code = makeFolder(path)
    if code == ENOENT, let cut = path.lastIndex(of: "/"), cut > path.startIndex {
      try makeFolders(String(path[..<cut]))
      code = makeFolder(path)
    }
    if code == 0 { return }
    guard code == EEXIST else {
      errno = code
      throw fault("建立文件夹", path)
    }
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { throw fault("建立文件夹", path) }
    guard info.st_mode & S_IFMT == S_IFDIR else {
      throw .failed(what: "建立文件夹 \(FileSystemName.last(path))：已有同名文件", errno: ENOTDIR)
    }
  }

  /// Makes one folder; what the system answered.
  ///
  /// Not while a signal ends the program: what has been removed then would be made again beside the output.
  private static func makeFolder(_ path: String) -> Int32 {
    Interruption.leftovers.whileKept { unsafe mkdir(path, 0o777) == 0 ? 0 : errno }
  }

  /// The names in a folder, sorted by UTF-8; empty where it is not there.
  static func names(in folder: String) throws(RuntimeFault) -> [String] {
    let (names, code) = entries(of: folder)
    guard code != 0, code != ENOENT else { return names }
    errno = code
    throw fault("读取文件夹", folder)
  }

  /// The names in a folder, sorted by UTF-8, as far as it could be read, and the system's reason for not going on; 0 where
  /// there is none.
  package static func entries(of folder: String) -> (names: [String], code: Int32) {
    guard let handle = unsafe opendir(folder) else { return ([], errno) }
    defer { unsafe _ = closedir(handle) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          unsafe String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    let code = errno
    return (names.ordered { $0.precedesInBytes($1) }, code)
  }

  /// All files below a folder by relative path, sorted by UTF-8; links count as files.
  package static func files(below folder: String) throws(RuntimeFault) -> [String] {
    var found: [String] = []
    var open = [""]
    while let base = open.popLast() {
      for name in try names(in: base.isEmpty ? folder : folder + "/" + base) {
        let relative = base.isEmpty ? name : base + "/" + name
        if try isFolder(folder + "/" + relative) {
          open.append(relative)
        } else {
          found.append(relative)
        }
      }
    }
    return found.ordered { $0.precedesInBytes($1) }
  }

  /// Writes a whole file; what was there is replaced.
  static func write(_ bytes: [UInt8], to path: String) throws(RuntimeFault) {
    try write(to: path) { (put) throws(RuntimeFault) in try put(bytes) }
  }

  /// Writes a file piece by piece; what was there is replaced.
  static func write(
    to path: String,
    _ body: (_ put: ([UInt8]) throws(RuntimeFault) -> Void) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) {
    let descriptor = unsafe open(
      path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw fault("写入", path) }
    var failure: RuntimeFault?
    do throws(RuntimeFault) {
      try body { (bytes) throws(RuntimeFault) in
        try Descriptor.write(bytes, to: descriptor, what: "写入 \(FileSystemName.last(path))")
      }
    } catch {
      failure = error
    }
    if close(descriptor) != 0, failure == nil { failure = fault("写入", path) }
    if let failure { throw failure }
  }

  /// Calls with a name below `/proc/self/fd` where the system has one, else with the path.
  static func withPlainName<Result, Fault: Error>(
    of path: String, _ body: (String) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return try body(path) }
    defer { close(descriptor) }
    let short = "/proc/self/fd/\(descriptor)"
    return try body((try? exists(short)) == true ? short + "/" + FileSystemName.last(path) : path)
  }

  /// Reads a whole file.
  package static func read(_ path: String) throws(RuntimeFault) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault("读取", path, reading: true) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw fault("读取", path, reading: true)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Flushes a file or a folder to the disk.
  static func flush(_ path: String) throws(RuntimeFault) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { throw fault("落盘", path) }
    defer { close(descriptor) }
    // Some network file systems cannot flush a folder; they say EINVAL.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw fault("落盘", path) }
  }

  /// Flushes a folder with all below it: file by file where they are few, the whole file system where they are many.
  static func flushTree(_ folder: String) throws(RuntimeFault) {
    let all = try files(below: folder)
    if all.count > 16 {
      let descriptor = unsafe open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
      guard descriptor >= 0 else { throw fault("落盘", folder) }
      defer { close(descriptor) }
      if syncfs(descriptor) == 0 { return }
      if errno != EINVAL && errno != ENOSYS { throw fault("落盘", folder) }
    }
    var folders: Set<String> = [""]
    for file in all {
      try flush(folder + "/" + file)
      var parts = file.split(separator: "/").dropLast()
      while !parts.isEmpty {
        folders.insert(parts.joined(separator: "/"))
        parts = parts.dropLast()
      }
    }
    for sub in folders.ordered().reversed() { try flush(sub.isEmpty ? folder : folder + "/" + sub) }
  }

  /// Renames; a file or an empty folder at the new name is replaced.
  static func rename(_ old: String, to new: String) throws(RuntimeFault) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw fault("改名", new) }
  }

  /// Swaps two names in one step; false where the file system cannot.
  static func exchange(_ one: String, _ other: String) throws(RuntimeFault) -> Bool {
    let exchangeFlag: UInt32 = 2  // RENAME_EXCHANGE
    if unsafe renameat2(AT_FDCWD, one, AT_FDCWD, other, exchangeFlag) == 0 { return true }
    if errno == EINVAL || errno == ENOSYS || errno == ENOTSUP { return false }
    throw fault("替换", other)
  }

  /// Copies a file or a link, by a second name where the file system has them.
  static func copy(_ old: String, to new: String) throws(RuntimeFault) {
    if unsafe linkat(AT_FDCWD, old, AT_FDCWD, new, 0) == 0 { return }
    let reason = errno
    guard try mode(old) == S_IFREG else {
      throw RuntimeFault(writing: "保留 \(FileSystemName.last(old))", errno: reason)
    }
    let bytes = try read(old)
    try write(bytes, to: new)
  }

  /// Throws where a folder with all below it could not be removed, because it is another user's who does not share it.
  static func refuseUnremovable(_ folder: String) throws(RuntimeFault) {
    guard try isFolder(folder) else { return }
    guard unsafe access(folder, W_OK | X_OK) == 0 else { throw fault("替换", folder) }
    for name in try names(in: folder) { try refuseUnremovable(folder + "/" + name) }
  }

  /// Removes a file, a link, or a folder with all below it; nothing there is no fault.
  static func remove(_ path: String) throws(RuntimeFault) {
    guard let mode = try mode(path) else { return }
    if mode == S_IFDIR {
      for name in try names(in: path) { try remove(path + "/" + name) }
      guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw fault("删除", path) }
    } else {
      guard unsafe unlink(path) == 0 || errno == ENOENT else { throw fault("删除", path) }
    }
  }
}
