#define _GNU_SOURCE
#include "CDeflateLevel.h"

#include <stdio.h>

void silence_libraries(void) {
  FILE *nobody = fopen("/dev/null", "we");
  if (nobody != NULL) stderr = nobody;
}
