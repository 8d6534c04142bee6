/// What reading a log needs of the machine beside the tables.
///
/// Lent by who runs it: where scratch files lie, and how a fault of the machine is told, is no business of the log. What
/// it throws is passed on as it is.
package protocol LogDisk: Sendable {
  /// An empty scratch file; it is gone as soon as nobody holds it.
  func scratch() throws -> any ScratchBytes
  /// The bytes of a partial.
  func open(_ path: String) throws -> any ByteSource
  /// What a person is told of a partial: no path of the machine.
  func shown(_ path: String) -> String
  /// The size of a file.
  func size(of path: String, name: String) throws -> Int
  /// The SHA-256 of a file.
  func hash(of path: String, name: String) throws -> String
}

/// A scratch file: written once from its beginning, then only read, from any thread.
package protocol ScratchBytes: Sendable {
  /// Appends bytes.
  func write(_ bytes: [UInt8]) throws
  /// The bytes at an offset; throws where there are fewer.
  func bytes(at offset: Int, count: Int) throws -> [UInt8]
}

/// Bytes in their order.
package protocol ByteSource {
  /// The next bytes; empty at the end.
  func nextBytes() throws -> [UInt8]
}
