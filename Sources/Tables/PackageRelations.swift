import Diagnostics

/// The relationships of one part of a workbook or document: which other parts belong to it.
struct PackageRelations {
  struct Relation {
    let id: String
    /// The last word of the type's address, such as `worksheet`.
    let kind: String
    /// The part's name inside the archive; the address itself where it is external.
    let target: String
    let isExternal: Bool
  }

  private(set) var all: [Relation] = []

  /// Reads the relationships of a part; of the archive itself where `part` is empty.
  init(of part: String, in archive: ZipArchive, limits: ReadingLimits) throws(Refusal) {
    let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
    let file = part.dropFirst(folder.count)
    guard let member = try archive.open(folder + "_rels/" + file + ".rels") else { return }
    var reader = try XMLReader(member, limits: limits, only: ["Relationship"])
    while let event = try reader.next() {
      guard case .start(let element) = event, element.name.local == "Relationship" else { continue }
      let isExternal = element["TargetMode"] == "External"
      let target = element["Target"] ?? ""
      let type = element["Type"] ?? ""
      let kind = type.split(separator: "/").last.map(String.init) ?? ""
      guard all.count < limits.members else {
        throw Refusal(
          .archiveTooManyMembers, at: archive.place, found: "关系超过 \(limits.members) 条")
      }
      all.append(
        Relation(
          id: element["Id"] ?? "", kind: kind,
          target: isExternal ? target : try Self.resolve(target, in: folder, archive.place),
          isExternal: isExternal))
    }
  }

  func first(_ kind: String) -> Relation? { all.first { $0.kind == kind } }
  func relation(id: String) -> Relation? { all.first { $0.id == id } }

  /// The archive's name of a target written relative to a folder or from the root.
  private static func resolve(
    _ target: String, in folder: String, _ place: SourceLocation
  ) throws(Refusal) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." {
        guard steps.popLast() != nil else {
          throw Refusal(.archiveMemberName, at: place, found: "关系指向文件之外：\(target)")
        }
      } else {
        steps.append(step)
      }
    }
    return steps.joined(separator: "/")
  }

  /// Reports what lies in the file and is not read: macros, links, embedded objects.
  static func report(
    _ archive: ZipArchive, _ relations: PackageRelations, into findings: inout Findings
  ) {
    let place = archive.place
    for relation in relations.all {
      switch relation.kind {
      case "vbaProject", "xlMacrosheet", "xlIntlMacrosheet":
        findings.add(.macroPresent, at: place, found: "宏部件 \(relation.target)")
      case "externalLink", "connections":
        findings.add(.externalLink, at: place, found: "外部链接部件 \(relation.target)")
      case "attachedTemplate", "subDocument", "frame", "mailMergeSource", "aFChunk":
        findings.add(.externalLink, at: place, found: "外部内容 \(relation.kind)，没有读取")
      default: break
      }
    }
    for name in archive.directory.embedded {
      findings.add(.embeddedObject, at: place, found: "嵌入对象 \(name)")
    }
  }
}
