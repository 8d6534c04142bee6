import Diagnostics
import Disclosure
import Intake
import Settings
import WorkPlan

/// Looks at settings and the register of units as a whole: what contradicts itself was copied or exchanged.
struct SetupGuard {
  let configuration: PipelineConfiguration
  let registry: UnitRegistry

  /// Fewer units say nothing of their county.
  private static let fewestUnits = 5
  /// Shorter names stand in too many others.
  private static let fewestLetters = 3
  /// A plan for a year is issued no earlier than so many months before it.
  private static let monthsBefore = 6

  var findings: [Diagnostic] { aliases + jurisdiction + effectiveDate }

  /// Other names that belong to another unit's name and not to the unit's own: two rows were exchanged.
  private var aliases: [Diagnostic] {
    registry.units.flatMap { unit in
      unit.aliases.compactMap { alias -> Diagnostic? in
        guard let core = Self.core(of: alias), !unit.name.contains(core) else { return nil }
        let owners = registry.units.filter {
          $0.name != unit.name && $0.name.hasSuffix(core) && !$0.aliases.contains(alias)
        }
        guard owners.count == 1,
          unit.aliases.allSatisfy({ other in
            Self.core(of: other).map { !unit.name.contains($0) } ?? true
          })
        else { return nil }
        return Diagnostic(
          .aliasSuspect, at: unit.location, unit: unit.name,
          found: "\(unit.name)的别名“\(alias)”像是\(owners[0].name)的")
      }
    }
  }

  /// A name without the place before it.
  private static func core(of name: String) -> String? {
    let letters = Array(TextFolding.fold(name))
    let cut = letters.prefix(9).lastIndex { "县市区旗".contains($0) }.map { $0 + 1 } ?? 0
    let core = String(letters[cut...])
    return core.count >= fewestLetters ? core : nil
  }

  private static let placeMarks: Set<Character> = ["县", "市", "区", "旗"]

  /// Units that bear the name of another county.
  private var jurisdiction: [Diagnostic] {
    let units = registry.units
    guard units.count >= Self.fewestUnits,
      !units.contains(where: { $0.name.holds(configuration.jurisdiction) })
    else { return [] }
    let told = units.compactMap { unit -> String? in
      let letters = TextFolding.fold(unit.name).prefix(7)
      return letters.dropFirst().firstIndex(where: Self.placeMarks.contains).map {
        String(letters[...$0])
      }
    }
    let counts = Dictionary(grouping: told) { $0 }.mapValues(\.count)
    guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      FileSuspicion.isMost(most.value, of: units.count)
    else { return [] }
    return [
      Diagnostic(
        .jurisdictionSuspect, at: SourceLocation(file: ConfigurationLoader.fileName),
        found: "jurisdiction 写的是“\(configuration.jurisdiction)”，而名录里多数单位属于“\(most.key)”",
        scopes: [configuration.jurisdiction])
    ]
  }

  /// A plan of another year.
  private var effectiveDate: [Diagnostic] {
    let settings = configuration.settings
    guard
      let earliest = PlainDate(year: settings.year - 1, month: 13 - Self.monthsBefore, day: 1),
      settings.effectiveFrom < earliest
    else { return [] }
    return [
      Diagnostic(
        .yearSuspect, at: SourceLocation(file: ConfigurationLoader.fileName),
        found: "effective_from 写的是\(settings.effectiveFrom.iso)，而年度是\(settings.year)年",
        scopes: ["effective_from"])
    ]
  }
}
