import Settings

/// One step of a run; the type says what it needs and what it leaves behind.
package protocol Stage<Input, Output>: Sendable {
  associatedtype Input: Sendable
  associatedtype Output: Sendable
  /// What a person calls the step.
  var name: String { get }
  /// Does the step; findings belong to the output, only a fault of the program or the machine throws.
  func run(_ input: Input) async throws -> Output
}
