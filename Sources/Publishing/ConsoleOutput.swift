import Glibc
import Synchronization

/// What is said on standard output and standard error; a sentence that did not arrive is remembered (safety.md 20).
package final class ConsoleOutput: Sendable {
  private let failed = Mutex<RuntimeFault?>(nil)

  /// Nothing has been said yet.
  package init() {}

  /// Why standard output did not take all; nil where it did.
  package var fault: RuntimeFault? { failed.withLock { $0 } }

  /// Writes a text to standard output; after a failure nothing more is tried.
  package func answer(_ text: String) {
    failed.withLock { fault in
      guard fault == nil else { return }
      do throws(RuntimeFault) {
        try Descriptor.write(Array(text.utf8), to: 1, what: "写标准输出")
      } catch { fault = error }
    }
  }

  /// Writes a text to standard error; where that is closed there is nobody left to tell.
  package func remark(_ text: String) {
    try? Descriptor.write(Array(text.utf8), to: 2, what: "写标准错误")
  }

  /// Takes the numbers of standard streams that the caller has closed.
  ///
  /// Else the first file that is opened would get the number, and answers would be written into it. What is put there
  /// takes no answer, so that a closed standard output is met like a full one.
  package static func takeClosedStreams() {
    for number: Int32 in 0...2 where fcntl(number, F_GETFD) < 0 && errno == EBADF {
      _ = unsafe open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
