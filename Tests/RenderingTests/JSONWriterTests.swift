import Foundation
import Testing

@testable import Rendering

@Suite("JSON is written the same way each time")
struct JSONWriterTests {
  @Test("nesting, emptiness and null have one form")
  func form() {
    var writer = JSONWriter(indent: 2)
    writer.object { writer in
      writer.field("a", 1)
      writer.field("b", nil as String?)
      writer.key("c")
      writer.array { writer in
        writer.boolean(true)
        writer.object { _ in }
        writer.array { $0.null() }
      }
      writer.key("d")
      writer.array { _ in }
    }
    writer.finish()
    let expected = """
      {
        "a": 1,
        "b": null,
        "c": [
          true,
          {},
          [
            null
          ]
        ],
        "d": []
      }

      """
    #expect(writer.text == expected)
  }

  @Test(
    "every string reads back as itself",
    arguments: ["", "\"\\/", "\n\r\t\u{8}\u{C}", "\u{0}\u{1F}\u{7F}", "〔2022〕😀\u{2028}"])
  func strings(_ text: String) throws {
    var writer = JSONWriter()
    writer.array { $0.string(text) }
    let read = try JSONDecoder().decode([String].self, from: Data(writer.bytes))
    #expect(read == [text])
  }
}
