/// Memory that was freed and that the allocator keeps for later.
enum FreedMemory {
  /// Gives it back to the machine: what one stage or one large workbook needed is of another size than what the next one
  /// asks for, and would stand beside it until the end.
  static func giveBack() { _ = mallocTrim(0) }
}
