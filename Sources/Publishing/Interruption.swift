import Dispatch
import Glibc
import Synchronization

/// What must not stay behind when a signal ends the program (safety.md 22).
final class Leftovers: Sendable {
  private let paths = Mutex<[String]>([])
  /// How often removing is tried, 5 ms apart: some five seconds.
  private static let attempts = 1_000

  /// Notes a folder that goes away with the run.
  func add(_ path: String) { paths.withLock { $0.append(path) } }

  /// Forgets a folder that is gone, or that is no longer the run's to remove.
  func drop(_ path: String) {
    paths.withLock { paths in
      if let index = paths.lastIndex(of: path) { paths.remove(at: index) }
    }
  }

  /// Does what a signal must not cut in two.
  func whileKept<Result: Sendable, Fault: Error>(_ body: () throws(Fault) -> Result)
    throws(Fault) -> Result
  {
    let outcome = paths.withLock { _ -> Swift.Result<Result, Fault> in
      do throws(Fault) { return .success(try body()) } catch { return .failure(error) }
    }
    return try outcome.get()
  }

  /// Removes everything and ends the program; nothing else gets the lock any more.
  func removeAndExit(_ status: Int32) -> Never {
    paths.withLock { paths in
      for path in paths.reversed() {
        // Other threads may still be writing into it, on a busy machine for long; none of them can publish any more.
        for _ in 0..<Self.attempts {
          do throws(RuntimeFault) {
            try FileSystem.remove(path)
            break
          } catch { usleep(5_000) }
        }
      }
      _exit(status)
    }
  }
}

/// Ends the program on SIGINT, SIGTERM and SIGHUP without leaving anything behind, with 128 + the signal's number.
///
/// A signal concerns the whole process, and so does the list of what must go.
package final class Interruption {
  static let leftovers = Leftovers()

  private let sources: [any DispatchSourceSignal]

  /// Begins to wait for signals; those that the caller ignores stay ignored.
  package init() {
    // A reader that goes away and a file that may not grow are told by the call that meets them.
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    var sources: [any DispatchSourceSignal] = []
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var before = sigaction()
      guard unsafe sigaction(number, nil, &before) == 0, !Self.isIgnored(before) else { continue }
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { Self.leftovers.removeAndExit(128 + number) }
      source.resume()
      sources.append(source)
    }
    self.sources = sources
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
