/// How a log is read; what comes of it does not depend on any of this.
package struct FoldSettings: Sendable {
  /// How many threads read.
  package let jobs: Int
  /// False to leave the files' hashes out.
  package var hashing = true
  /// Which files are folded in ranges.
  var cutting = LogCutting.standard
  /// Exceptions in memory, per thread; more lie in scratch files.
  var exceptionLimit = ExceptionSpill.standardLimit
  /// Bytes of lines of partials in memory, over all files, and the least of it for one file.
  var lineMemory = 64 << 20
  var leastLineMemory = 1 << 20

  package init(jobs: Int) { self.jobs = jobs }

  /// Leaves every exception in memory, to be asked for one by one.
  package mutating func keepExceptions() { exceptionLimit = .max }
}
