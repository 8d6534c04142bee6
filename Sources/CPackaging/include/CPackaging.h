#ifndef C_PACKAGING_H
#define C_PACKAGING_H

/// How the workbook library's parts are kept and packed.
///
/// libxlsxwriter writes each part of a workbook into a temporary file (`lxw_tmpfile`) and gives that to minizip, of
/// which it calls five functions (`zipOpen`, `zipOpenNewFileInZip4_64`, `zipWriteInFileInZip`, `zipCloseFileInZip`,
/// `zipClose`). It looks neither whether a part could be written nor has it options for any of this. The program
/// defines those six functions, and a program's own definitions come before a library's when symbols are looked up:
///
/// - a small part stays in memory and never becomes a file; a large one goes on in a file without a name in the folder
///   that the workbook was given, and a write that fails is counted;
/// - a part is packed by ISA-L as it comes, in a quarter of zlib's time.

/// How many parts of workbooks this process has begun to write; 0 after a workbook means that the machine's
/// libraries do not let their functions be replaced, so that a full disk is noticed only when the file is read back.
unsigned long part_streams(void);

/// How many of these have outgrown memory and lie in a file.
unsigned long part_files(void);

/// How many parts this process has packed into workbooks.
unsigned long packed_parts(void);

/// How many reads and writes of parts have failed in the calling thread: the workbook library does not look. To be
/// compared before and after a workbook.
unsigned long failed_streams(void);

/// minizip's five, as the workbook library calls them: 0 where all went well. Only the parameters named here are looked
/// at; what asks for another method, a raw part, extra fields or a password is refused.
void *zipOpen(const char *path, int append);
int zipOpenNewFileInZip4_64(void *file, const char *name, const void *info, const void *local_extra,
                            unsigned local_extra_size, const void *global_extra, unsigned global_extra_size,
                            const char *comment, int method, int level, int is_raw, int window_bits,
                            int memory_level, int strategy, const char *password, unsigned long crc_of_password,
                            unsigned long version, unsigned long flags, int is_zip64);
int zipWriteInFileInZip(void *file, const void *bytes, unsigned count);
int zipCloseFileInZip(void *file);
int zipClose(void *file, const char *comment);

/// Gives the C library's error stream to nobody, because the workbook library prints to it by itself; descriptor 2
/// stays as it is.
void silence_libraries(void);

#endif
