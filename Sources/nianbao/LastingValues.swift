import Synchronization

/// What lives as long as the process, because the process ends next.
///
/// To free a province's ten thousand units one by one, on one thread, takes longer than to read a county; the system takes all
/// memory back at once. Whoever runs several commands in one process simply does not call ``outlive()``.
final class LastingValues: Sendable {
  private let values = Mutex<[any Sendable]>([])

  /// Keeps a value that nobody asks for any more.
  func keep(_ value: some Sendable) { values.withLock { $0.append(value) } }

  /// Gives everything kept over to the end of the process.
  func outlive() { _ = unsafe Unmanaged.passRetained(self) }
}
