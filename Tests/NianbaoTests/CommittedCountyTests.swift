import Reporting
import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Intake
@testable import Pipeline
@testable import nianbao

@Suite("The committed county runs")
struct CommittedCountyTests {
  @Test("its year ends without anything that blocks, and no row of any file is lost")
  func county() async throws {
    let run = try await PipelineRun(Fixture.root + "/Pipelines/yiyuan-2022")
    #expect(run.judgement.blocking.map(\.line) == [])
    #expect(try JSONValue(run.bytes)["status"] == .string("ok"))
    #expect(run.judgement.inputs.count > 100)
    for input in run.judgement.inputs {
      #expect(input.rows == input.accepted + input.quarantined + input.blank, "\(input.file)")
      #expect(input.sha256.count == 64, "\(input.file)")
    }
    let quarantined = run.judgement.inputs.reduce(0) { $0 + $1.quarantined }
    // The ledger of a unit without a task has a header and nothing else.
    let empty = run.judgement.inputs.filter { $0.rows == 0 }.map(\.file)
    #expect(empty == ["inputs/台账/县信访局.xlsx"])
    #expect(quarantined == run.judgement.quarantined.count)
    // Why it was not read, whatever else is found of it; that it was not read is said by its standing there.
    #expect(run.judgement.submissions.unread.map(\.file) == empty)
    #expect(run.judgement.submissions.unread.map(\.reason) == ["旧版 Office 或 WPS 格式"])
  }
}
