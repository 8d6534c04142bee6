import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The built program, run as its users run it.
struct Program {
  /// The executable beside the test bundle, or the one that `make faults` names: an optimised one is several times as fast.
  static var path: String {
    if let named = ProcessInfo.processInfo.environment["NIANBAO_PROGRAM"] { return named }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let folder = URL(fileURLWithPath: own).deletingLastPathComponent()
    return folder.appendingPathComponent("nianbao").path
  }

  /// How a run ended and what it said.
  struct Ending {
    let status: Int32
    let out: String
    let err: String
    /// True where a signal ended it.
    let wasKilled: Bool
  }

  var arguments: [String]
  var folder: String?
  var environment: [String: String] = [:]

  /// Runs `nianbao` to its end.
  static func run(
    _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> Ending {
    try Program(arguments: arguments, folder: folder, environment: environment).run()
  }

  /// Runs to the end, or is killed (kill -9) after so many microseconds.
  func run(killedAfter delay: UInt32? = nil) throws -> Ending {
    let process = try start()
    if let delay {
      usleep(delay)
      kill(process.process.processIdentifier, SIGKILL)
    }
    return try process.end()
  }

  /// Starts it without waiting.
  func start() throws -> Running {
    try Running(executable: Self.path, arguments, folder, environment)
  }

  /// Runs a line of shell; `$NIANBAO` is the program.
  static func shell(_ line: String) throws -> Ending {
    try Running(executable: "/bin/sh", ["-c", line], nil, ["NIANBAO": path]).end()
  }

  /// The same for a line that takes long, such as a start of LibreOffice: other tests have the thread until it ends.
  static func longShell(_ line: String) async throws -> Ending {
    try await withCheckedThrowingContinuation { done in
      DispatchQueue.global().async {
        done.resume(with: Result { try shell(line) })
      }
    }
  }

  /// A started process, its words caught in files so that no pipe fills.
  struct Running {
    let process: Process
    private let caught: String

    init(
      executable: String, _ arguments: [String], _ folder: String?, _ environment: [String: String]
    ) throws {
      caught = FileManager.default.temporaryDirectory.path + "/nianbao-said-\(UUID().uuidString)"
      process = Process()
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
      if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
      var all = ProcessInfo.processInfo.environment
      for (key, value) in environment { all[key] = value }
      process.environment = all
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try Self.file(caught + ".out")
      process.standardError = try Self.file(caught + ".err")
      try process.run()
    }

    private static func file(_ path: String) throws -> FileHandle {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      return try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    }

    func end() throws -> Ending {
      process.waitUntilExit()
      defer {
        for ending in [".out", ".err"] {
          try? FileManager.default.removeItem(atPath: caught + ending)
        }
      }
      return Ending(
        status: process.terminationStatus,
        out: try String(contentsOfFile: caught + ".out", encoding: .utf8),
        err: try String(contentsOfFile: caught + ".err", encoding: .utf8),
        wasKilled: process.terminationReason == .uncaughtSignal)
    }
  }
}
