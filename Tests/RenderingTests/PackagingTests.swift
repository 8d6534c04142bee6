import CPackaging
import CXlsxWriter
import Foundation
import Glibc
import Rendering
import ReportDocument
import TestSupport
import Testing

/// A package as the workbook library writes it.
@safe private struct Package {
  let pointer: UnsafeMutableRawPointer?

  init(_ path: String, append: Int32 = 0) { unsafe pointer = zipOpen(path, append) }

  var isMade: Bool { unsafe pointer != nil }

  func begin(_ name: String, method: Int32 = 8) -> Bool {
    unsafe zipOpenNewFileInZip4_64(
      pointer, name, nil, nil, 0, nil, 0, nil, method, -1, 0, -15, 8, 0, nil, 0, 0, 0, 0) == 0
  }

  func put(_ bytes: [UInt8], pieces: Int) -> Bool {
    stride(from: 0, to: bytes.count, by: pieces).allSatisfy { start in
      unsafe bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes {
        unsafe zipWriteInFileInZip(pointer, $0.baseAddress, UInt32($0.count)) == 0
      }
    }
  }

  func endPart() -> Bool { unsafe zipCloseFileInZip(pointer) == 0 }

  func close() -> Bool { unsafe zipClose(pointer, nil) == 0 }
}

@Suite struct PackagingTests {
  /// `count` bytes that can be packed a little: words of a small alphabet.
  private func text(_ count: Int, seed: UInt64) -> [UInt8] {
    var random = seed &* 2 &+ 1
    let words = (0..<min(count, 5_003)).map { _ in
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(97 + (random >> 60))
    }
    var bytes: [UInt8] = []
    while bytes.count < count { bytes += words.prefix(count - bytes.count) }
    return bytes
  }

  /// `count` bytes that cannot be packed: they grow.
  private func noise(_ count: Int) -> [UInt8] {
    var random: UInt64 = 5
    return (0..<count).map { _ in
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(random >> 56)
    }
  }

  private func part(in folder: String) throws -> UnsafeMutablePointer<FILE> {
    let made = unsafe folder.withCString { unsafe lxw_tmpfile(UnsafeMutablePointer(mutating: $0)) }
    guard let made = unsafe made else { throw POSIXError(.EIO) }
    return unsafe made
  }

  @Test func aWorkbooksPartsArePackedAndKeptByTheHouse() throws {
    let folder = try TestFolder()
    let packed = packed_parts()
    let begun = part_streams()
    _ = try WorkbookRenderer().render(Demo.workbook(), to: folder.path + "/a.xlsx")
    // A sheet, styles, the workbook and its relations at least, unless libraries changed and others are called.
    #expect(packed_parts() >= packed + 4)
    #expect(part_streams() >= begun + 4)
    #expect(try folder.part("xl/workbook.xml").contains("<sheets>"))
  }

  @Test func partsOfAnySizeAreReadBackByAnotherProgram() throws {
    let folder = try TestFolder()
    // Nothing, one byte, what is held until its end and what is packed as it comes.
    let sizes = [0, 1, 100, 65_535, 65_536, 65_537, 131_072, 1_000_000]
    let path = folder.path + "/a.zip"
    let package = Package(path)
    for (index, size) in sizes.enumerated() {
      #expect(package.begin("xl/part\(index).xml"))
      #expect(package.put(text(size, seed: UInt64(index)), pieces: 16_384 + index))
      #expect(package.endPart())
      #expect(package.begin("xl/media/noise\(index).bin"))
      #expect(package.put(noise(size / 4), pieces: 16_384))
      #expect(package.endPart())
    }
    #expect(package.close())
    for (index, size) in sizes.enumerated() {
      let read = try folder.unzip(["-p", path, "xl/part\(index).xml"])
      #expect(read == Data(text(size, seed: UInt64(index))), "\(size)")
      let grown = try folder.unzip(["-p", path, "xl/media/noise\(index).bin"])
      #expect(grown == Data(noise(size / 4)), "\(size / 4)")
    }
    let verdict = String(decoding: try folder.unzip(["-tq", path]), as: UTF8.self)
    #expect(verdict.hasPrefix("No errors"))
  }

