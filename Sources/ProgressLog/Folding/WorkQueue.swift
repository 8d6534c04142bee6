import Synchronization

/// Work handed out piece by piece to whoever is free; the result must not depend on who took what.
final class WorkQueue: Sendable {
  private let items: [Int]
  private let taken = Mutex(0)

  init(_ items: [Int]) { self.items = items }

  /// The next piece; nil when all are taken.
  func next() -> Int? {
    taken.withLock { taken in
      guard taken < items.count else { return nil }
      defer { taken += 1 }
      return items[taken]
    }
  }
}

/// Work of which some pieces bring further pieces; who finds none waits until there is more or all is handed out.
final class GrowingQueue<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item]
    var taken = 0
    /// How many additions are still to come.
    var awaited: Int
    var waiting: [CheckedContinuation<Item?, Never>] = []

    /// Takes the next piece; the outer nil says that it may still come.
    mutating func take() -> Item?? {
      guard taken < items.count else { return awaited == 0 ? .some(nil) : nil }
      defer { taken += 1 }
      return items[taken]
    }
  }

  private let state: Mutex<State>

  /// Makes a queue to which `add` will be called so many times as for the last.
  init(_ items: [Item], awaiting awaited: Int) {
    state = Mutex(State(items: items, awaited: awaited))
  }

  /// The next piece; nil when all are taken and none is to come.
  func next() async -> Item? {
    await withCheckedContinuation { continuation in
      let taken = state.withLock { state in
        let taken = state.take()
        if taken == nil { state.waiting.append(continuation) }
        return taken
      }
      if let taken { continuation.resume(returning: taken) }
    }
  }

  /// Adds the pieces that one piece brought, possibly none; where it will bring more, these are not its last.
  func add(_ items: [Item], areLast: Bool = true) {
    let served = state.withLock { state in
      state.items += items
      if areLast { state.awaited -= 1 }
      var served: [(CheckedContinuation<Item?, Never>, Item?)] = []
      while let one = state.waiting.last, let taken = state.take() {
        state.waiting.removeLast()
        served.append((one, taken))
      }
      return served
    }
    for (one, item) in served { one.resume(returning: item) }
  }
}
