import Testing

@testable import Diagnostics
@testable import Disclosure
@testable import Privacy
@testable import ReportDocument

@Suite struct PrivacyGateTests {
  let scanner = PrivacyScanner()

  @Test(
    "identity numbers with a valid check digit are found",
    arguments: [
      "11010519491231002X", "11010519491231002x", "证件号11010519491231002X。", "１１０１０５１９４９１２３１００２Ｘ",
      "440524188001010014",
      "身份证:440524188001010014,", "110105 19491231 002X", "尾440524188001010014a",
    ])
  func identityNumbers(_ text: String) {
    #expect(scanner.scan(text).map(\.finding) == [.identityNumber])
  }

  @Test(
    "what only looks like one is not",
    arguments: [
      "110105194912310021", "11010519491331002X", "4405241880010100140", "9440524188001010014",
      "202203010000000001",
      "a3f5440524188001010014c0ffee0123456789abcdef", "",
    ])
  func noIdentityNumbers(_ text: String) { #expect(scanner.scan(text).isEmpty) }

  @Test(
    "fifteen digits are an old identity number where they begin with a province and hold a day",
    arguments: [
      ("370302800229123", true), ("110105491231002", true), ("990302800229123", false),
      ("160302800229123", false), ("937030280022912", false), ("370302801329123", false),
      ("370302800230123", false), ("370302800200123", false), ("37030280022912", false),
      ("3703028002291234", false),
    ])
  func oldIdentity(_ text: String, _ isOne: Bool) {
    #expect(PersonalNumber.isOldIdentity(text.utf8.map { $0 - 48 }[...]) == isOne)
  }

  @Test(
    "mobile numbers are found",
    arguments: [
      "13812345678", "电话19912345678。", "１３８１２３４５６７８", "138-1234-5678", "138 1234 5678",
      "+8613812345678", "008613812345678", "138,1234,5678", "电话号码编号13812345678",
      "2022-05-20 13812345678", "联系人王13812345678转", "tel:13812345678",
      // Marks that close a quotation before 一 are not those that group the number.
      "检查发现“a18 - 81 - 44 - 62 - 47 - 1”（一般），已按期整改",
    ])
  func mobileNumbers(_ text: String) {
    #expect(scanner.scan(text).map(\.finding) == [.mobileNumber])
  }

  @Test(
    "what is no mobile number is not",
    arguments: [
      "1381234567", "138123456789", "12812345678", "0533-3241000", "2022-05-20 2022-06-01",
      "1652345678901",
      "9f13812345678abcdef0123456789abcdef01234567", "1.3812345678.1",
      // Grouped by three, a figure.
      "13,812,345,678",
      // Any one mark of a page address is enough.
      "ftp://zwgk/13812345678", "www.zwgk/13812345678", "zwgk.cn/13812345678",
      "zwgk.com/13812345678",
    ])
  func noMobileNumbers(_ text: String) {
    #expect(scanner.scan(text).map(\.finding).filter { $0 == .mobileNumber }.isEmpty)
  }

  @Test(
    "figures of a sum that comes out are no number of a person; of one that does not they may be",
    arguments: [
      ("台账：50个文件，1701 = 1697 + 4 + 0 + 0", true), ("1702 = 1697 + 4 + 0 + 0", false),
      ("138 = 92 + 16 + 20 + 10", true), ("１８０１＝１７０１＋１００＋０＋０", true),
      ("18001 = 17001 + 1000 + 0 + 0", true), ("1812=1700+112", true),
      ("13812345678 = 13812345678 + 0", false),
    ])
  func sums(_ text: String, _ isHarmless: Bool) {
    #expect(scanner.scan(text).isEmpty == isHarmless)
  }

  @Test func everySecondHitOfALineIsFoundToo() {
    #expect(scanner.scan("13812345678、13912345678").map(\.offset) == [0, 14])
  }

  let names = ApplicantNames(
    ["王小明", "李雷", "王村", "南麻街道", "欧阳娜娜", "单", "John Smith", "李雷"],
    publicWords: ["王村镇", "南麻街道", "县财政局"], formWords: [])

  @Test(
    "applicants' names are found, but not where a public word holds them",
    arguments: [
      ("申请人王小明要求公开", 1), ("李雷和欧阳娜娜", 2), ("王村镇人民政府", 0), ("申请人王村，男", 1), ("南麻街道办事处", 0), ("简单", 0),
      ("JohnSmith", 1), ("xJohnSmithy", 0), ("李雷", 1), ("李  雷", 1), ("李\u{200B}雷", 1),
      ("JOHN\u{A0}SMITH", 1), ("欧阳·娜娜", 1),
    ])
  func applicantNames(_ text: String, _ count: Int) {
    #expect(PrivacyScanner(names: names).scan(text).count == count)
    #expect(names.publicWords == 1)
    #expect(PrivacyGate(names: names).remark?.rule == .applicantNameIsPublicWord)
  }

  @Test func aWordOfAFormIsNoName() {
    let names = ApplicantNames(["公益诉讼", "申请人"], formWords: ["公益诉讼"])
    #expect(names.isEmpty && names.publicWords == 2)
  }

  func workbook() -> WorkbookDocument {
    WorkbookDocument(
      fileName: "结果.xlsx", title: "题", author: "办", created: DocumentDay(dayNumber: 0),
      sheets: [
        SheetDocument(
          name: "明细", title: "明细表", notes: ["说明"],
          blocks: [
            .table(
              DataTable(
                name: "明细",
                columns: [
                  TableColumn("a", "序号", .figure), TableColumn("b", "备注"), TableColumn("c", "数"),
                ],
                rows: [
                  [.integer(1), .text("无"), .integer(5)],
                  [.integer(2), .text("电话13812345678"), .integer(7)],
                  [.integer(3), .text("李雷"), .integer(13_912_345_678)],
                ])),
            .grid(CellGrid(rows: [[.text("甲"), .text("11010519491231002X")]])),
          ])
      ])
  }

  @Test func aHitNamesTheCellAndNeverTheValue() {
    let found = PrivacyGate(names: names).check(workbook()).sorted()
    #expect(
      found.map { $0.location.description + " " + $0.rule.code } == [
        "结果.xlsx!明细!B5 mobile-number-found", "结果.xlsx!明细!B6 applicant-name-found",
        "结果.xlsx!明细!C6 mobile-number-found", "结果.xlsx!明细!B8 identity-number-found",
      ])
    #expect(found.allSatisfy { $0.rule.blocks })
    for one in found {
      for value in ["13812345678", "李雷", "13912345678", "11010519491231002X"] {
        #expect(!one.line.contains(value))
      }
    }
  }

