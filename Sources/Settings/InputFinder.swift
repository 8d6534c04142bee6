import Configuration
package import Diagnostics
import Disclosure
import Forms
package import Intake
import Tables

/// A file or folder that a glob of `inputs` matched.
package struct InputMatch: Sendable, Hashable {
  /// The kind by its key in pipeline.yaml.
  package let kind: InputKind
  /// The path relative to the pipeline's folder.
  package let path: String
  /// True for a folder (declared tables only).
  package let isFolder: Bool
  /// True for a sheet of a filled form, which holds sheets of other kinds too.
  package var isForm = false
}

/// Everything that `inputs` leads to.
package struct InputSearch: Sendable {
  package var matches: [InputMatch] = []
  package var problems: [Diagnostic] = []
  /// Places and files that are missing, and what of them is unknown then.
  package var gaps: [InputGap] = []
  /// Files below inputs/ that nothing reads.
  package var unread: [String] = []
}

extension PipelineConfiguration {
  /// Every matched input, by kind in the order written, then by path; globs without a match and links that lead outside are findings.
  package func findInputs() -> InputSearch {
    let root = PipelineFolder(folder)
    var matches: [InputMatch] = []
    var problems: [Diagnostic] = []
    var gaps: [InputGap] = []
    var owner: [String: InputKind] = [:]
    for input in inputs + defaultInputs(in: root, &problems) {
      var found: Set<String> = []
      for glob in input.globs {
        let (paths, refusals) = Glob.find(glob, in: root)
        problems += refusals.filter { !problems.contains($0) }
        if paths.isEmpty {
          let found = "\(input.kind.key)（\(input.kind.label)）的“\(glob)”没有对应的文件"
          if input.kind.isCollected {
            gaps.append(InputGap(missing: input.kind, at: input.location, glob: glob, found: found))
          } else {
            problems.append(Diagnostic(.inputMatchedNothing, at: input.location, found: found))
          }
        }
        found.formUnion(paths)
      }
      for path in found.ordered(by: { $0.precedesInBytes($1) }) {
        let sight = root.look(at: path, resolving: true)
        let kind = sight.kind
        let isFolder = kind == .folder
        if let refusal = sight.refusal {
          problems.append(refusal)
          continue
        }
        guard kind == .file || (isFolder && input.kind.matchesFolders) else {
          let what =
            switch kind {
            case .folder: "是文件夹，里面的文件没有读"
            // The name's bytes are not those that it is shown by.
            case .missing where path.contains("\u{FFFD}"): "的名称不是 UTF-8 编码，没有读；请改名"
            case .missing, .refused: "是断开的链接"
            case .file, .other: "不是普通文件"
            }
          problems.append(
            Diagnostic(.inputNotAFile, at: SourceLocation(file: path), found: "\(path) \(what)"))
          continue
        }
        guard sight.isInside else {
          problems.append(
            Diagnostic(
              .configurationPath, at: SourceLocation(file: path), found: "\(path) 是指到流水线文件夹外面的链接"))
          continue
        }
        // A workbook may hold sheets of several kinds; a CSV file has one header.
        if let other = owner[path], !root.isWorkbook(path) {
          problems.append(
            Diagnostic(
              .inputMatchedTwice, at: SourceLocation(file: path),
              found: "\(path) 既属 \(other.key)，又属 \(input.kind.key)"))
        }
        owner[path] = input.kind
        matches.append(InputMatch(kind: input.kind, path: path, isFolder: isFolder))
      }
    }
    let forms = matches.filter { $0.kind == .forms }
    for form in forms {
      let content = TableFile.read(path: self.path(of: form.path), name: form.path)
      problems += content.diagnostics.filter { $0.rule == .inputUnreadable }
      let (kinds, refusal) = FormSheets.kinds(in: content, of: form.path)
      matches += kinds.map {
        InputMatch(kind: $0, path: form.path, isFolder: false, isForm: true)
      }
      if let refusal { gaps.append(refusal) }
    }
    let unmatched = UnmatchedInputs(in: root, matched: matches, besides: lastYearFiles)
    problems += unmatched.findings
    return InputSearch(matches: matches, problems: problems, gaps: gaps, unread: unmatched.files)
  }

