import Tables

extension Fingerprint {
  /// The hash of a file; one that cannot be read is a fault, never an empty hash.
  package static func read(_ path: String, name: String) throws(RuntimeFault) -> String {
    guard let hash = sha256(ofFile: path) else { throw .failed(what: "读取 \(name)", errno: 5) }
    return hash
  }

  /// The size of a file; one that cannot be read is a fault, never an empty file.
  package static func size(_ path: String, name: String) throws(RuntimeFault) -> Int {
    guard let size = size(ofFile: path) else { throw .failed(what: "读取 \(name)", errno: 5) }
    return size
  }
}
