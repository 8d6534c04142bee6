import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Diagnostics
@testable import Publishing

@Suite("An output appears whole or not at all")
struct PublicationTests {
  private func publish(_ text: String, in scratch: TestFolder) throws {
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    try publication.write(text, to: "run.json")
    try publication.write(text, to: "单位反馈/县财政局.txt")
    try publication.write(
      Manifest.listing(["run.json", "单位反馈/县财政局.txt"]).text, to: Manifest.fileName)
    try publication.publish()
  }

  @Test(
    "a first run makes the folder, a second replaces it and leaves nothing beside it but the lock")
  func replaces() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    try publish("two", in: scratch)
    #expect(scratch.text("county/run.json") == "two")
    #expect(scratch.text("county/单位反馈/县财政局.txt") == "two")
    #expect(try scratch.names("county") == ["manifest.json", "run.json", "单位反馈"])
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("a reader finds a whole output at every instant while another is published")
  func atEveryInstant() async throws {
    let scratch = try TestFolder()
    try publish("0", in: scratch)
    let finished = Mutex(false)
    let watcher = Task.detached {
      var missed = 0
      while !finished.withLock({ $0 }) {
        if scratch.text("county/run.json") == nil { missed += 1 }
      }
      return missed
    }
    for round in 1...100 { try publish(String(round), in: scratch) }
    finished.withLock { $0 = true }
    #expect(await watcher.value == 0)
    #expect(scratch.text("county/run.json") == "100")
  }

  @Test("more files than are flushed one by one are published too")
  func many() throws {
    let scratch = try TestFolder()
    let publication = try Publication.begin(output: scratch.path + "/a/b/county", purpose: "run")
    for number in 0..<40 { try publication.write("x", to: "反馈/\(number).txt") }
    try publication.write("{}", to: "run.json")
    #expect(try publication.stagedFiles().count == 41)
    try publication.publish()
    #expect(try scratch.names("a/b/county/反馈").count == 40)
  }

  @Test("a run that is given up leaves the previous output as it was")
  func abandons() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    try publication.write("half", to: "run.json")
    publication.abandon()
    #expect(scratch.text("county/run.json") == "one")
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("a run that failed replaces only the problem list")
  func publishesOnlyTheProblemList() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    try scratch.write("old", to: "county/草稿/a.txt")
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    try publication.write("problems", to: "问题清单.txt")
    try publication.write("two", to: "run.json")
    try publication.write("new", to: "草稿/b.txt")
    try publication.publishOnly(["问题清单.txt", "草稿", "没有的.txt"])
    #expect(scratch.text("county/run.json") == "one")
    #expect(scratch.text("county/问题清单.txt") == "problems")
    #expect(try scratch.names("county/草稿") == ["b.txt"])
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("a failed first run leaves the problem list in a folder that the next run may replace")
  func failsFirst() throws {
    let scratch = try TestFolder()
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    try publication.write("{}", to: "run.json")
    try publication.publishOnly(["run.json"])
    try publish("two", in: scratch)
    #expect(scratch.text("county/run.json") == "two")
  }

