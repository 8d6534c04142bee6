#include "same_parts.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
  places = 128,
  /// Larger parts are hardly ever the same.
  most_bytes = 8 << 10,
};

typedef struct {
  /// The content, and behind it what it was packed to.
  unsigned char *bytes;
  size_t count;
  size_t packed_count;
  uint32_t checksum;
} Remembered;

// Workbooks are written by several threads at once.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static Remembered remembered[places];

size_t packed_before(const unsigned char *content, size_t count, uint32_t checksum, unsigned char *packed) {
  if (count == 0 || count > most_bytes) return 0;
  pthread_mutex_lock(&lock);
  const Remembered *one = &remembered[checksum % places];
  size_t found = 0;
  if (one->bytes != NULL && one->checksum == checksum && one->count == count &&
      memcmp(one->bytes, content, count) == 0) {
    found = one->packed_count;
    memcpy(packed, one->bytes + count, found);
  }
  pthread_mutex_unlock(&lock);
  return found;
}

void remember_packed(const unsigned char *content, size_t count, uint32_t checksum, const unsigned char *packed,
                     size_t packed_count) {
  if (count == 0 || count > most_bytes || packed_count > count) return;
  unsigned char *bytes = malloc(count + packed_count);
  if (bytes == NULL) return;
  memcpy(bytes, content, count);
  memcpy(bytes + count, packed, packed_count);
  pthread_mutex_lock(&lock);
  Remembered *one = &remembered[checksum % places];
  unsigned char *old = one->bytes;
  *one = (Remembered){bytes, count, packed_count, checksum};
  pthread_mutex_unlock(&lock);
  free(old);
}
