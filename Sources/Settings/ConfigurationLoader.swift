import Configuration
package import Diagnostics
import Disclosure
import Forms
import Intake
import PlanFiles
import Statutory
import Tables
import WorkPlan

/// Reads pipeline.yaml and checks that every file it names is there.
package enum ConfigurationLoader {
  /// The name of the file in a pipeline's folder.
  package static let fileName = "pipeline.yaml"

  /// The configuration of a folder, and every fault of the file; nil where it has an error.
  package static func load(folder: String) -> (
    configuration: PipelineConfiguration?, problems: [Diagnostic]
  ) {
    let root = PipelineFolder(folder)
    let text: String
    do throws(PipelineFolder.ReadFault) {
      text = try root.text(of: fileName)
    } catch {
      let problem = PipelineFolder.problem(error, file: fileName)
      guard error == .missing else { return (nil, [problem]) }
      return (nil, [Self.missing(in: root)])
    }
    return load(text: text, folder: root)
  }

  /// A folder that is no pipeline, with the pipelines near by.
  private static func missing(in root: PipelineFolder) -> Diagnostic {
    let near = root.pipelinesNearby
    return Diagnostic(
      .configurationFileMissing, at: SourceLocation(file: fileName),
      found: root.kind(of: "") == .folder
        ? "“\(root.name)”里没有 \(fileName)，不是流水线文件夹" : "没有这个文件夹：“\(root.name)”",
      remedy: near.isEmpty
        ? "改成有 \(fileName) 的文件夹" : "改成有 \(fileName) 的文件夹；附近的流水线：\(near.joined(separator: "、"))")
  }

  /// The configuration of a text; the files it names are looked for in the folder.
  static func load(text: String, folder: PipelineFolder) -> (
    configuration: PipelineConfiguration?, problems: [Diagnostic]
  ) {
    var reader = ConfigReader(file: fileName)
    let configuration = read(text, folder, &reader)
    return (reader.hasErrors ? nil : configuration, reader.problems)
  }

  private static func read(
    _ text: String, _ folder: PipelineFolder, _ reader: inout ConfigReader
  ) -> PipelineConfiguration? {
    guard let document = reader.document(text),
      let fields = reader.fields(document, PipelineKeys.root)
    else { return nil }
    let name = pipelineName(fields["pipeline"], folder, &reader)
    let title = reader.name(fields["title"])
    let jurisdiction = reader.name(fields["jurisdiction"])
    let publisher = reader.name(fields["publisher"])
    let settings = settings(fields, &reader)
    let planSettings = planSettings(fields, settings, &reader)
    let review = file(fields["plan_review"], folder, &reader)
    let members = reader.names(fields["members"]).compactMap { member in
      folderPath(member.text, member.node, folder, &reader)
    }
    if fields["members"] == nil {
      for key in ["units", "plan", "indicators"] where fields[key] == nil {
        reader.report(
          .configurationMissingKey, line: document.line, found: "缺少键“\(key)”",
          expected: "\(key)：路径，\(PipelineKeys.root.spec(key)?.meaning ?? "")")
      }
    }
    let units = file(fields["units"], folder, &reader)
    let plan = file(fields["plan"], folder, &reader)
    let indicators = file(fields["indicators"], folder, &reader)
    let waivers = file(fields["waivers"], folder, &reader)
    let calendar = fields["calendar"].flatMap { reader.fields($0, PipelineKeys.calendar) }
    let years = files(calendar?["years"], folder, &reader)
    let overlays = files(calendar?["overlay"], folder, &reader)
    let groups = groups(fields["groups"], &reader)
    let (inputs, none) = inputs(fields["inputs"], folder, &reader)
    let layouts = reader.list(fields["layout"]).compactMap { layout($0, &reader) }
    let previous = fields["previous"].flatMap { reader.fields($0, PipelineKeys.previous) }
    let statutory = file(previous?["statutory"], folder, &reader)
    let scores = file(previous?["scores"], folder, &reader)
    let figures = file(previous?["figures"], folder, &reader)
    let publication = fields["publication"].flatMap {
      reader.fields($0, PipelineKeys.publication)
    }
    func words(_ key: String) -> String {
      (reader.text(publication?[key]) ?? "").trimmed
    }
    let approval = words("ranking_approval")
    let contact = PipelineConfiguration.Contact(
      website: words("website"), address: words("address"), postcode: words("postcode"),
      telephone: words("telephone"), email: words("email"))
    let replyBy = reader.date(publication?["reply_by"])
    let partOneLimit = reader.integer(publication?["part_one_limit"], 100...100_000)
    let mark = (reader.text(fields["mark"]) ?? "").trimmed
    guard let name, let title, let jurisdiction, let publisher, let settings else { return nil }
    return PipelineConfiguration(
      folder: folder.path, name: name, title: title, jurisdiction: jurisdiction,
      publisher: publisher, settings: settings, planSettings: planSettings, planReview: review,
      units: units ?? "", plan: plan ?? "",
      indicators: indicators ?? "", waivers: waivers, calendarYears: years,
      calendarOverlays: overlays, groups: groups, inputs: inputs, none: none, layouts: layouts,
      previousStatutory: statutory, previousScores: scores, previousFigures: figures,
      rankingApproval: approval, contact: contact, planTitle: words("plan_title"),
      partOneLimit: partOneLimit, replyBy: replyBy, mark: mark, members: members)
  }

  /// The name becomes a folder of Output, so that it must be one plain name.
  private static func pipelineName(
    _ node: ConfigNode?, _ folder: PipelineFolder, _ reader: inout ConfigReader
  ) -> String? {
    guard let node, let name = reader.name(node) else { return nil }
    guard PipelineFolder.isSafe(name), !name.contains("/"), !name.hasPrefix("."),
      name.utf8.count <= 200, !name.unicodeScalars.contains(where: { $0.value < 0x20 })
    else {
      reader.refuse(node, expected: "可作文件夹名的文字：不含 / 和 \\，不以点开头")
      return nil
    }
    if name != folder.name {
      reader.report(
        .pipelineNameDiffers, node, found: "写的是“\(name)”，文件夹名是“\(folder.name)”")
    }
    return name
  }

  private static func settings(_ fields: Fields, _ reader: inout ConfigReader)
    -> AssessmentSettings?
  {
    let year = reader.integer(fields["year"], 1949...2999)
    let asOf = reader.date(fields["as_of"])
    let effective = reader.date(fields["effective_from"])
    let deadlines = fields["deadlines"].flatMap { reader.fields($0, PipelineKeys.deadlines) }
    let firstDay = reader.boolean(deadlines?["first_day_counts"]) ?? false
    let continuous = rhythm(deadlines?["continuous"], &reader)
    let undefined = rhythm(deadlines?["undefined_period"], &reader)
    let ledgerDue = reader.date(deadlines?["ledger_due"])
    var promptly: AssessmentSettings.Rhythm?
    if let node = deadlines?["promptly"] {
      if case .scalar("event", _) = node.content {} else { promptly = rhythm(node, &reader) }
    }
    let entryTypes = entryTypes(fields["entry_types"], &reader)
    let conditions = conditions(fields["conditions"], &reader)
    guard let year, let asOf, let effective else { return nil }
    if let node = fields["year"], ReportForm.of(year: year) == nil {
      reader.report(.reportFormMissing, node, found: "\(year)年的年度报告没有统一格式")
      return nil
    }
    let range = DayRange.year(year)
    if let node = fields["as_of"], asOf < range.first {
      reader.refuse(node, expected: "不早于 \(range.first.iso) 的日期：截至日期不能早于考核年度")
    }
    if let node = fields["effective_from"], effective > range.last {
      reader.refuse(node, expected: "不晚于 \(range.last.iso) 的日期：晚于考核年度，周期性任务就都没有了")
    }
    let standard = AssessmentSettings(year: year, asOf: asOf, effectiveFrom: effective)
    return AssessmentSettings(
      year: year, asOf: asOf, effectiveFrom: effective, firstDayCounts: firstDay,
      continuous: continuous ?? standard.continuous,
      undefinedPeriod: undefined ?? standard.undefinedPeriod, promptly: promptly,
      entryTypes: entryTypes, ledgerDue: ledgerDue,
      conditions: conditions)
  }

  private static func entryTypes(_ node: ConfigNode?, _ reader: inout ConfigReader)
    -> EntryTypes
  {
    var own: [String: EntryKind] = [:]
    for entry in reader.entries(node) {
      if let kind = reader.choice(entry.value, of: EntryKind.self) { own[entry.key] = kind }
    }
    return EntryTypes(own)
  }

  /// What is said of the plan's readings beside the plan itself.
  private static func planSettings(
    _ fields: Fields, _ settings: AssessmentSettings?, _ reader: inout ConfigReader
  ) -> PlanSettings {
    var plan = PlanSettings()
    for entry in reader.entries(fields["responsible"]) {
      let key = entry.key == "default" ? entry.key : TextFolding.fold(entry.key)
      plan.responsible[key] = reader.names(entry.value).map(\.text)
    }
    if case .mapping(let entries)? = fields["deadlines"]?.content,
      let node = entries.first(where: { $0.key == "missing" })?.value
    {
      plan.missing = reader.choice(node, of: PlanSettings.Missing.self) ?? .none
    }
    plan.entryTypes = settings?.entryTypes ?? .builtIn
    plan.issued = settings?.effectiveFrom
    return plan
  }

  private static func rhythm(_ node: ConfigNode?, _ reader: inout ConfigReader)
    -> AssessmentSettings.Rhythm?
  {
    guard let node, let fields = reader.fields(node, PipelineKeys.rhythm) else { return nil }
    let count = reader.integer(fields["at_least"], 1...100_000)
    let per = reader.choice(fields["per"], of: PeriodLength.self)
    guard let count, let per else { return nil }
    return AssessmentSettings.Rhythm(atLeast: count, per: per)
  }

  private static func conditions(_ node: ConfigNode?, _ reader: inout ConfigReader)
    -> [String: AssessmentSettings.Condition]
  {
    var result: [String: AssessmentSettings.Condition] = [:]
    for entry in reader.entries(node) {
      guard let fields = reader.fields(entry.value, PipelineKeys.condition) else { continue }
      let from = reader.date(fields["from"])
      let to = reader.date(fields["to"])
      guard let from else { continue }
      if let to, let end = fields["to"], to < from {
        reader.refuse(end, expected: "不早于 from（\(from.iso)）的日期")
      }
      result[entry.key] = AssessmentSettings.Condition(from: from, to: to)
    }
    return result
  }

  private static func files(
    _ node: ConfigNode?, _ folder: PipelineFolder, _ reader: inout ConfigReader
  ) -> [String] {
    reader.names(node).compactMap { file($0.node, folder, &reader) }
  }

  private static func groups(_ node: ConfigNode?, _ reader: inout ConfigReader)
    -> [PipelineConfiguration.GroupSpelling]
  {
    // A spelling may stand for several groups.
    reader.entries(node).map { entry in
      let spellings = reader.names(entry.value)
      return PipelineConfiguration.GroupSpelling(
        group: entry.key.trimmed, spellings: spellings.map(\.text),
        location: SourceLocation(file: reader.file, row: entry.line))
    }
  }

  private static func inputs(
    _ node: ConfigNode?, _ folder: PipelineFolder, _ reader: inout ConfigReader
  ) -> ([PipelineConfiguration.Input], none: Set<InputKind>) {
    var result: [PipelineConfiguration.Input] = []
    var none: Set<InputKind> = []
    guard let node, let fields = reader.fields(node, PipelineKeys.inputs) else {
      return (result, none)
    }
    for entry in reader.entries(node) {
      guard let kind = InputKinds.all[key: entry.key], let list = fields[entry.key] else {
        continue
      }
      if case .scalar("none", isPlain: true) = list.content, kind.isCollected {
        none.insert(kind)
        continue
      }
      var globs: [String] = []
      var layouts: [PipelineConfiguration.Layout] = []
      for item in reader.list(list) {
        if case .mapping = item.content {
          if let layout = layout(item, &reader) {
            globs.append(layout.glob)
            layouts.append(layout)
          }
        } else if case .null = item.content {
          reader.refuse(item, expected: "不为空的文字")
        } else if let glob = reader.name(item), isInside(glob, item, &reader) {
          globs.append(glob)
        }
      }
      result.append(
        PipelineConfiguration.Input(
          kind: kind, globs: globs, layouts: layouts,
          location: SourceLocation(file: reader.file, row: entry.line)))
    }
    // What comes back from units has a place of its own, read where it exists.
    for kind in InputKinds.all {
      guard let ownFolder = kind.defaultFolder, fields[kind.key] == nil else { continue }
      let (names, refusal) = folder.listing(of: ownFolder)
      if let refusal { reader.report(.inputUnreadable, node, found: refusal.found) }
      guard !names.isEmpty else { continue }
      result.append(
        PipelineConfiguration.Input(
          kind: kind, globs: [ownFolder + "/*"], layouts: [],
          location: SourceLocation(file: ownFolder)))
    }
    return (result, none)
  }

  static func isInside(_ path: String, _ node: ConfigNode, _ reader: inout ConfigReader)
    -> Bool
  {
    if PipelineFolder.isSafe(path) { return true }
    reader.report(.configurationPath, node, found: "写的是“\(path)”")
    return false
  }

  /// A file that must exist inside the folder; its path is kept even where it does not, so that all faults are told at once.
  private static func file(
    _ node: ConfigNode?, _ folder: PipelineFolder, _ reader: inout ConfigReader
  ) -> String? {
    guard let node, let path = reader.name(node), isInside(path, node, &reader) else { return nil }
    let sight = folder.look(at: path, resolving: true)
    if let refusal = sight.refusal {
      reader.report(.inputUnreadable, node, found: refusal.found)
      return path
    }
    switch sight.kind {
    case .missing, .refused:
      let cut = path.lastIndex(of: "/")
      let base = cut.map { String(path[..<$0]) } ?? ""
      let name = cut.map { String(path[path.index(after: $0)...]) } ?? path
      let near = Nearness.nearest(to: name, among: folder.names(in: base))
      reader.report(
        .configurationFileMissing, node, found: "没有这个文件：\(path)",
        remedy: near.map { "是否想写“\($0)”？改正文件名，或把文件放到所写的位置" })
    case .folder, .other:
      reader.report(.configurationFileMissing, node, found: "\(path) 不是文件")
    case .file:
      if !sight.isInside {
        reader.report(.configurationPath, node, found: "\(path) 是指到流水线文件夹外面的链接")
      }
    }
    return path
  }

  private static func folderPath(
    _ path: String, _ node: ConfigNode, _ folder: PipelineFolder, _ reader: inout ConfigReader
  ) -> String? {
    guard isInside(path, node, &reader) else { return nil }
    let sight = folder.look(at: path, resolving: true)
    let file = folder.look(at: path + "/" + fileName)
    if let refusal = sight.refusal ?? file.refusal {
      reader.report(.inputUnreadable, node, found: refusal.found)
      return path
    }
    if sight.kind != .folder || file.kind != .file {
      reader.report(
        .configurationFileMissing, node, found: "\(path) 里没有 \(fileName)",
        expected: "含有 \(fileName) 的文件夹")
    } else if !sight.isInside {
      reader.report(.configurationPath, node, found: "\(path) 是指到流水线文件夹外面的链接")
    }
    return path
  }
}