  @Test func everyPlaceOfADocumentIsLookedAt() {
    let secret = "13812345678"
    var changed: [WorkbookDocument] = []
    func with(_ change: (inout WorkbookDocument) -> Void) {
      var document = workbook()
      document.sheets[0].blocks = []
      change(&document)
      changed.append(document)
    }
    with { $0.title = secret }
    with { $0.author = secret }
    with { $0.sheets[0].name = secret }
    with { $0.sheets[0].title = secret }
    with { $0.sheets[0].mark = secret }
    with { $0.sheets[0].notes = ["a", secret] }
    with { $0.sheets[0].print.header = secret }
    with {
      $0.sheets[0].blocks = [
        .table(DataTable(name: "t", columns: [TableColumn("a", secret)], rows: []))
      ]
    }
    with {
      $0.sheets[0].blocks = [
        .table(
          DataTable(
            name: "t", columns: [TableColumn("a", "a")],
            rows: [[.link("a", .web("http://a/?tel=" + secret))]]))
      ]
    }
    with {
      $0.sheets[0].blocks = [
        .table(
          DataTable(name: "t", columns: [TableColumn("a", "a")], rows: [], totals: [.text(secret)]))
      ]
    }
    for (index, document) in changed.enumerated() {
      #expect(PrivacyGate().check(document).map(\.rule) == [.mobileNumberFound], "place \(index)")
    }
    let text = TextDocument(
      fileName: "a.txt",
      blocks: [
        .title("a"), .table(TextTable(columns: [TextTable.Column("h")], rows: [["x"], [secret]])),
      ])
    #expect(PrivacyGate().check(text).map(\.location.row) == [2])
    #expect(
      PrivacyGate().check(text: "{\n\"a\": \"\(secret)\"\n}", file: "run.json").map(\.location.row)
        == [2])
  }
}
