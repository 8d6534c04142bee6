import CCrypto

/// The SHA-256 of the bytes that pass by, or nothing where hashing is off.
///
/// The system's libcrypto computes it; the program has no cryptography of its own.
@safe struct FileHasher: ~Copyable {
  /// Nil where hashing is off, and where the library cannot give a context.
  private let context: OpaquePointer?
  private var failed = false
  private let isOn: Bool

  init(isOn: Bool) {
    self.isOn = isOn
    let fresh = isOn ? unsafe EVP_MD_CTX_new() : nil
    unsafe context = fresh
    failed = unsafe isOn && (fresh == nil || EVP_DigestInit_ex(fresh, EVP_sha256(), nil) != 1)
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard isOn, !failed, unsafe !bytes.isEmpty else { return }
    if unsafe EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) != 1 {
      failed = true
    }
  }

  /// Lower-case hexadecimal digits; empty where hashing is off.
  ///
  /// A library without SHA-256 is a broken machine: nothing it computes may be published.
  consuming func digits() -> String {
    guard isOn else { return "" }
    var digest = [UInt8](repeating: 0, count: 32)
    let finished = unsafe digest.withUnsafeMutableBufferPointer { target in
      unsafe !failed && EVP_DigestFinal_ex(context, target.baseAddress, nil) == 1
    }
    precondition(finished, "libcrypto gives no SHA-256")
    let hex = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in digest {
      text.append(hex[Int(byte >> 4)])
      text.append(hex[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  deinit { unsafe EVP_MD_CTX_free(context) }
}
