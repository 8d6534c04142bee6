import Configuration
import Diagnostics
import Disclosure
import Dispatch
import Intake
import Notices
import Pipeline
import ProgressLog
import Publishing
import Registers
import Scoring
import Settings
import Statutory
import Tables
import TestSupport
import WorkPlan

/// What is fed with bytes that the fuzzer makes; each is one door through which files of others come in.
enum Reader: String, CaseIterable {
  case csv, xlsx, docx, html, yaml, partials, notices, forms

  /// True where the bytes are the parts of an archive rather than the archive, so that its checksums hold.
  var takesParts: Bool { self == .xlsx || self == .docx || self == .forms }

  /// The ending of the file that the bytes are put into.
  var fileExtension: String {
    switch self {
    case .csv, .html, .docx: rawValue
    case .xlsx, .forms: "xlsx"
    case .yaml: "yaml"
    case .partials, .notices: "txt"
    }
  }
}

/// One reader with the folder that its files are put into.
struct Bench {
  let reader: Reader
  let setup: Setup
  let folder: String
  let file: String

  /// Reads bytes; ends the process where a law of the readers does not hold.
  func feed(_ bytes: [UInt8]) throws {
    try StagedFile.write(Self.packed(bytes, reader), to: file)
    switch reader {
    case .csv, .xlsx: Self.judge(TableFile.read(path: file, name: "f"))
    case .docx:
      Self.judge(TableFile.read(path: file, name: "f"))
      _ = RunningText.read(path: file, name: "f.docx")
    case .html:
      Self.judge(WebPage.read(path: file, name: "f.html"))
      _ = RunningText.read(path: file, name: "f.html")
    case .notices: notice(bytes)
    case .yaml: yaml(String(decoding: bytes, as: UTF8.self))
    case .partials: partials()
    case .forms: forms()
    }
  }

  /// What begins as an archive is one; other bytes are its parts, each with its name, a line break and its content.
  private static func packed(_ bytes: [UInt8], _ reader: Reader) -> [UInt8] {
    guard reader.takesParts, !bytes.starts(with: Array("PK".utf8)) else { return bytes }
    var archive = Archive()
    for part in bytes.split(separator: 0, omittingEmptySubsequences: true) {
      let cut = part.firstIndex(of: 0x0A) ?? part.endIndex
      archive.members.append(
        Archive.Member(name: Array(part[..<cut]), content: Array(part[cut...].dropFirst())))
    }
    return archive.bytes
  }

  private static func judge(_ content: FileContent) {
    let hasError = content.diagnostics.contains { $0.rule.severity == .error }
    precondition(!content.isRefused || hasError, "refused without an error")
    precondition(!content.isRefused || content.tables.isEmpty, "refused with tables")
    _ = DeclaredIntake.layout(content, file: "f", unit: "甲")
  }

  /// A notice is read to the rows of a review; pages for print go through another program and are left out.
  private func notice(_ bytes: [UInt8]) {
    guard !bytes.starts(with: Array("%PDF".utf8)) else { return }
    let (parts, faults) = RunningText.read(path: file, name: "f")
    precondition(!parts.isEmpty || !faults.isEmpty, "nothing read and nothing said")
    let notice = Notice(parts, year: nil)
    let draft = PipelineDraft(notice: notice, source: "f", name: "a", jurisdiction: nil)
    _ = draft.rows
  }

  /// A folder's file of settings and the other files of keys: what is no such file is refused, never trapped on.
  private func yaml(_ text: String) {
    _ = ConfigurationLoader.load(folder: folder)
    _ = WaiverLoader.load(text: text, file: "f")
    _ = IndicatorLoader.load(
      text: text, file: "f", groups: ["县直部门", "镇街"], tasks: setup.tasks,
      units: setup.registry.units)
    _ = WhatIfLoader.load(text: text, file: "f", system: setup.system)
  }

  /// A partial is merged with an empty one and finished, because what it says of rows is used only then.
  private func partials() {
    let (setup, file) = (setup, file)
    waitFor {
      _ = try await FoldStage(setup: setup, jobs: 1).finish([file], checkingStamp: false)
    }
  }

  /// A form is read as every register that its sheets are, and as a unit's words on its feedback.
  private func forms() {
    let setup = setup
    waitFor { _ = try await IntakeStage().run(setup) }
    var replies = ReplyIntake(registry: setup.registry)
    replies.read(TableFile.read(path: file, name: "f.xlsx"), file: "f.xlsx")
    _ = replies.all
  }

  /// Does asynchronous work to its end; a refusal is an answer.
  private func waitFor(_ work: @escaping @Sendable () async throws -> Void) {
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do { try await work() } catch is RefusedPipeline {} catch {
        preconditionFailure("\(error)")
      }
      done.signal()
    }
    done.wait()
  }
}
