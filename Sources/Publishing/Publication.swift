import Glibc

/// One run's output on its way: staged beside the target, swapped in whole by rename, or given up without a trace.
///
/// While it lives it holds the lock. Killed at any instant it leaves the previous output whole; the next `begin` clears what is left.
package struct Publication: ~Copyable, Sendable {
  /// The folder that readers see.
  package let target: String
  /// The folder that stages write to.
  package let staging: String
  let previous: String
  let parent: String
  private let lock: RunLock
  private let owner: OutputOwner
  /// Files in the standing output that no run wrote, by relative path; a whole new output takes them along.
  package let others: [String]

  /// Takes the lock, mends what a killed run left, and makes an empty staging folder.
  ///
  /// Throws where another run holds the lock, where the machine refuses, or where the target holds things no run wrote.
  ///
  /// `keeping`: the target is a folder of somebody's own, in which only named files are renewed.
  package static func begin(
    output: String, owner: OutputOwner, purpose: String, keeping: Bool = false
  ) throws(RuntimeFault) -> Publication {
    var path = output
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let name = FileSystemName.last(path)
    guard !name.isEmpty, name != ".", name != "..", path != "/" else {
      throw .occupied(output: output)
    }
    let cut = path.lastIndex(of: "/")
    let parent = cut.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    try FileSystem.makeFolders(parent)
    let base = parent == "/" ? "" : parent
    let lock = try RunLock(
      file: "\(base)/.lock-\(name)", output: name, purpose: purpose)
    let staging = "\(base)/.staging-\(name)"
    let previous = "\(base)/.previous-\(name)"
    try SwapJournal(parent: parent, name: name).finish()
    try recover(path, staging: staging, previous: previous)
    let others = keeping ? [] : try StandingOutput(path, owner: owner).others
    // Swapped out and not removed it would lie in the way of the next run.
    if !keeping { try FileSystem.refuseUnremovable(path) }
    let publication = Publication(
      target: path, staging: staging, previous: previous, parent: parent, lock: lock, owner: owner,
      others: others)
    try FileSystem.makeFolders(staging)
    return publication
  }

  private init(
    target: String, staging: String, previous: String, parent: String, lock: consuming RunLock,
    owner: OutputOwner, others: [String]
  ) {
    Interruption.leftovers.add(staging)
    self.owner = owner
    self.others = others
    self.target = target
    self.staging = staging
    self.previous = previous
    self.parent = parent
    self.lock = lock
  }

  /// However a run ends, nothing is left beside the target; what cannot be removed now is cleared by the next run.
  deinit {
    try? FileSystem.remove(staging)
    Interruption.leftovers.drop(staging)
    if (try? FileSystem.exists(target)) == true { try? FileSystem.remove(previous) }
  }

  /// Puts the previous output back where a run was killed between two renames, and clears leftovers.
  private static func recover(_ target: String, staging: String, previous: String)
    throws(RuntimeFault)
  {
    if try FileSystem.exists(previous) {
      if try FileSystem.exists(target) {
        try FileSystem.remove(previous)
      } else {
        try FileSystem.rename(previous, to: target)
      }
    }
    try FileSystem.remove(staging)
  }

  /// A folder for part files of libraries below the staging folder, so that a full disk is met where the output goes.
  package func scratch() throws(RuntimeFault) -> String {
    let folder = staging + "/" + Self.scratchName
    try FileSystem.makeFolders(folder)
    return folder
  }

  private static let scratchName = ".part"

  /// Puts the files that no run wrote beside the new ones.
  private func takeOthersAlong() throws(RuntimeFault) {
    try FileSystem.remove(staging + "/" + Self.scratchName)
    for file in try StandingOutput(target, owner: owner).others {
      try FileSystem.copy(target + "/" + file, to: try path(try Self.free(file, in: staging)))
    }
  }

  /// The name itself, or another where a new file has it.
  private static func free(_ file: String, in folder: String) throws(RuntimeFault) -> String {
    for name in names(of: file) where try !FileSystem.exists(folder + "/" + name) { return name }
    return file
  }

  /// Where a stage may write a file by itself; the folders above it are made.
  package func path(_ relative: String) throws(RuntimeFault) -> String {
    let path = staging + "/" + relative
    if let cut = path.lastIndex(of: "/") { try FileSystem.makeFolders(String(path[..<cut])) }
    return path
  }

  /// Writes a staged file.
  package func write(_ bytes: [UInt8], to relative: String) throws(RuntimeFault) {
    try FileSystem.write(bytes, to: try path(relative))
  }

  /// Writes a staged text as UTF-8.
  package func write(_ text: String, to relative: String) throws(RuntimeFault) {
    try write(Array(text.utf8), to: relative)
  }

  /// The staged files by relative path, sorted by UTF-8.
  package func stagedFiles() throws(RuntimeFault) -> [String] {
    try FileSystem.files(below: staging).filter { !$0.hasPrefix(Self.scratchName + "/") }
  }

  /// Flushes and swaps the staged folder in whole; the previous output is gone afterwards.
  package consuming func publish() throws(RuntimeFault) {
    try makeReady()
    _ = try swapIn()
    try FileSystem.flush(parent)
  }

  /// Everything that is left to do before the renames.
  func makeReady() throws(RuntimeFault) {
    try takeOthersAlong()
    try FileSystem.flushTree(staging)
  }

  /// Moves only the named staged files or folders into the target, each by one rename: what a run that failed may still say.
  package consuming func publishOnly(_ names: [String]) throws(RuntimeFault) {
    try FileSystem.flushTree(staging)
    try putInside(names)
  }

  /// Moves named staged files or folders, already flushed, into the target.
  func putInside(_ names: [String]) throws(RuntimeFault) {
    try FileSystem.makeFolders(target)
    for name in names where try FileSystem.exists(staging + "/" + name) {
      let goal = target + "/" + name
      if let cut = goal.lastIndex(of: "/") { try FileSystem.makeFolders(String(goal[..<cut])) }
      if try FileSystem.isFolder(staging + "/" + name) {
        _ = try Self.swap(staging + "/" + name, with: goal, aside: previous + "-part")
        try FileSystem.remove(previous + "-part")
      } else {
        try FileSystem.rename(staging + "/" + name, to: goal)
      }
    }
    try FileSystem.flush(target)
  }

  /// Gives the staged files up; the previous output stays as it was.
  package consuming func abandon() {}

  /// How a new folder took the place of an old one, and so where the old one lies now.
  enum Swap {
    /// There was none.
    case first
    /// The old one has the new one's former name.
    case exchanged
    /// The old one was moved aside.
    case movedAside
  }

  /// Puts the staged folder, already flushed, in the target's place; the old one is kept while this lives.
  func swapIn() throws(RuntimeFault) -> Swap {
    // A signal must not remove one half while the other is put in place.
    let swap = try Interruption.leftovers.whileKept { () throws(RuntimeFault) in
      try Self.swap(staging, with: target, aside: previous)
    }
    guard !others.isEmpty else { return swap }
    do throws(RuntimeFault) {
      try rescueLateOthers(swap)
      return swap
    } catch {
      // The old folder goes away with this value: it must not take a colleague's file with it.
      try swapBack(swap)
      throw error
    }
  }

  /// Brings over what was saved into the old folder after its files had been taken along.
  private func rescueLateOthers(_ swap: Swap) throws(RuntimeFault) {
    let old = swap == .exchanged ? staging : previous
    for file in try StandingOutput(old, owner: owner).others {
      if try isTakenAlong(old + "/" + file, as: file) { continue }
      let free = try Self.free(file, in: target)
      if let cut = free.lastIndex(of: "/") {
        try FileSystem.makeFolders(target + "/" + free[..<cut])
      }
      try FileSystem.rename(old + "/" + file, to: target + "/" + free)
    }
  }

  /// True where the new folder has the very file, or what it was copied from is the same still.
  private func isTakenAlong(_ old: String, as file: String) throws(RuntimeFault) -> Bool {
    for name in Self.names(of: file) {
      let new = target + "/" + name
      guard try FileSystem.exists(new) else { return false }
      if try FileSystem.number(new) == FileSystem.number(old) { return true }
      if try FileSystem.read(new) == FileSystem.read(old) { return true }
    }
    return false
  }

  /// The names under which a file may be taken along, in the order in which they are tried.
  private static func names(of file: String) -> some Sequence<String> {
    let dot = file.lastIndex(of: ".") ?? file.endIndex
    return (0..<100).lazy.map { number in
      guard number > 0 else { return file }
      return file[..<dot] + "（原有\(number == 1 ? "" : String(number))）" + file[dot...]
    }
  }

  /// Takes a swap back: the old output stands again, the new one is staged again.
  func swapBack(_ swap: Swap) throws(RuntimeFault) {
    switch swap {
    case .exchanged:
      guard try FileSystem.exchange(staging, target) else {
        throw .failed(what: "换回 \(FileSystemName.last(target))", errno: ENOTSUP)
      }
    case .first: try FileSystem.rename(target, to: staging)
    case .movedAside:
      try FileSystem.rename(target, to: staging)
      try FileSystem.rename(previous, to: target)
    }
  }

  static func swap(_ new: String, with old: String, aside: String) throws(RuntimeFault)
    -> Swap
  {
    guard try FileSystem.exists(old) else {
      try FileSystem.rename(new, to: old)
      return .first
    }
    if try FileSystem.exchange(new, old) { return .exchanged }
    try FileSystem.rename(old, to: aside)
    do throws(RuntimeFault) {
      try FileSystem.rename(new, to: old)
      return .movedAside
    } catch {
      try? FileSystem.rename(aside, to: old)
      throw error
    }
  }
}

