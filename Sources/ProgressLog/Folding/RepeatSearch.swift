/// How rows that may be repeats are remembered.
enum RepeatSearch: Sendable {
  /// Eight bytes a row, for a run that finishes itself.
  case finder(RepeatFinder)
  /// The whole hash and place of each row, for a partial.
  case marks([RowMark])

  mutating func insert(_ entries: [ProgressEntry]) {
    switch consume self {
    case .finder(var finder):
      finder.insert(entries)
      self = .finder(finder)
    case .marks(var marks):
      for entry in entries { marks.append(RowMark(key: entry.key, position: entry.position)) }
      self = .marks(marks)
    }
  }

  mutating func merge(_ other: RepeatSearch) {
    switch (consume self, other) {
    case (.finder(var finder), .finder(let more)):
      finder.merge(more)
      self = .finder(finder)
    case (.marks(var marks), .marks(let more)):
      marks += more
      self = .marks(marks)
    case (let own, _): self = own
    }
  }

  /// Rows that may be repeats of each other, searched by so many workers; none for marks, which merge finds.
  func candidates(jobs: Int) async -> RepeatCandidates {
    guard case .finder(let finder) = self else { return RepeatCandidates() }
    let workers = max(1, min(jobs, finder.partitionCount))
    let share = (finder.partitionCount + workers - 1) / workers
    let groups = await withTaskGroup(of: [[ProgressPosition]].self) { group in
      for worker in 0..<workers {
        let first = min(worker * share, finder.partitionCount)
        let last = min(first + share, finder.partitionCount)
        group.addTask { finder.candidates(in: first..<last) }
      }
      var all: [[ProgressPosition]] = []
      for await part in group { all += part }
      return all
    }
    return RepeatCandidates(groups: groups)
  }
}

/// Rows that may be repeats of each other: to be read again and compared in full, so that no hash decides a figure.
struct RepeatCandidates: Sendable {
  var groups: [[ProgressPosition]] = []
  /// The hashes that the rows had when they were folded, where they are known.
  var keys: [ProgressPosition: UInt64] = [:]
}
