// Two calls that glibc declares only for C programs that ask for its GNU extensions, so that its Swift module lacks them.

/// renameat2(2): with flag 2 (RENAME_EXCHANGE) it swaps two names in one step.
@_silgen_name("renameat2")
func renameat2(
  _ oldFolder: Int32, _ old: UnsafePointer<CChar>, _ newFolder: Int32, _ new: UnsafePointer<CChar>,
  _ flags: UInt32
) -> Int32

/// syncfs(2): flushes the file system that an open file lies on.
@_silgen_name("syncfs")
func syncfs(_ descriptor: Int32) -> Int32
