#include "CMeasuring.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// A thread's part of the blocks.
typedef struct {
  char *target;
  const char *source;
  size_t bytes;
  long passes;
} part;

static void *copy_part(void *argument) {
  const part *p = argument;
  for (long pass = 0; pass < p->passes; pass++) {
    memcpy(p->target, p->source, p->bytes);
    // The compiler is not to know that the next pass writes the same.
    __asm__ volatile("" ::"r"(p->target) : "memory");
  }
  return NULL;
}

// The blocks stay from call to call: touching fresh memory takes longer than copying.
static char *blocks;
static size_t block_bytes;

bool tb_copy_passes(size_t bytes, int threads, long passes) {
  if (block_bytes != bytes) {
    free(blocks);
    blocks = malloc(2 * bytes);
    block_bytes = blocks == NULL ? 0 : bytes;
    if (blocks == NULL) return false;
    memset(blocks, 1, 2 * bytes);
  }
  enum { most = 256 };
  if (threads > most) threads = most;
  pthread_t ids[most];
  part parts[most];
  size_t share = bytes / (size_t)threads;
  int started = 0;
  bool is_complete = true;
  for (int i = 0; i < threads; i++) {
    size_t start = share * (size_t)i;
    size_t count = i == threads - 1 ? bytes - start : share;
    parts[i] = (part){blocks + start, blocks + bytes + start, count, passes};
  }
  for (int i = 1; i < threads && is_complete; i++) {
    is_complete = pthread_create(&ids[i], NULL, copy_part, &parts[i]) == 0;
    if (is_complete) started = i;
  }
  copy_part(&parts[0]);
  for (int i = 1; i <= started; i++) pthread_join(ids[i], NULL);
  return is_complete;
}
