import Dispatch
import Glibc
import Pipeline
import Publishing

/// Feeds one reader, which the environment names, with what libFuzzer makes.
enum Fuzzing {
  /// The fuzzer's call brings nothing but the bytes.
  nonisolated(unsafe) static var bench: Bench?

  static func prepare() async throws {
    guard let reader = setting("FUZZ_READER").flatMap(Reader.init),
      let county = setting("FUZZ_COUNTY")
    else {
      let readers = Reader.allCases.map(\.rawValue).joined(separator: "|")
      print("FUZZ_READER=\(readers) FUZZ_COUNTY=folder")
      exit(64)
    }
    let setup = try await LoadStage().run(county)
    let place = county + (reader == .forms ? "/inputs/填报表" : "/scratch")
    try StagedFile.makeFolders(place)
    let file = reader == .yaml ? "pipeline.yaml" : "f." + reader.fileExtension
    unsafe bench = Bench(reader: reader, setup: setup, folder: place, file: place + "/" + file)
  }

  private static func setting(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}

/// Called once before the first input; libFuzzer has a main of its own.
@_cdecl("LLVMFuzzerInitialize")
func initialise(_ count: UnsafeMutableRawPointer?, _ arguments: UnsafeMutableRawPointer?) -> Int32 {
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    do { try await Fuzzing.prepare() } catch { preconditionFailure("\(error)") }
    done.signal()
  }
  done.wait()
  return 0
}

/// Called with every input.
@_cdecl("LLVMFuzzerTestOneInput")
func feed(_ start: UnsafePointer<UInt8>?, _ length: Int) -> Int32 {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: length))
  do { try unsafe Fuzzing.bench?.feed(bytes) } catch { preconditionFailure("\(error)") }
  return 0
}
