/// One step of a run; the type says what it needs and what it leaves behind.
package protocol Stage<Input, Output>: Sendable {
  associatedtype Input: Sendable
  associatedtype Output: Sendable
  /// What a person calls the step.
  var name: String { get }
  /// Does the step; findings belong to the output, only a fault of the program or the machine throws.
  func run(_ input: Input) async throws -> Output
}

/// Two stages, the second fed by the first; the compiler checks that they fit.
package struct Sequenced<First: Stage, Second: Stage>: Stage where First.Output == Second.Input {
  package let first: First
  package let second: Second

  /// Both names.
  package var name: String { first.name + " → " + second.name }

  /// Runs one after the other.
  package func run(_ input: First.Input) async throws -> Second.Output {
    try await second.run(try await first.run(input))
  }
}

extension Stage {
  /// This stage and then another that takes what it leaves.
  package func then<Next: Stage>(_ next: Next) -> Sequenced<Self, Next>
  where Next.Input == Output {
    Sequenced(first: self, second: next)
  }
}