/// A staged file written by whoever has its path, on any thread.
package enum StagedFile {
  /// Writes a whole file; what was there is replaced.
  package static func write(_ bytes: [UInt8], to path: String) throws(RuntimeFault) {
    try FileSystem.write(bytes, to: path)
  }

  /// Replaces files that stand beside others, each by one rename once all of them are written.
  package static func replace(_ files: [(path: String, bytes: [UInt8])]) throws(RuntimeFault) {
    let parts = files.map { $0.path + ".part" }
    do throws(RuntimeFault) {
      for (file, part) in zip(files, parts) {
        try FileSystem.write(file.bytes, to: part)
        try FileSystem.flush(part)
      }
      for (file, part) in zip(files, parts) { try FileSystem.rename(part, to: file.path) }
    } catch {
      for part in parts { try? FileSystem.remove(part) }
      throw error
    }
  }

  /// Gives a name of the file that says nothing of the machine, for libraries that print the names of files they fail on.
  package static func withPlainName<Result, Fault: Error>(
    of path: String, _ body: (String) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    try FileSystem.withPlainName(of: path, body)
  }

  /// The fault of a library that could not finish a file; its own number says less than the disk does.
  package static func fault(writing path: String, _ words: String) -> RuntimeFault {
    do throws(RuntimeFault) {
      try FileSystem.write([UInt8](repeating: 0, count: 1 << 16), to: path)
      return .failed(what: words, errno: 5)
    } catch {
      return error
    }
  }

  /// Writes a file piece by piece; what was there is replaced.
  package static func write(
    to path: String,
    _ body: (_ put: ([UInt8]) throws(RuntimeFault) -> Void) throws(RuntimeFault) -> Void
  ) throws(RuntimeFault) {
    try FileSystem.write(to: path, body)
  }

  /// Takes a staged file back.
  package static func remove(_ path: String) throws(RuntimeFault) { try FileSystem.remove(path) }

  /// The bytes of a staged file, read back.
  package static func bytes(at path: String) throws(RuntimeFault) -> [UInt8] {
    try FileSystem.read(path)
  }

  /// A staged text, read back.
  package static func text(at path: String) throws(RuntimeFault) -> String {
    String(decoding: try FileSystem.read(path), as: UTF8.self)
  }

  /// Makes a folder and those above it.
  package static func makeFolders(_ path: String) throws(RuntimeFault) {
    try FileSystem.makeFolders(path)
  }
}
