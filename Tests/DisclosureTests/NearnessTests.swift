import Testing

@testable import Disclosure

@Suite("A slip is answered with the likely word")
struct NearnessTests {
  @Test(
    "near words are proposed, far ones are not",
    arguments: [
      ("tital", "title"), ("inputes", "inputs"), ("asof", "as_of"), ("paln", "plan"),
      ("县教体", "县教体局"), ("zzz", nil), ("x", nil),
    ])
  func nearest(_ word: String, _ expected: String?) {
    let known = ["title", "inputs", "as_of", "plan", "县教体局", "y"]
    #expect(Nearness.nearest(to: word, among: known) == expected)
  }

  @Test("the distance is symmetric, zero only for the same word, and within its bounds")
  func distances() {
    var words: [[Character]] = [[]]
    var last = words
    for _ in 0..<3 {
      last = last.flatMap { word in ["a", "b"].map { word + [$0] } }
      words += last
    }
    for left in words {
      for right in words {
        let found = Nearness.distance(left, right, limit: 9)
        #expect(found == Nearness.distance(right, left, limit: 9))
        #expect((found == 0) == (left == right))
        #expect(found >= abs(left.count - right.count))
        #expect(found <= max(left.count, right.count))
      }
    }
  }
}
