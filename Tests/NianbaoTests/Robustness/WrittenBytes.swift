import Foundation
import Testing

@testable import Diagnostics
@testable import Tables

/// Everything that a run wrote, archives unpacked, so that a search finds what a reader could.
enum WrittenBytes {
  /// The members of a workbook by name, or the file itself.
  static func unpacked(_ path: String) throws -> [String: Data] {
    guard path.hasSuffix(".xlsx") || path.hasSuffix(".docx") else {
      return ["": FileManager.default.contents(atPath: path) ?? Data()]
    }
    let file = try InputFile(path: path, place: SourceLocation(file: path))
    let archive = try ZipArchive(file, limits: .standard)
    var parts: [String: Data] = [:]
    for member in archive.directory.members {
      let stream = try #require(try archive.open(member.name))
      var bytes = Data()
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = try unsafe chunk.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return 0 }
          return try unsafe stream.read(into: base, count: buffer.count)
        }
        if count == 0 { break }
        bytes += chunk[..<count]
      }
      parts[member.name] = bytes
    }
    return parts
  }

  /// Where a text occurs below a folder: in a file, in a part of a workbook, or in a name.
  static func places(of text: String, below folder: String) throws -> [String] {
    let wanted = Data(text.utf8)
    var found: [String] = []
    guard let walk = FileManager.default.enumerator(atPath: folder) else { return [] }
    for case let name as String in walk {
      if name.contains(text) { found.append("name of a file") }
      var isFolder: ObjCBool = false
      let path = folder + "/" + name
      guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
        !isFolder.boolValue
      else { continue }
      for (part, bytes) in try unpacked(path) where bytes.range(of: wanted) != nil {
        found.append("\(name)!\(part)")
      }
    }
    return found
  }
}
