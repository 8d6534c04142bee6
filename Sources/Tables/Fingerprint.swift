package import Diagnostics

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

  /// Why a file cannot be read; nil where it can.
  package static func refusal(ofFile path: String, name: String) -> Diagnostic? {
    do throws(Refusal) {
      _ = try InputFile(path: path, place: .init(file: name)).digest()
      return nil
    } catch {
      return error.diagnostic
    }
  }

  /// Some bytes of a file's beginning and end, by which files that differ are told apart without reading them; nil where it
  /// cannot be read.
  package static func ends(ofFile path: String) -> [UInt8]? {
    do throws(Refusal) {
      let file = try InputFile(path: path, place: .init(file: path))
      let buffer = ByteBuffer(capacity: 2_048)
      let head = try unsafe file.read(into: buffer.base, count: 1_024, at: 0)
      let tail = try unsafe file.read(
        into: buffer.base + head, count: 1_024, at: max(0, file.byteCount - 1_024))
      return unsafe Array(UnsafeBufferPointer(start: buffer.base, count: head + tail))
    } catch {
      return nil
    }
  }

  /// The size of a file in bytes; nil where it cannot be read.
  package static func size(ofFile path: String) -> Int? {
    do throws(Refusal) {
      return try InputFile(path: path, place: .init(file: path)).byteCount
    } catch {
      return nil
    }
  }
}
