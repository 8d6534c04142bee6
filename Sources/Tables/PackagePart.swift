import Diagnostics

/// One part of a package of the office formats, for reading back what this program wrote.
package enum PackagePart {
  /// The bytes of a part of a file of ours; nil where the file or the part cannot be read.
  ///
  /// `name` is the name for messages, which say nothing of folders.
  package static func bytes(
    of part: String, inPackage path: String, name: String, limits: ReadingLimits = .standard
  ) -> [UInt8]? {
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      let archive = try ZipArchive(file, limits: limits)
      guard let member = try archive.open(part) else { return nil }
      var bytes: [UInt8] = []
      let chunk = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
      defer { unsafe chunk.deallocate() }
      guard let base = chunk.baseAddress else { return nil }
      while true {
        let count = try unsafe member.read(into: base, count: chunk.count)
        if count == 0 { return bytes }
        unsafe bytes.append(contentsOf: chunk[..<count])
      }
    } catch {
      return nil
    }
  }
}
