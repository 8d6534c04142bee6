import Diagnostics
import Intake

extension RowReader {
  /// Notes a number that an earlier row has; one that lost digits may be another.
  mutating func noteRepeatedNumber(_ name: String) {
    guard hasLostDigits(name) else {
      return note(.requestNumberRepeated, name, found: "\(name)“\(text(name))”在本单位已登记过")
    }
    note(
      .requestNumberIndistinct, name,
      found: "\(name)“\(text(name))”的位数已丢失，与前面的一行分不清")
  }
}