  @Test func aPartThatWasPackedBeforeIsPackedToTheSameBytesAndTakenForNoOther() throws {
    let folder = try TestFolder()
    // More parts than are remembered, twice, and each beside one that differs in its last byte.
    let parts = (0..<200).map { text(700 + $0 / 2, seed: UInt64($0 / 2)) + [UInt8(48 + $0 % 2)] }
    for file in ["a.zip", "b.zip"] {
      let package = Package(folder.path + "/" + file)
      for (index, part) in parts.enumerated() {
        #expect(package.begin("\(index)"))
        #expect(package.put(part, pieces: 300))
        #expect(package.endPart())
      }
      #expect(package.close())
    }
    #expect(try folder.bytes("a.zip") == folder.bytes("b.zip"))
    let read = try folder.unzip(["-p", folder.path + "/b.zip"])
    #expect(read == Data(parts.flatMap { $0 }))
  }

  @Test func aPackageThatIsCalledWronglyOrNotWrittenIsNotEnded() throws {
    let folder = try TestFolder()
    #expect(!Package(folder.path + "/none/a.zip").isMade)
    #expect(!Package(folder.path + "/a.zip", append: 1).isMade)
    #expect(!Package("").close())
    let package = Package(folder.path + "/a.zip")
    #expect(!package.put([1], pieces: 1))
    #expect(!package.endPart())
    #expect(!package.begin("a", method: 0))
    #expect(package.begin("a"))
    #expect(!package.begin("b"))
    // A part is open.
    #expect(!package.close())

    // Each of the three ways in which bytes go out.
    for size in [10, 9_000_000] {
      let full = Package("/dev/full")
      #expect(full.begin("a"))
      #expect(full.put(text(size, seed: 1), pieces: 16_384) == (size == 10))
      #expect(!full.endPart())
      #expect(!full.close())
    }
    #expect(!Package("/dev/full").close())
  }

  @Test(arguments: [0, 1, 16_384, 1 << 20, (1 << 20) + 1, 3_000_000])
  func aPartIsReadAsItWasWritten(_ size: Int) throws {
    let folder = try TestFolder()
    let files = part_files()
    let stream = unsafe try part(in: folder.path)
    let bytes = text(size, seed: 7)
    let written = unsafe fwrite(bytes, 1, size, stream)
    #expect(written == size)
    unsafe rewind(stream)
    var read = [UInt8](repeating: 0, count: size + 1)
    let got = unsafe fread(&read, 1, size + 1, stream)
    #expect(got == size)
    let atEnd = unsafe feof(stream)
    #expect(atEnd != 0)
    #expect(Array(read.prefix(size)) == bytes)
    // The library measures by going to the end.
    let toEnd = unsafe fseek(stream, 0, SEEK_END)
    #expect(toEnd == 0)
    let length = unsafe ftell(stream)
    #expect(length == size)
    if size > 2 {
      let toSecond = unsafe fseek(stream, 1, SEEK_SET)
      #expect(toSecond == 0)
      let second = unsafe fgetc(stream)
      #expect(second == Int32(bytes[1]))
    }
    // What is larger than a mebibyte lies in a file, which has no name.
    if size > 1 << 20 { #expect(part_files() > files) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    let closed = unsafe fclose(stream)
    #expect(closed == 0)
  }

  @Test func aPartThatCannotBeKeptIsCounted() throws {
    let folder = try TestFolder()
    let before = failed_streams()
    let stream = unsafe try part(in: folder.path + "/none")
    let bytes = text(1 << 20, seed: 3)
    let written = unsafe fwrite(bytes, 1, bytes.count, stream)
    #expect(written == bytes.count)

    #expect(failed_streams() == before)
    _ = unsafe fwrite(bytes, 1, bytes.count, stream)
    unsafe rewind(stream)
    #expect(failed_streams() > before)
    unsafe fclose(stream)
  }
}