  @Test(
    "a folder that holds only a problem list was written by a check, and the next run may replace it"
  )
  func afterCheck() throws {
    let scratch = try TestFolder()
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "check")
    try publication.write("problems", to: "问题清单.txt")
    try publication.publishOnly(["问题清单.txt"])
    try publish("two", in: scratch)
    #expect(scratch.text("county/run.json") == "two")
    try scratch.write("problems", to: "mine/问题清单.txt")
    try scratch.write("mine", to: "mine/论文.docx")
    #expect(throws: RuntimeFault.occupied(output: "mine")) {
      _ = try Publication.begin(output: scratch.path + "/mine", purpose: "run")
    }
  }

  @Test("a run that throws half-way leaves nothing beside the previous output")
  func throwsHalfWay() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    #expect(throws: RuntimeFault.self) {
      let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
      try publication.write("half", to: "run.json")
      throw RuntimeFault.diskFull(what: "写入 run.json")
    }
    #expect(scratch.text("county/run.json") == "one")
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("what a killed run left is cleared and does not block the next")
  func recoversFromStaging() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    try scratch.write("half", to: ".staging-county/单位反馈/a.txt")
    try scratch.write("进程 999999，run", to: ".lock-county")
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    #expect(try publication.stagedFiles().isEmpty)
    #expect(scratch.text("county/run.json") == "one")
    publication.abandon()
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("a run killed between two renames gets its previous output back")
  func recoversThePreviousOutput() throws {
    let scratch = try TestFolder()
    try scratch.write("one", to: ".previous-county/run.json")
    try scratch.write("two", to: ".staging-county/run.json")
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    #expect(scratch.text("county/run.json") == "one")
    publication.abandon()
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("a run killed after the swap leaves the new output, and the old one is cleared")
  func recoversAfterTheSwap() throws {
    let scratch = try TestFolder()
    try scratch.write("two", to: "county/run.json")
    try scratch.write("one", to: ".previous-county/run.json")
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    publication.abandon()
    #expect(scratch.text("county/run.json") == "two")
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("clearing never follows a link out of the staging folder")
  func linksAreNotFollowed() throws {
    let scratch = try TestFolder()
    try scratch.write("kept", to: "elsewhere/a.txt")
    try scratch.write("x", to: ".staging-county/x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/.staging-county/link",
      withDestinationPath: scratch.path + "/elsewhere")
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    publication.abandon()
    #expect(scratch.text("elsewhere/a.txt") == "kept")
  }

  @Test("a folder that no run wrote is refused and left alone")
  func refusesForeignFolders() throws {
    let scratch = try TestFolder()
    try scratch.write("mine", to: "county/论文.docx")
    let fault = #expect(throws: RuntimeFault.self) {
      _ = try Publication.begin(output: scratch.path + "/county/", purpose: "run")
    }
    #expect(fault == .occupied(output: "county"))
    #expect(fault?.status == .inputOutput)
    #expect(scratch.text("county/论文.docx") == "mine")
  }

  @Test(
    "what lies beside a stranger's files does not make a folder ours",
    arguments: [
      ("manifest.json", ""), ("manifest.json", "{}"), ("manifest.json", "{\"name\": \"web app\"}"),
      ("run.json", ""), ("run.json", "{}"),
      (
        "manifest.json",
        Manifest.listing([], owner: OutputOwner(pipeline: "other", jurisdiction: "测试县")).text
      ),
      (
        "manifest.json",
        Manifest.listing([], owner: OutputOwner(pipeline: "county", jurisdiction: "他县")).text
      ),
    ])
  func strangers(_ name: String, _ text: String) throws {
    let scratch = try TestFolder()
    try scratch.write("mine", to: "county/论文.docx")
    try scratch.write(text, to: "county/" + name)
    let fault = #expect(throws: RuntimeFault.self) {
      _ = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    }
    #expect(fault == .occupied(output: "county"))
    #expect(scratch.text("county/论文.docx") == "mine")
    #expect(scratch.text("county/" + name) == text)
  }

  @Test("what a blocked run leaves may be replaced, its draft included")
  func afterBlockedRun() throws {
    let scratch = try TestFolder()
    for name in ["run.json", "问题清单.txt", "问题清单.xlsx", "草稿/年度报告.txt", ".DS_Store"] {
      try scratch.write("x", to: "county/" + name)
    }
    try publish("two", in: scratch)
    #expect(try scratch.names("county") == ["manifest.json", "run.json", "单位反馈"])
  }

  @Test("files that no run wrote are taken along, named, and never lost to a new file of that name")
  func othersStay() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    try scratch.write("notes", to: "county/笔记.txt")
    try scratch.write("deep", to: "county/会议/第一次/记录.docx")
    try scratch.write("lock", to: "county/.~lock.笔记.txt#")
    try scratch.write("lock", to: "county/~$记录.docx")
    try scratch.write("mine", to: "county/新表.txt")
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    #expect(publication.others == ["会议/第一次/记录.docx", "新表.txt", "笔记.txt"])
    try publication.write("two", to: "run.json")
    try publication.write("ours", to: "新表.txt")
    try publication.write(Manifest.listing(["run.json", "新表.txt"]).text, to: "manifest.json")
    try publication.publish()
    #expect(scratch.text("county/run.json") == "two")
    #expect(scratch.text("county/笔记.txt") == "notes")
    #expect(scratch.text("county/会议/第一次/记录.docx") == "deep")
    #expect(scratch.text("county/新表.txt") == "ours")
    #expect(scratch.text("county/新表（原有）.txt") == "mine")
    #expect(
      try scratch.names("county")
        == ["manifest.json", "run.json", "会议", "新表.txt", "新表（原有）.txt", "笔记.txt"])
    #expect(try scratch.names() == [".lock-county", "county"])
  }

  @Test("a run that fails leaves the other files where they were")
  func othersStayWhereARunFails() throws {
    let scratch = try TestFolder()
    try publish("one", in: scratch)
    try scratch.write("notes", to: "county/笔记.txt")
    try Publication.begin(output: scratch.path + "/county", purpose: "run").abandon()
    #expect(scratch.text("county/笔记.txt") == "notes")
  }

  @Test("part files of libraries lie in the staging folder and are never published")
  func scratchOfLibraries() throws {
    let scratch = try TestFolder()
    let publication = try Publication.begin(output: scratch.path + "/county", purpose: "run")
    let folder = try publication.scratch()
    #expect(folder.hasPrefix(publication.staging + "/"))
    try StagedFile.write([1], to: folder + "/part")
    try publication.write("x", to: "run.json")
    #expect(try publication.stagedFiles() == ["run.json"])
    try publication.publish()
    #expect(try scratch.names("county") == ["run.json"])
  }
}

