package import Diagnostics

/// What is said while nothing may be published: findings quote cells, and a cell may hold anything.
extension PrivacyGate {
  /// The text with a remark in place of everything found in it.
  package func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let hits = scanner.scan(utf8: bytes)
    guard !hits.isEmpty else { return text }
    var result: [UInt8] = []
    var index = 0
    for hit in hits where hit.end > index {
      if hit.offset >= index {
        result += bytes[index..<hit.offset]
        result += Self.remark(hit.finding).utf8
      }
      index = hit.end
    }
    return String(decoding: result + bytes[index...], as: UTF8.self)
  }

  /// The finding with everything personal masked, its place included.
  package func masked(_ problem: Diagnostic) -> Diagnostic {
    var clean = CleanTexts()
    guard !findings(in: problem, besides: &clean).isEmpty else { return problem }
    let place = problem.location
    return Diagnostic(
      problem.rule,
      at: SourceLocation(
        file: masked(place.file), sheet: place.sheet.map { masked($0) }, row: place.row,
        column: place.column),
      unit: masked(problem.unit), found: masked(problem.found),
      expected: masked(problem.expected), remedy: masked(problem.remedy),
      scopes: problem.scopes.map { masked($0) })
  }

  /// Masks every finding of a list and adds one of its own where one quoted something personal: it names the source's cell.
  package func cleanse(_ problems: inout ProblemList) {
    var told: Set<Diagnostic> = []
    cleanse(&problems, told: &told)
  }

  /// The same for a part of the findings; `told` are those of its own that have been added to other parts.
  package func cleanse(_ problems: inout ProblemList, told: inout Set<Diagnostic>) {
    var personal: Set<Diagnostic> = []
    var clean = CleanTexts()
    problems.replaceKept { problem in
      let found = findings(in: problem, besides: &clean)
      guard !found.isEmpty else { return nil }
      let clean = masked(problem)
      for hit in found where isTold(hit, at: clean.location) {
        personal.insert(
          finding(hit.finding, isCertain: hit.isCertain, at: clean.location, unit: clean.unit))
      }
      return clean
    }
    problems.append(contentsOf: personal.subtracting(told).ordered())
    told.formUnion(personal)
  }

  /// The texts of a finding in which nothing was found last, each in its place: of findings that come one behind the other most
  /// have them in common.
  private struct CleanTexts {
    var last = Array(repeating: "", count: 6)
  }

  /// What a finding quotes, each kind once.
  private func findings(in problem: Diagnostic, besides clean: inout CleanTexts)
    -> [PrivacyScanner.Hit]
  {
    var found: [PrivacyScanner.Hit] = []
    let texts = [
      problem.found, problem.expected, problem.remedy, problem.unit, problem.location.file,
      problem.location.sheet ?? "",
    ]
    for (place, text) in texts.enumerated() where text != clean.last[place] {
      let hits = scanner.scan(text)
      if hits.isEmpty { clean.last[place] = text }
      for hit in hits
      where !found.contains(where: {
        $0.finding == hit.finding && $0.isCertain == hit.isCertain
      }) {
        found.append(hit)
      }
    }
    return found
  }

  private static func remark(_ finding: PrivacyScanner.Finding) -> String {
    switch finding {
    case .identityNumber, .oldIdentityNumber: "〔身份证号码，已隐去〕"
    case .mobileNumber: "〔手机号码，已隐去〕"
    case .landline: "〔电话号码，已隐去〕"
    case .bankCard: "〔银行卡号，已隐去〕"
    case .mailbox: "〔电子邮箱，已隐去〕"
    case .applicantName: "〔申请人姓名，已隐去〕"
    }
  }
}
