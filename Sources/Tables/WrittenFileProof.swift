package import Diagnostics

/// Opens a file that has just been written and reads it to its end, as its readers will (safety.md 20).
package enum WrittenFileProof {
  /// What is wrong with a workbook that was written: members that do not unpack, parts that are not well-formed; nil where all is well.
  ///
  /// A library that does not look at what the system answers leaves a workbook cut off and says nothing.
  package static func fault(ofWorkbook path: String, name: String) -> Diagnostic? {
    do throws(Refusal) {
      let limits = ReadingLimits.standard
      let file = try InputFile(path: path, place: SourceLocation(file: name))
      let archive = try ZipArchive(file, limits: limits)
      for part in ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]
      where !archive.contains(part) {
        return Refusal(.archivePartMissing, at: file.place, found: "缺少部件 \(part)").diagnostic
      }
      for member in archive.directory.members {
        guard let stream = try archive.open(member.name) else { continue }
        if member.name.hasSuffix(".xml") || member.name.hasSuffix(".rels") {
          var scanner = XMLScanner(stream, limits: limits)
          while try scanner.next() != .finish {
            scanner.skipPlain()
            scanner.noteUse()
          }
        } else {
          try stream.skip()
        }
      }
      return nil
    } catch {
      return error.diagnostic
    }
  }
}

extension ZipMember {
  /// Unpacks to the end, so that the checksum is compared.
  fileprivate func skip() throws(Refusal) {
    let buffer = ByteBuffer(capacity: 64 << 10)
    while try unsafe read(into: buffer.base, count: buffer.capacity) > 0 {}
  }
}
