package import ProgressLog
import Tables

/// The machine's files, for the log.
package struct MachineDisk: LogDisk {
  package init() {}

  package func scratch() throws -> any ScratchBytes { try ScratchFile() }

  package func open(_ path: String) throws -> any ByteSource { try ByteStream(path: path) }

  package func shown(_ path: String) -> String {
    path == "-" ? "标准输入" : path.hasPrefix("/") ? FileSystemName.last(path) : path
  }

  package func size(of path: String, name: String) throws -> Int {
    try Fingerprint.size(path, name: name)
  }

  package func hash(of path: String, name: String) throws -> String {
    try Fingerprint.read(path, name: name)
  }
}

extension ScratchFile: ScratchBytes {
  package func bytes(at offset: Int, count: Int) throws -> [UInt8] {
    let bytes = try read(at: offset, count: count)
    guard bytes.count == count else { throw RuntimeFault.broken("临时文件变短了") }
    return bytes
  }
}

extension ByteStream: ByteSource {
  package func nextBytes() throws -> [UInt8] { try read() }
}
