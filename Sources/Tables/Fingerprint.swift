import Diagnostics

/// SHA-256 as hexadecimal digits, for what is not read through this room's readers.
package enum Fingerprint {
  /// The hash of a text's UTF-8 bytes.
  package static func sha256(of text: String) -> String { sha256(of: Array(text.utf8)) }

  /// The hash of bytes.
  package static func sha256(of bytes: [UInt8]) -> String {
    var hasher = FileHasher(isOn: true)
    unsafe bytes.withUnsafeBytes { unsafe hasher.update($0) }
    return hasher.digits()
  }

  /// The hash of a file; nil where it cannot be read.
  package static func sha256(ofFile path: String) -> String? {
    do throws(Refusal) {
      return try InputFile(path: path, place: .init(file: path)).digest()
    } catch {
      return nil
    }
  }

  /// The size of a file in bytes; 0 where it cannot be read.
  package static func size(ofFile path: String) -> Int {
    do throws(Refusal) {
      return try InputFile(path: path, place: .init(file: path)).byteCount
    } catch {
      return 0
    }
  }
}
