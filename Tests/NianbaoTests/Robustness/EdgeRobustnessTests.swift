import Foundation
import Testing

@Suite("Robustness: nothing is called written that was not, nothing unreadable is called absent")
struct EdgeRobustnessTests {
  private func publish(_ pipeline: SmallPipeline) throws {
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    try #require(ending.status == 0, "\(ending.err)")
  }

  /// Every command that answers, by its arguments behind the program's name.
  private func commands(_ pipeline: SmallPipeline) throws -> [String] {
    let folder = pipeline.folder
    let partial = try Program.run(["fold", folder, "inputs/进展日志/日志.csv"])
    try partial.out.write(toFile: pipeline.root + "/part", atomically: true, encoding: .utf8)
    return [
      "run \(folder) --output \(pipeline.root)/o1/small",
      "check \(folder) --output \(pipeline.root)/o2/small",
      "fold \(folder) inputs/进展日志/日志.csv", "merge \(pipeline.root)/part",
      "finish \(folder) \(pipeline.root)/part --output \(pipeline.root)/o3/small",
      "forms \(folder) --output \(pipeline.root)/o4/small", "verify \(pipeline.output)",
      "rules", "workdays 2022-05-01 +10", "explain \(folder) --unit 县财政局",
      "report \(folder) --unit 县财政局 --output \(pipeline.root)/o5/small",
      "compare \(folder) \(folder)", "reference --output \(pipeline.root)/o6",
      "run \(folder) --json --output \(pipeline.root)/o7/small", "--help", "--version",
      "run --help", "bench fold \(folder)", "bench cells \(folder)/units.csv",
    ]
  }

  @Test(
    "a standard output that is full, closed or given up by its reader ends every command with 74")
  func standardOutput() throws {
    let pipeline = try SmallPipeline()
    try publish(pipeline)
    for command in try commands(pipeline) {
      let good = try Program.shell("\"$NIANBAO\" \(command) >/dev/null")
      try #require(good.status == 0, "\(command): \(good.err)")
      for target in [">/dev/full", ">&-"] {
        let ending = try Program.shell("\"$NIANBAO\" \(command) \(target)")
        #expect(ending.status == 74, "\(command) \(target): \(ending.err)")
        #expect(ending.err.contains("标准输出"), "\(command) \(target): \(ending.err)")
      }
      let ending = try Program.shell(
        "{ \"$NIANBAO\" \(command); echo \"status $?\" >&2; } | sleep 0")
      let isSmall = ending.err.contains("status 0")
      #expect(ending.err.contains("status 74") || isSmall, "\(command): \(ending.err)")
    }
    // With standard streams closed nothing of what is said gets into a file.
    let closed = try Program.shell(
      "\"$NIANBAO\" run \(pipeline.folder) --output \(pipeline.output) <&- >&- 2>&-")
    #expect(closed.status == 74)
    let verified = try Program.run(["verify", pipeline.output])
    #expect(verified.status == 0, "\(verified.out)")
  }

  @Test("measuring, too, says in words what is wrong and whose fault it is")
  func measuring() throws {
    let pipeline = try SmallPipeline()
    try "S\t表\nT\ts\nH\t列\nR\t甲\n".write(
      toFile: pipeline.root + "/cells", atomically: true, encoding: .utf8)
    let good = try Program.run([
      "bench", "workbook", pipeline.root + "/cells", pipeline.root + "/a.xlsx",
    ])
    #expect(good.status == 0 && good.out.hasPrefix("sheets 1 cells "), "\(good)")
    for (arguments, status) in [
      (["workbook", pipeline.root + "/cells", pipeline.root + "/none/a.xlsx"], 74 as Int32),
      (["workbook", pipeline.root + "/none", pipeline.root + "/a.xlsx"], 66),
      (["cells", pipeline.root + "/none.csv"], 65), (["fold", pipeline.root + "/none"], 66),
    ] {
      let ending = try Program.run(["bench"] + arguments)
      #expect(ending.status == status, "\(arguments): \(ending)")
      #expect(ending.err.contains("错误 ["), "\(arguments): \(ending.err)")
    }
  }

