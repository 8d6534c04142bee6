package import Disclosure
package import Intake
package import WorkPlan

/// The progress log of a county's year, with the rules by which its rows count: the door of this room.
///
/// `fold` reads all of it. Machines that share the work do the same in parts: each writes what it makes of some files
/// (`part`) as lines, lines are merged in any order (`PartialFiles.merge`), and `finish` takes them up. What comes of it
/// is the same, whoever read what, on however many threads, whole or in ranges.
package struct CountyLog: Sendable {
  /// One file of the log.
  package struct File: Sendable {
    /// As findings name it.
    package let name: String
    /// Where its bytes lie.
    package let path: String

    package init(name: String, path: String) {
      self.name = name
      self.path = path
    }
  }

  /// In the order that positions count them.
  let files: [File]
  let context: IntakeContext
  let schedule: ObligationSchedule
  /// The rules that count entries of a kind.
  let counting: [(EntryKind, ObligationFilter?)]
  let disk: any LogDisk
  let settings: FoldSettings

  package init(
    files: [File], context: IntakeContext, schedule: ObligationSchedule,
    counting: [(EntryKind, ObligationFilter?)], disk: any LogDisk, settings: FoldSettings
  ) {
    self.files = files
    self.context = context
    self.schedule = schedule
    self.counting = counting
    self.disk = disk
    self.settings = settings
  }

  /// Reads all of the log.
  package func fold() async throws -> Activity {
    let sources = files.indices.map { LogSource(segment: $0, path: files[$0].path) }
    let partial = try await LogFold(self, sources).run(keepingHashes: false)
    let candidates = await partial.repeats.candidates(jobs: settings.jobs)
    return try await LogFinisher(self).finish(consume partial, candidates: candidates)
  }

  /// Reads some files, or pieces of them, for others to be merged with.
  package func part(of sources: [LogSource]) async throws -> LogPartial {
    try refuseRepeats(sources)
    return try await LogFold(self, sources).run(keepingHashes: true)
  }

  /// Takes up what was made of all parts; nil for `stamp` takes parts that were made under other rules.
  package func finish(_ parts: [String], stamp: PartialStamp?) async throws -> Activity {
    var files = PartialFiles(paths: parts, stamp: stamp, disk: disk)
    files.memory = settings.lineMemory
    files.leastShare = settings.leastLineMemory
    let (partial, candidates) = try PartialCollector.collect(files, of: self)
    return try await LogFinisher(self).finish(consume partial, candidates: candidates)
  }

  /// The same file twice would count every row twice.
  private func refuseRepeats(_ sources: [LogSource]) throws(LogRefusal) {
    var seen: Set<Int> = []
    for source in sources where !seen.insert(source.segment).inserted {
      let name = files[source.segment].name
      throw LogRefusal(.partialRepeated, file: name, found: "\(name)写了两次")
    }
  }

  var intake: ProgressIntake { ProgressIntake(context: context, tasks: schedule.tasks) }

  /// The identity of merge.
  func empty() -> LogPartial { maker()() }

  /// Makes identities of merge: the tables of a province are large, so that whoever needs one asks for it and shares it with
  /// nobody.
  ///
  /// All files decide what signals are kept, whichever of them are folded here.
  func maker() -> @Sendable () -> LogPartial {
    let unitCount = context.registry.units.count
    let bytes = files.reduce(0) { $0 + ((try? disk.size(of: $1.path, name: $1.name)) ?? 0) }
    let layout = TallyLayout(schedule: schedule, unitCount: unitCount, counting: counting)
    let spill = ExceptionSpill(limit: settings.exceptionLimit, disk: disk)
    return { [schedule] in
      LogPartial(
        tally: Tally(layout: layout, spill: spill),
        signals: EntrySignals(
          schedule: schedule, unitCount: unitCount, expectedRows: LogFold.rows(in: bytes)),
        repeats: .marks([]))
    }
  }

  /// The name of a unit; empty for none.
  func unitName(_ unit: Int?) -> String { unit.map { context.registry.units[$0].name } ?? "" }
}
