#ifndef SAME_PARTS_H
#define SAME_PARTS_H

#include <stddef.h>
#include <stdint.h>

/// Parts that were packed lately. The workbooks of sixty units have the same theme, styles and relations, and to pack a
/// small part costs more for its tables than for its bytes. What is remembered is compared byte by byte.

/// The bytes that this content was packed to, put into `packed`, which has room for as many as the content has and a
/// few more; 0 where it is not remembered.
size_t packed_before(const unsigned char *content, size_t count, uint32_t checksum, unsigned char *packed);

/// Remembers a small part; where there is no memory for it, it is forgotten.
void remember_packed(const unsigned char *content, size_t count, uint32_t checksum, const unsigned char *packed,
                     size_t packed_count);

#endif
