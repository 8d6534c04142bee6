import Configuration
import Testing

@Suite("A YAML file becomes plain nodes, or its fault is told")
struct ConfigNodeTests {
  /// A node in one line, with its line and its path.
  private func shown(_ node: ConfigNode) -> String {
    let content =
      switch node.content {
      case .null: "~"
      case .scalar(let text, let isPlain): isPlain ? text : "'\(text)'"
      case .sequence(let items): "[\(items.map(shown).joined(separator: " "))]"
      case .mapping(let entries):
        "{\(entries.map { "\($0.key)@\($0.line)=\(shown($0.value))" }.joined(separator: " "))}"
      }
    return "\(content):\(node.line)" + (node.path.isEmpty ? "" : "/\(node.path)")
  }

  @Test(arguments: [
    ("", "~:1"),
    ("# 只有注释\n", "~:1"),
    ("---\n", "~:2"),
    ("甲", "甲:1"),
    ("a: 1\nb: '1'\nc: \"一\\n二\"\n", "{a@1=1:1/a b@2='1':2/b c@3='一\n二':3/c}:1"),
    ("a:\nb: ~\nc: null\nd: 'null'\n", "{a@1=~:1/a b@2=~:2/b c@3=~:3/c d@4='null':4/d}:1"),
    ("- 甲\n- [乙, 丙]\n- {}\n- []\n", "[甲:1/[1] [乙:2/[2][1] 丙:2/[2][2]]:2/[2] {}:3/[3] []:4/[4]]:1"),
    ("- id: 甲\n  名: 一\n- 名: 二\n", "[{id@1=甲:1/甲.id 名@2=一:2/甲.名}:1/甲 {名@3=二:3/[2].名}:3/[2]]:1"),
    ("a: &x {k: 1}\nb: *x\n", "{a@1={k@1=1:1/a.k}:1/a b@2={k@1=1:1/b.k}:1/b}:1"),
    ("a: |\n  一\n  二\n", "{a@1='一\n二\n':1/a}:1"),
    ("\u{FEFF}a: 1\n", "{a@1=1:1/a}:1"),
    ("a: 2022-05-18\nb: 1e3\nc: yes\n", "{a@1=2022-05-18:1/a b@2=1e3:2/b c@3=yes:3/c}:1"),
    ("<<: {a: 1}\n", "{<<@1={a@1=1:1/<<.a}:1/<<}:1"),
  ])
  func nodes(_ text: String, _ expected: String) throws {
    #expect(shown(try ConfigNode.parse(text)) == expected)
  }

  @Test(arguments: [
    ("a: 1\na: 2\n", 2, "同一层里键重复", ["a"]),
    ("x:\n  b: 1\n  c: 1\n  b: 2\n  c: 3\n", 4, "同一层里键重复", ["b", "c"]),
    ("a: *x\n", 1, "引用（*）没有对应的锚（&）", []),
    ("a: &x 1\nb: &x 2\n", 2, "同一个锚（&）写了两次", []),
    ("a: &x [1]\nb:\n  - &x {c: 1}\n", 3, "同一个锚（&）写了两次", []),
    ("a: 1\n---\nb: 2\n", 2, "一个文件只能有一份内容", []),
    ("a:\n\t- 1\n", 2, "此处的字符不能开头", []),
    ("a: b: c\n", 1, "此处不能再出现冒号", []),
    ("a: [1, 2\nb: 3\n", 2, "方括号列表缺少逗号或右括号", []),
    ("a: {b: 1\nc: 2\n", 2, "花括号键值表缺少逗号或右括号", []),
    ("a: \"没有写完\n", 2, "引号没有配对", []),
    ("一: 1\n二: \u{1}\n", 2, "含有 YAML 不允许的控制字符", []),
    ("? [a]\n: 1\n", 1, "键必须是单个词", []),
    ("&a [*a]\n", 1, "层次过深", []),
  ])
  func faults(_ text: String, _ line: Int, _ what: String, _ duplicates: [String]) throws {
    let fault = #expect(throws: ConfigSyntaxFault.self) { _ = try ConfigNode.parse(text) }
    #expect(fault?.line == line)
    #expect(fault?.what.contains(what) == true, "\(fault?.what ?? "")")
    #expect(fault?.duplicates == duplicates)
  }

  @Test func aliasesOfAliasesEndBeforeTheyFillMemory() throws {
    let bomb = (0..<30).map { level in
      level == 0
        ? "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        : "a\(level): &a\(level) [\((0..<10).map { _ in "*a\(level - 1)" }.joined(separator: ", "))]\n"
    }.joined()
    let fault = #expect(throws: ConfigSyntaxFault.self) { _ = try ConfigNode.parse(bomb) }
    #expect(fault?.what == "层次过深或内容过多")
  }

  @Test(
    "A million brackets are refused where they go too deep, not gone through",
    arguments: ["[", "{a: ", "- ", "? ", "a:\n"])
  func nesting(_ opening: String) {
    let deep =
      opening.hasSuffix("\n")
      ? (0..<2_000).map { String(repeating: " ", count: $0) + opening }.joined()
      : String(repeating: opening, count: 1_000_000)
    let fault = #expect(throws: ConfigSyntaxFault.self) { _ = try ConfigNode.parse(deep) }
    #expect(fault?.what == "层次过深或内容过多")
    #expect(fault?.line == (opening.hasSuffix("\n") ? 65 : 1))
  }
}
