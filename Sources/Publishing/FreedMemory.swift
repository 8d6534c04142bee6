/// Memory that was freed and that the allocator keeps for later.
package enum FreedMemory {
  /// Gives it back to the machine: what one stage or one large workbook needed is of another size than what the next one
  /// asks for, and would stand beside it until the end.
  package static func giveBack() { _ = mallocTrim(0) }
}