  @Test(
    "a temporary folder that is missing or full stops what needs it, with 74, and blesses nothing")
  func temporaryFolder() throws {
    let pipeline = try SmallPipeline()
    let log = pipeline.folder + "/inputs/进展日志/日志.csv"
    let ending = try Program.shell(
      "TMPDIR=/nonexistent \"$NIANBAO\" fold \(pipeline.folder) - < \(log)")
    #expect(ending.status == 74, "\(ending.err)")
    #expect(ending.err.contains("临时文件"), "\(ending.err)")
    // Part files lie beside the output: another folder's state does not matter to what writes workbooks.
    for command in ["run", "check", "forms"] {
      let ending = try Program.shell(
        "TMPDIR=/nonexistent \"$NIANBAO\" \(command) \(pipeline.folder) --output \(pipeline.root)/t/small"
      )
      #expect(ending.status == 0, "\(command): \(ending.err)")
      try FileManager.default.removeItem(atPath: pipeline.root + "/t")
    }
  }

  @Test(
    "on a disk of 64 KiB every command that writes ends with 74, or has written what can be read")
  func smallDisk() throws {
    let pipeline = try SmallPipeline()
    try FileManager.default.createDirectory(
      atPath: pipeline.root + "/disk", withIntermediateDirectories: true)
    let partial = try Program.run(["fold", pipeline.folder, "inputs/进展日志/日志.csv"])
    try partial.out.write(toFile: pipeline.root + "/part", atomically: true, encoding: .utf8)
    let disk = pipeline.root + "/disk"
    var script = ""
    for command in [
      "run \(pipeline.folder) --output \(disk)/small",
      "check \(pipeline.folder) --output \(disk)/small",
      "forms \(pipeline.folder) --output \(disk)/small",
      "finish \(pipeline.folder) \(pipeline.root)/part --output \(disk)/small",
      "report \(pipeline.folder) --unit 县财政局 --output \(disk)/small",
      "reference --output \(disk)/small",
    ] {
      script += """
        mount -t tmpfs -o size=64k tmpfs \(disk) 2>/dev/null || exit 99
        TMPDIR=\(disk) "$NIANBAO" \(command) >/dev/null; s=$?
        for f in $(find \(disk) -name '*.xlsx'); do unzip -tqq $f >/dev/null 2>&1 || s=broken; done
        echo "\(command.split(separator: " ")[0]) $s"
        umount \(disk)

        """
    }
    try pipeline.write(script, to: "disk.sh")
    let ending = try Program.shell("unshare -rm sh \(pipeline.folder)/disk.sh")
    guard ![1, 99, 127].contains(ending.status) else {
      print("⚠️ NOT TESTED: a small disk; no file system may be mounted here (\(ending.status))")
      return
    }
    let lines = ending.out.split(separator: "\n").map(String.init)
    #expect(lines.count == 6, "\(ending.out)")
    for line in lines {
      // The problem list alone finds room.
      #expect(line.hasSuffix(" 74") || line == "check 0", "\(line): \(ending.err)")
    }
    // Nothing of a library's own words.
    #expect(!ending.err.contains("[ERROR]"), "\(ending.err)")
    #expect(!ending.err.contains(pipeline.root), "\(ending.err)")
  }