  /// Kinds that `inputs` leaves out and that have a folder of their own, where it exists and holds something.
  private func defaultInputs(in root: PipelineFolder, _ problems: inout [Diagnostic]) -> [Input] {
    let named = Set(inputs.map(\.kind))
    return InputKinds.all.compactMap { kind -> Input? in
      guard !named.contains(kind), let folder = kind.defaultFolder else { return nil }
      let (names, refusal) = root.listing(of: folder)
      if let refusal { problems.append(refusal) }
      guard !names.isEmpty else { return nil }
      return Input(
        kind: kind, globs: [folder + "/*"], layouts: [],
        location: SourceLocation(file: ConfigurationLoader.fileName))
    }
  }
}

extension PipelineFolder {
  /// True for a file of several sheets, by its name.
  fileprivate func isWorkbook(_ path: String) -> Bool {
    [".xlsx", ".xlsm"].contains { path.lowercased().hasSuffix($0) }
  }
}

extension PipelineConfiguration {
  /// How files differ from the form of their kind, by path; of several layouts the first that is written counts.
  package func findLayouts() throws(RefusedPipeline) -> [String: FormLayout] {
    let written = inputs.flatMap(\.layouts) + layouts
    guard !written.isEmpty else { return [:] }
    let root = PipelineFolder(folder)
    var result: [String: FormLayout] = [:]
    for entry in written {
      let (paths, refusals) = Glob.find(entry.glob, in: root)
      try RefusedPipeline.refuseUnreadable(refusals)
      for path in paths where result[path] == nil {
        result[path] = entry.layout
      }
    }
    return result
  }
}

/// Patterns of paths: `*` and `?` within one name, `**` for any number of folders.
enum Glob {
  /// The paths that match, and the places that the system does not let be looked into.
  static func find(_ pattern: String, in folder: PipelineFolder) -> (
    paths: Set<String>, refusals: [Diagnostic]
  ) {
    var result: Set<String> = []
    var refusals: Set<Diagnostic> = []
    walk(
      pattern.split(separator: "/").map(String.init)[...], at: "", folder, depth: 0, &result,
      &refusals)
    return (result, refusals.ordered())
  }

  private static func walk(
    _ parts: ArraySlice<String>, at base: String, _ folder: PipelineFolder, depth: Int,
    _ result: inout Set<String>, _ refusals: inout Set<Diagnostic>
  ) {
    guard let part = parts.first else {
      if !base.isEmpty { result.insert(base) }
      return
    }
    guard depth < 32 else { return }
    let rest = parts.dropFirst()
    if part == "**" {
      walk(rest, at: base, folder, depth: depth, &result, &refusals)
      for name in list(base, folder, &refusals) {
        let path = base.isEmpty ? name : base + "/" + name
        let sight = folder.look(at: path, resolving: true)
        if let refusal = sight.refusal { refusals.insert(refusal) }
        if sight.kind == .folder, sight.isInside {
          walk(parts, at: path, folder, depth: depth + 1, &result, &refusals)
        }
      }
      return
    }
    if !part.contains("*"), !part.contains("?") {
      let path = base.isEmpty ? part : base + "/" + part
      let sight = folder.look(at: path)
      if let refusal = sight.refusal {
        refusals.insert(refusal)
      } else if sight.kind != .missing {
        walk(rest, at: path, folder, depth: depth + 1, &result, &refusals)
      }
      return
    }
    for name in list(base, folder, &refusals) where matches(Array(name), Array(part)) {
      let path = base.isEmpty ? name : base + "/" + name
      if rest.isEmpty {
        result.insert(path)
        continue
      }
      let sight = folder.look(at: path)
      if let refusal = sight.refusal { refusals.insert(refusal) }
      if sight.kind == .folder {
        walk(rest, at: path, folder, depth: depth + 1, &result, &refusals)
      }
    }
  }

  private static func list(
    _ base: String, _ folder: PipelineFolder, _ refusals: inout Set<Diagnostic>
  ) -> [String] {
    let (names, refusal) = folder.listing(of: base)
    if let refusal { refusals.insert(refusal) }
    return names
  }

  /// True where the whole name matches; linear in practice, never exponential.
  static func matches(_ name: [Character], _ pattern: [Character]) -> Bool {
    var n = 0
    var p = 0
    var star: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        n += 1
        p += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        p = last.pattern + 1
        n = last.name + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
