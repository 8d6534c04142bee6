package import Diagnostics

/// One part of a package of the office formats, for reading back what this program wrote.
package enum PackagePart {
  /// Why a part was not read.
  package struct Fault: Error, Sendable, Hashable {
    package let diagnostic: Diagnostic
  }

  /// The bytes of a part of a file of ours.
  ///
  /// `name` is the name for messages, which say nothing of folders.
  package static func bytes(
    of part: String, inPackage path: String, name: String, limits: ReadingLimits = .standard
  ) -> Result<[UInt8], Fault> {
    do throws(Refusal) {
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      let archive = try ZipArchive(file, limits: limits)
      guard let member = try archive.open(part) else {
        throw Refusal(.archivePartMissing, at: file.place, found: "缺少部件 \(part)")
      }
      var bytes: [UInt8] = []
      let chunk = ByteBuffer(capacity: 1 << 16)
      while true {
        let count = try unsafe member.read(into: chunk.base, count: chunk.capacity)
        if count == 0 { return .success(bytes) }
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: chunk.base, count: count))
      }
    } catch {
      return .failure(Fault(diagnostic: error.diagnostic))
    }
  }
}
