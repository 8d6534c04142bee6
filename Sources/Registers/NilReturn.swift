package import Diagnostics
import Disclosure
package import Intake
package import Tables

extension InputKind {
  /// 零申报: a unit's word that it has nothing of a kind.
  package static let nilReturns = InputKind(
    "nil_returns", "零申报", defaultFolder: "inputs/零申报",
    columns: [.unit, .must("材料", filled: true), .may("填报人"), .may("日期", holds: .day)])
}

/// 零申报: a unit's word that it has nothing of a kind.
package struct NilReturn: Sendable, Hashable {
  package let unit: Int
  package let kind: InputKind
  package let location: SourceLocation

  package init(unit: Int, kind: InputKind, location: SourceLocation) {
    self.unit = unit
    self.kind = kind
    self.location = location
  }
}

extension NilReturn {
  /// The kind that a unit means: its name, or the beginning of one name only.
  package static func kind(named text: String, among kinds: InputKinds) -> InputKind? {
    let folded = TextFolding.foldHeader(text)
    guard !folded.isEmpty else { return nil }
    let kinds = kinds.collected
    if let exact = kinds.first(where: { TextFolding.foldHeader($0.label) == folded }) {
      return exact
    }
    guard folded.count >= 2 else { return nil }
    let near = kinds.filter { $0.label.hasPrefix(folded) || folded.hasPrefix($0.label) }
    return near.count == 1 ? near.first : nil
  }
}

extension RegisterIntake {
  /// Reads nil returns.
  package func nilReturns(_ content: FileContent, file: String) -> IntakeResult<NilReturn> {
    read(.nilReturns, content, file: file) { row -> NilReturn? in
      let unit = row.requiredUnit("单位")
      let material = row.required("材料")
      let kind = NilReturn.kind(named: material, among: context.kinds)
      if kind == nil, !material.isEmpty {
        row.note(
          .wordOutsideList, "材料", found: "“材料”填的是“\(material)”",
          expected: "只能填：\(context.kinds.collected.map(\.label).joined(separator: "、"))")
      }
      _ = row.date("日期")
      guard let unit, let kind, !row.isQuarantined else { return nil }
      return NilReturn(unit: unit, kind: kind, location: row.location)
    }
  }
}

extension NilReturn: RegisterRecord {
  package static let inputKind = InputKind.nilReturns
  package var reporter: Int? { unit }

  package static func read(
    _ content: FileContent, file: String, by intake: RegisterIntake, seen: inout Set<String>
  ) -> IntakeResult<NilReturn> {
    intake.nilReturns(content, file: file)
  }
}
