/// The swaps that a run of several outputs set out to do: killed between two of them, it is finished by the next run.
///
/// A staged folder keeps its number on the disk when it is renamed, so that it shows which swaps were done.
struct SwapJournal {
  private let parent: String
  private let name: String
  private var file: String { "\(parent)/.swaps-\(name)" }

  /// The journal of the run whose own output has this name; `parent` is the folder that holds all of its outputs.
  init(parent: String, name: String) {
    self.parent = parent
    self.name = name
  }

  /// Writes down which staged folders are to take their places.
  func begin(_ names: [String]) throws(RuntimeFault) {
    var text = ""
    for name in names {
      if let number = try FileSystem.number(staging(name)) { text += "\(number) \(name)\n" }
    }
    try FileSystem.write(Array(text.utf8), to: file)
    try FileSystem.flush(file)
    try FileSystem.flush(parent)
  }

  /// All swaps were done, or taken back.
  func end() { try? FileSystem.remove(file) }

  /// Does the swaps that a killed run still owed; an output that was made anew since is left as it is.
  func finish() throws(RuntimeFault) {
    guard try FileSystem.exists(file) else { return }
    let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let number = UInt64(parts[0]) else { continue }
      try swapIn(String(parts[1]), number)
    }
    try FileSystem.flush(parent)
    try FileSystem.remove(file)
  }

  private func swapIn(_ name: String, _ number: UInt64) throws(RuntimeFault) {
    guard try FileSystem.number(staging(name)) == number else { return }
    // The run that calls holds its own lock; an output that another run holds is that run's.
    let lock: RunLock? =
      name == self.name
      ? nil : try? RunLock(file: "\(parent)/.lock-\(name)", output: name, purpose: "recover")
    guard name == self.name || lock != nil else { return }
    _ = try Publication.swap(
      staging(name), with: "\(parent)/\(name)", aside: "\(parent)/.previous-\(name)")
    try? FileSystem.remove(staging(name))
    try? FileSystem.remove("\(parent)/.previous-\(name)")
  }

  private func staging(_ name: String) -> String { "\(parent)/.staging-\(name)" }
}
