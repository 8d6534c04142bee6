// Calls that the Swift module of glibc lacks: it declares them only for C programs that ask for its GNU extensions, or in a
// header that the module leaves out.

/// renameat2(2): with flag 2 (RENAME_EXCHANGE) it swaps two names in one step.
@_silgen_name("renameat2")
func renameat2(
  _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>,
  _ flags: UInt32
) -> Int32

/// syncfs(2): flushes the file system that an open file lies on.
@_silgen_name("syncfs")
func syncfs(_ descriptor: Int32) -> Int32

/// malloc_trim(3): gives freed memory back, all but so many bytes.
@_silgen_name("malloc_trim")
func mallocTrim(_ pad: Int) -> Int32
