#define _GNU_SOURCE
#include "CDeflateLevel.h"

#include <dlfcn.h>
#include <stdio.h>

// A workbook is written by one thread from its beginning to its end.
static _Thread_local unsigned long failures;

unsigned long failed_streams(void) { return failures; }

static void look(FILE *stream) {
  if (stream != NULL && ferror(stream) != 0) failures++;
}

// As with deflateInit2_: the libraries' calls end here. The workbook library asks nobody whether its writes went well,
// and rewinding a stream forgets that they did not.
void rewind(FILE *stream) {
  void (*library)(FILE *) = (void (*)(FILE *))dlsym(RTLD_NEXT, "rewind");
  // What is still in the buffer is written by the rewinding itself.
  if (fflush(stream) != 0) failures++;
  look(stream);
  library(stream);
}

int fclose(FILE *stream) {
  int (*library)(FILE *) = (int (*)(FILE *))dlsym(RTLD_NEXT, "fclose");
  look(stream);
  int result = library(stream);
  if (result != 0) failures++;
  return result;
}