  @Test("links that lead round and round, and folders that may not be read, are no absence")
  func unreadable() throws {
    let pipeline = try SmallPipeline()
    try publish(pipeline)
    let before = try pipeline.bytes()
    let loop = pipeline.folder + "/inputs/日常检查/环.csv"
    try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: "环.csv")
    for command in ["run", "check"] {
      let ending = try Program.run([command, pipeline.folder, "--output", pipeline.output])
      #expect(ending.status == 74, "\(command): \(ending.err)")
      #expect(ending.err.contains("[input-unreadable]"), "\(ending.err)")
      #expect(ending.err.contains("inputs/日常检查/环.csv"), "\(ending.err)")
    }
    try FileManager.default.removeItem(atPath: loop)
    // Root may read everything: another user tries.
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pipeline.root)
    for place in ["inputs/依申请公开", "inputs/依申请公开/登记簿.csv", "inputs", "plan.csv", "pipeline.yaml"] {
      let path = pipeline.folder + "/" + place
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      defer {
        try? FileManager.default.setAttributes(
          [.posixPermissions: mode as? Int ?? 0o755], ofItemAtPath: path)
      }
      let line = "run \(pipeline.folder) --output /var/tmp/nianbao-edge-out/small"
      let ending = try Program.shell(
        geteuid() == 0
          ? "setpriv --reuid=65534 --clear-groups \"$NIANBAO\" \(line)" : "\"$NIANBAO\" \(line)")
      guard ending.status != 127, !ending.err.contains("setpriv") else {
        print("⚠️ NOT TESTED: permissions; no other user here")
        return
      }
      #expect(ending.status == 74, "\(place): \(ending.err)")
      #expect(ending.err.contains("没有读取权限"), "\(place): \(ending.err)")
    }
    #expect(try pipeline.bytes() == before)
  }

  @Test("a file swapped or written to while it is read ends the run by name")
  func changing() throws {
    let pipeline = try SmallPipeline()
    let log = pipeline.folder + "/inputs/进展日志/日志.csv"
    let text = try String(contentsOfFile: log, encoding: .utf8)
    // Long enough to be read for a while, and of every month: a run between two changes finds nothing amiss.
    var lines = text
    for number in 0..<200_000 {
      let month = String(101 + number % 12).dropFirst()
      lines += "2022-\(month)-15,县财政局,2,信息公开,民生信息第\(number)条,,,政府网站,\n"
    }
    try pipeline.write(lines, to: "inputs/进展日志/日志.csv")
    var told = 0
    for round in 0..<4 {
      let running = try Program(
        arguments: ["run", pipeline.folder, "--output", pipeline.output]).start()
      // Changed again and again until the run ends: at which instant it reads, no machine's speed decides.
      var change = 0
      while running.process.isRunning {
        change += 1
        if round.isMultiple(of: 2) {
          let more = "2022-06-15,县财政局,2,信息公开,又一条\(change),,,政府网站,\n"
          let file = try #require(FileHandle(forWritingAtPath: log))
          try file.seekToEnd()
          try file.write(contentsOf: Data(more.utf8))
          try file.close()
        } else {
          try pipeline.write(
            lines + "2022-06-15,县财政局,2,信息公开,又一条\(change),,,政府网站,\n", to: "inputs/新.csv")
          unsafe _ = rename(pipeline.folder + "/inputs/新.csv", log)
        }
        usleep(5_000)
      }
      let ending = try running.end()
      if ending.status == 74 {
        #expect(ending.err.contains("[input-changed]"), "\(ending.err)")
        #expect(ending.err.contains("inputs/进展日志/日志.csv"), "\(ending.err)")
        told += 1
      } else {
        // The change came before the run had looked, or after it had ended.
        #expect(ending.status == 0, "\(ending.out) \(ending.err)")
      }
    }
    #expect(told > 0)
  }

  @Test(
    "a signal ends the run with 128 and its number, and leaves nothing behind",
    arguments: [SIGTERM, SIGINT, SIGHUP])
  func signals(_ number: Int32) throws {
    let pipeline = try SmallPipeline()
    try publish(pipeline)
    let before = try pipeline.bytes()
    var ended = 0
    for delay in [0, 0, 0, 1_000, 10_000, 40_000] as [UInt32] {
      let running = try Program(
        arguments: ["run", pipeline.folder, "--output", pipeline.output]).start()
      // The run is at work once something new stands beside the output; a busy machine takes its time until then.
      while running.process.isRunning,
        try FileManager.default.contentsOfDirectory(atPath: pipeline.root + "/out").count <= 2
      {
        usleep(500)
      }
      usleep(delay)
      kill(running.process.processIdentifier, number)
      let ending = try running.end()
      if ending.status == 128 + number, !ending.wasKilled { ended += 1 }
      #expect(!ending.wasKilled)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: pipeline.root + "/out").sorted()
          == [".lock-small", "small"])
      #expect(try pipeline.bytes() == before)
    }
    #expect(ended > 0)
    // fold - holds all rows of a log in a temporary folder.
    let temporary = pipeline.root + "/tmp"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    // A shell lets what it starts beside itself ignore SIGINT.
    guard number != SIGINT else { return }
    let pipe = pipeline.root + "/pipe"
    let ending = try Program.shell(
      """
      export TMPDIR=\(temporary); mkfifo \(pipe)
      "$NIANBAO" fold \(pipeline.folder) - < \(pipe) > /dev/null & own=$!
      exec 3> \(pipe); cat \(pipeline.folder)/inputs/进展日志/日志.csv >&3
      for i in 1 2 3 4 5 6 7 8 9; do ls \(temporary)/nianbao-*/stdin.csv 2>/dev/null && break; sleep 1; done
      kill -\(number) $own; wait $own; echo "status $?"
      """)
    #expect(ending.out.contains("stdin.csv"), "\(ending.out)")
    #expect(ending.out.contains("status \(128 + number)"), "\(ending.out)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
  }

  @Test("what a killed run left in the temporary folder is cleared by the next")
  func scratchOfKilledRuns() throws {
    let pipeline = try SmallPipeline()
    let temporary = pipeline.root + "/tmp"
    try FileManager.default.createDirectory(
      atPath: temporary + "/nianbao-AbCdEf", withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try Data("rows".utf8).write(to: URL(fileURLWithPath: temporary + "/nianbao-AbCdEf/stdin.csv"))
    try FileManager.default.createDirectory(
      atPath: temporary + "/nianbao-mine-too", withIntermediateDirectories: true)
    sleep(3)
    let ending = try Program.run(
      ["fold", pipeline.folder, "inputs/进展日志/日志.csv"], environment: ["TMPDIR": temporary])
    #expect(ending.status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == ["nianbao-mine-too"])
  }

  @Test("control characters of names and cells reach neither a terminal nor a line of the list")
  func escapes() throws {
    let pipeline = try SmallPipeline()
    try pipeline.write("坏", to: "inputs/台账/一\u{1B}[31m红\u{7}\n二.csv")
    try pipeline.change("inputs/日常检查/通报.csv", "2022-07-08", to: "某日\u{1B}]0;题\u{7}")
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    let list = try String(contentsOfFile: pipeline.output + "/问题清单.txt", encoding: .utf8)
    for text in [ending.out, ending.err, list] {
      #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0.value != 0x0A })
      #expect(!text.contains("红\n") && !text.contains("\n二.csv"), "\(text)")
    }
    #expect(list.contains("␛"))
  }

  @Test("every file follows the umask", arguments: ["000", "022", "027", "077"])
  func modes(_ mask: String) throws {
    let pipeline = try SmallPipeline()
    let ending = try Program.shell(
      "umask \(mask); \"$NIANBAO\" run \(pipeline.folder) --output \(pipeline.output) >/dev/null && \"$NIANBAO\" forms \(pipeline.folder) --output \(pipeline.root)/out/forms >/dev/null && find \(pipeline.root)/out -type f -printf '%m\\n' | sort -u"
    )
    #expect(ending.status == 0, "\(ending.err)")
    let expected = String(0o666 & ~(Int(mask, radix: 8) ?? 0), radix: 8)
    #expect(ending.out.split(separator: "\n").map(String.init) == [expected])
  }

  @Test("a second user can use a shared folder, or is told why not before anything is done")
  func secondUser() throws {
    guard geteuid() == 0, try Program.shell("setpriv --version").status == 0 else {
      print("⚠️ NOT TESTED: a second user; none can be had here")
      return
    }
    let pipeline = try SmallPipeline()
    let shared = pipeline.root + "/out"
    try FileManager.default.createDirectory(atPath: shared, withIntermediateDirectories: true)
    for place in [pipeline.root, shared] {
      try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: place)
    }
    let line = "run \(pipeline.folder) --output \(pipeline.output) >/dev/null"
    func other(_ mask: String) throws -> Program.Ending {
      try Program.shell(
        "umask \(mask); setpriv --reuid=65534 --regid=0 --clear-groups \"$NIANBAO\" \(line)")
    }
    func own(_ mask: String) throws -> Program.Ending {
      try Program.shell("umask \(mask); \"$NIANBAO\" \(line)")
    }
    // Folders that the group may write to: each takes the place of the other's output.
    #expect(try own("002").status == 0)
    for _ in 0..<2 {
      let ending = try other("002")
      #expect(ending.status == 0, "\(ending.err)")
    }
    // Folders that the first keeps to itself.
    #expect(try own("022").status == 0)
    let before = try pipeline.bytes()
    for _ in 0..<2 {
      let ending = try other("022")
      #expect(ending.status == 74, "\(ending.err)")
      #expect(ending.err.contains("没有权限：替换 small"), "\(ending.err)")
      #expect(!ending.err.contains(pipeline.root), "\(ending.err)")
    }
    #expect(try pipeline.bytes() == before)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: shared).sorted()
        == [".lock-small", "small"])
    #expect(try own("022").status == 0)
  }

  @Test("messages name what was given by its last name, never by a path of the machine")
  func relativeNames() throws {
    let pipeline = try SmallPipeline()
    let root = pipeline.root
    try "2\ttally\tx\n".write(toFile: root + "/坏分片", atomically: true, encoding: .utf8)
    try "甲".write(toFile: root + "/不是报告.docx", atomically: true, encoding: .utf8)
    for arguments in [
      ["merge", root + "/坏分片"], ["merge", root + "/没有"],
      ["finish", pipeline.folder, root + "/坏分片", "--output", root + "/o"],
      ["check-report", root + "/不是报告.docx"], ["check-report", root + "/没有.xlsx"],
      ["verify", root + "/没有"], ["import", root + "/不是报告.docx", "--output", root + "/i"],
      ["import", root + "/没有.docx", "--output", root + "/i"],
      ["fold", pipeline.folder, root + "/没有.csv"], ["run", root + "/没有"],
      ["compare", pipeline.folder, root + "/没有"],
      ["run", pipeline.folder, "--output", pipeline.folder + "/plan.csv/x"],
      ["explain", pipeline.folder, "--unit", root],
    ] {
      let ending = try Program.run(arguments)
      #expect(ending.status != 0 && ending.status != 70, "\(arguments): \(ending)")
      #expect(
        arguments[0] == "explain" || !(ending.out + ending.err).contains(root),
        "\(arguments): \(ending)")
      #expect(
        ending.err.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) },
        "\(arguments): \(ending)")
    }
  }

  @Test("a colleague's notes stay in the output folder and are named")
  func notes() throws {
    let pipeline = try SmallPipeline()
    try publish(pipeline)
    try "notes".write(toFile: pipeline.output + "/笔记.txt", atomically: true, encoding: .utf8)
    let ending = try Program.run(["run", pipeline.folder, "--output", pipeline.output])
    #expect(ending.status == 0)
    #expect(ending.err.contains("[output-other-files] 笔记.txt"), "\(ending.err)")
    #expect(FileManager.default.contents(atPath: pipeline.output + "/笔记.txt") == Data("notes".utf8))
  }

  @Test("--output never deletes a stranger's document, whatever lies beside it")
  func strangers() throws {
    let pipeline = try SmallPipeline()
    for (number, text) in ["{}", "", "{\"pipeline\": \"small\"}"].enumerated() {
      for name in ["manifest.json", "run.json"] {
        let folder = pipeline.root + "/s\(number)\(name)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
        try "mine".write(toFile: folder + "/论文.docx", atomically: true, encoding: .utf8)
        for command in ["run", "check", "forms"] {
          let ending = try Program.run([command, pipeline.folder, "--output", folder])
          #expect(ending.status == 74, "\(command) \(name): \(ending.err)")
        }
        #expect(FileManager.default.contents(atPath: folder + "/论文.docx") == Data("mine".utf8))
      }
    }
  }
}
