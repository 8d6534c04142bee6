import ArgumentParser
import Configuration
import Disclosure
import Forms
import Intake
import Pipeline
import Publishing
import Rendering
import Reporting
import Settings
import Tables
import WorkPlan

/// Writes the forms that units fill in.
struct FormsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "为每个单位生成一个填报工作簿：任务、到期日、下拉选项、填写要求。",
    discussion: "填好的工作簿原样交回，放进流水线的 \(UnitForms.folder)/；怎样写进 pipeline.yaml，见工作簿的“填报说明”。")

  @OptionGroup var pipeline: PipelineArgument

  @Option(name: .long, help: ArgumentHelp("写入的文件夹；原有的填报表整个换掉。", valueName: "文件夹"))
  var output: String

  @Option(name: .long, help: ArgumentHelp("只为一个单位生成。", valueName: "单位"))
  var unit: String?

  @Option(name: .long, help: ArgumentHelp("每张表的空行数，1至1000；不填按各表常用的行数。", valueName: "行数"))
  var rows: Int?

  @OptionGroup var format: FormatOption

  func validate() throws {
    if let rows, !(1...1000).contains(rows) {
      throw ValidationError("--rows 应为1至1000之间的整数，填的是\(rows)")
    }
  }

  func run() async throws {
    try await Terminal.guarding(format) { terminal in
      let setup = try await terminal.stage(LoadStage(), pipeline.path)
      var wanted = Array(setup.registry.units.indices)
      if let unit {
        guard let index = setup.registry.index(of: unit) else {
          let hint = setup.registry.suggestion(for: unit).map { "，是否为“\($0)”？" } ?? ""
          terminal.note("单位名录里没有“\(unit)”\(hint)")
          return .usage
        }
        wanted = [index]
      }
      let year = DayRange.year(setup.configuration.settings.year)
      wanted = wanted.filter { setup.registry.units[$0].exists(during: year) }
      let forms = setup.unitForms(spareRows: rows)
      let publication = try Publication.begin(
        output: output, owner: setup.configuration.owner, purpose: "forms")
      let scratch = try publication.scratch()
      var taken: Set<String> = []
      var entries: [Manifest.Entry] = []
      for index in wanted {
        let unit = setup.registry.units[index]
        let name = FileName.make(unit.name, taken: &taken) + ".xlsx"
        terminal.progress("填报表 \(unit.name)")
        let path = try publication.path(name)
        _ = try StagedWorkbook.write(
          forms.document(unit: unit, index: index, fileName: name), to: path, scratch: scratch,
          name: name)
        guard let sha256 = Fingerprint.sha256(ofFile: path) else {
          throw RuntimeFault.failed(what: "读回 \(name)", errno: 5)
        }
        entries.append(
          Manifest.Entry(file: name, sha256: sha256))
      }
      let manifest = Manifest(
        pipeline: setup.name, jurisdiction: setup.configuration.jurisdiction,
        versions: Manifest.versions(calendar: setup.calendar, rules: setup.rules),
        inputs: setup.records.map {
          Manifest.Entry(file: $0.file, sha256: $0.sha256, kind: $0.kind.key)
        }, rules: Manifest.entries(of: setup.rules),
        outputs: entries)
      try publication.write(manifest.json, to: Manifest.fileName)
      let others = publication.others
      try publication.publish()
      terminal.tellOthers(others)
      if terminal.isJSON {
        terminal.answer { writer in
          writer.field("status", "ok")
          writer.field("output", output)
          writer.key("files")
          writer.array { writer in for entry in entries { writer.string(entry.file) } }
        }
      } else {
        terminal.say("已写出\(entries.count)个填报工作簿：\(output)")
      }
      return .done
    }
  }
}
