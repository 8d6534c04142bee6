#include <expat.h>
#include <malloc.h>
#include <stdlib.h>

// Expat before 2.7.2 does not bound its memory: one tag with a long namespace address and many prefixed
// attributes takes the product of the two. A parser made here gets no memory past the budget and stops
// with XML_ERROR_NO_MEMORY. It must be made, used and freed on one thread.
enum { NB_EXPAT_BUDGET = 64 << 20 };

// A static of the function: Swift emits no thread-local variables of headers themselves.
static inline size_t *nb_expat_used(void) {
  static _Thread_local size_t used;
  return &used;
}

static inline void nb_expat_free(void *block) {
  if (block) *nb_expat_used() -= malloc_usable_size(block);
  free(block);
}

static inline void *nb_expat_malloc(size_t size) {
  if (*nb_expat_used() + size > NB_EXPAT_BUDGET) return NULL;
  void *block = malloc(size);
  if (block) *nb_expat_used() += malloc_usable_size(block);
  return block;
}

static inline void *nb_expat_realloc(void *old, size_t size) {
  size_t before = old ? malloc_usable_size(old) : 0;
  if (*nb_expat_used() - before + size > NB_EXPAT_BUDGET) return NULL;
  void *block = realloc(old, size);
  if (block) *nb_expat_used() += malloc_usable_size(block) - before;
  return block;
}

/// A parser that takes the encoding from the document and writes names as address, separator, local name.
static inline XML_Parser nb_expat_create(char separator) {
  static const XML_Memory_Handling_Suite memory = {
      nb_expat_malloc, nb_expat_realloc, nb_expat_free};
  const XML_Char between[2] = {separator, 0};
  return XML_ParserCreate_MM(NULL, &memory, between);
}