@Suite("Two runs of one output never meet")
struct RunLockTests {
  @Test("a second run is told who holds the lock, and gets it when the first ends")
  func second() throws {
    let scratch = try TestFolder()
    let output = scratch.path + "/county"
    let first = try Publication.begin(output: output, purpose: "run --jobs 2")
    let fault = #expect(throws: RuntimeFault.self) {
      _ = try Publication.begin(output: output, purpose: "check")
    }
    #expect(
      fault
        == .alreadyRunning(
          output: "county", holder: "进程 \(ProcessInfo.processInfo.processIdentifier)，run --jobs 2"))
    #expect(fault?.status == .inputOutput)
    #expect(fault?.diagnostic.line.contains("run --jobs 2") == true)
    first.abandon()
    let next = try Publication.begin(output: output, purpose: "run")
    next.abandon()
  }

  @Test("a run that is killed frees the lock, although its file stays")
  func killed() async throws {
    let scratch = try TestFolder()
    let holder = Process()
    holder.executableURL = URL(fileURLWithPath: "/usr/bin/flock")
    holder.arguments = ["--no-fork", scratch.path + "/.lock-county", "sleep", "900"]
    try holder.run()
    var seen: RuntimeFault?
    // A busy machine may take its time to start the holder, and to come back here.
    for _ in 0..<6_000 where seen == nil {
      do throws(RuntimeFault) {
        try Publication.begin(output: scratch.path + "/county", purpose: "run").abandon()
        try? await Task.sleep(for: .milliseconds(10))
      } catch {
        seen = error
      }
    }
    #expect(seen == .alreadyRunning(output: "county", holder: ""))
    kill(holder.processIdentifier, SIGKILL)
    holder.waitUntilExit()
    try Publication.begin(output: scratch.path + "/county", purpose: "run").abandon()
    #expect(try scratch.names() == [".lock-county"])
  }

  @Test("outputs of other names are not locked")
  func others() throws {
    let scratch = try TestFolder()
    let first = try Publication.begin(output: scratch.path + "/a", purpose: "run")
    let second = try Publication.begin(output: scratch.path + "/a-b", purpose: "run")
    try second.write("x", to: "run.json")
    first.abandon()
    #expect(try second.stagedFiles() == ["run.json"])
    second.abandon()
  }
}

@Suite("The machine's refusals are typed and told without paths")
struct RuntimeFaultTests {
  @Test("a temporary folder that is not there is no missing input")
  func temporaryFolder() {
    #expect(RuntimeFault(writing: "建立临时文件", errno: ENOENT).status == .inputOutput)
    #expect(RuntimeFault(writing: "建立临时文件", errno: ENOSPC) == .diskFull(what: "建立临时文件"))
  }

  @Test("a full disk is a full disk")
  func full() throws {
    let fault = #expect(throws: RuntimeFault.self) {
      try FileSystem.write([UInt8](repeating: 1, count: 9), to: "/dev/full")
    }
    #expect(fault == .diskFull(what: "写入 full"))
    #expect(fault?.diagnostic.rule == .diskFull)
  }

  @Test("a place that may not be written is named by its last part")
  func denied() throws {
    // /sys takes no folders, whoever asks.
    let fault = #expect(throws: RuntimeFault.self) {
      _ = try Publication.begin(output: "/sys/nianbao-none/county", purpose: "run")
    }
    #expect(fault == .denied(what: "建立文件夹 nianbao-none"))
    #expect(fault?.status == .inputOutput)
    #expect(fault?.diagnostic.line.contains("/sys") == false)
  }

  @Test("a file where a folder must be is told")
  func notAFolder() throws {
    let scratch = try TestFolder()
    try scratch.write("x", to: "file")
    #expect(throws: RuntimeFault.self) {
      _ = try Publication.begin(output: scratch.path + "/file/county", purpose: "run")
    }
    #expect(throws: RuntimeFault.occupied(output: "file")) {
      _ = try Publication.begin(output: scratch.path + "/file", purpose: "run")
    }
    #expect(scratch.text("file") == "x")
  }

  @Test(
    "each fault has the exit status that the shell is promised",
    arguments: [
      (
        RuntimeFault.alreadyRunning(output: "a", holder: ""), Publishing.ExitStatus.inputOutput
      ),
      (.denied(what: "a"), .inputOutput), (.diskFull(what: "a"), .inputOutput),
      (.missing(what: "a"), .inputMissing), (.failed(what: "a", errno: 5), .inputOutput),
      (.occupied(output: "a"), .inputOutput), (.inputChanged(files: ["a"]), .inputOutput),
      (.broken("a"), .internalFault),
    ])
  func statuses(_ fault: RuntimeFault, _ status: Publishing.ExitStatus) {
    #expect(fault.status == status)
    #expect(!fault.diagnostic.found.isEmpty)
  }

  @Test("the exit statuses are the closed list of sysexits")
  func closedList() {
    #expect(Publishing.ExitStatus.allCases.map(\.rawValue) == [0, 64, 65, 66, 70, 74, 78])
  }
}
