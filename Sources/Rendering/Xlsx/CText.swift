import Glibc

/// Texts as the library takes them: it names them without `const` and reads them only during the call.
enum CText {
  /// Copies with an end mark each; `release` frees them.
  static func copies(of texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe texts.map { unsafe strdup($0) }
  }

  static func release(_ texts: [UnsafeMutablePointer<CChar>?]) {
    for index in unsafe texts.indices { unsafe free(texts[index]) }
  }
}

extension String {
  /// Calls with a zero-terminated copy that C may name without `const`.
  func withMutableCString<Result>(
    _ body: (UnsafeMutablePointer<CChar>) -> Result
  ) -> Result {
    unsafe withCString { unsafe body(UnsafeMutablePointer(mutating: $0)) }
  }
}
