#ifndef C_DEFLATE_LEVEL_H
#define C_DEFLATE_LEVEL_H

/// The level at which members of a workbook are compressed: 1 (fast) to 9 (small).
///
/// libxlsxwriter has no option for it and asks minizip for zlib's own, 6. At 2 a sheet of a hundred
/// thousand rows takes a third of the time and a third more room.
enum { deflate_level = 2 };

/// How many members this process has begun to compress at that level; 0 after writing a workbook means that the
/// machine's libraries do not let the level be chosen, and files are smaller and slower to write.
unsigned long deflate_members(void);

/// Gives the C library's error stream to nobody, because the workbook library prints to it by itself; descriptor 2
/// stays as it is.
void silence_libraries(void);

/// How many streams of the C library could not write, or be read, to their end, in the calling thread: the workbook
/// library does not look. To be compared before and after a workbook.
unsigned long failed_streams(void);

#endif
