// Threads that share a piece of work.
#pragma once

#include <stddef.h>

/// How many threads work on a piece: the caller, and one more for each further processor that the
/// process may use.
size_t tb_worker_count(void);

/// Calls `body` with each index below `count`, on all workers at once, and returns when all calls
/// have returned.
///
/// A call gets the number of its worker, below `tb_worker_count()`; the caller is number 0. Calls
/// must not depend on each other. Where the workers are at another piece, the caller does all of
/// it; `body` must not start a piece itself.
void tb_share(
  size_t count, void (*body)(void *context, size_t index, size_t worker), void *context);
