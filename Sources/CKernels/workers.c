#define _GNU_SOURCE
#include "workers.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

enum { most_workers = 64 };

/// The piece of work that all threads are at.
static struct {
  pthread_mutex_t lock;
  pthread_cond_t begun;
  pthread_cond_t ended;
  /// How many pieces there have been: what a thread waits to change.
  unsigned long turn;
  /// Whether threads may still join.
  bool is_open;
  /// Threads that have joined and not finished.
  size_t busy;
  void (*body)(void *, size_t, size_t);
  void *context;
  size_t count;
  _Atomic size_t next;
} piece = {.lock = PTHREAD_MUTEX_INITIALIZER, .begun = PTHREAD_COND_INITIALIZER,
  .ended = PTHREAD_COND_INITIALIZER};

/// Held while a piece is worked on.
static pthread_mutex_t owner = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t started = PTHREAD_ONCE_INIT;
static void work(size_t worker) {
  while (true) {
    size_t index = atomic_fetch_add_explicit(&piece.next, 1, memory_order_relaxed);
    if (index >= piece.count) return;
    piece.body(piece.context, index, worker);
  }
}

static void *helper(void *argument) {
  size_t worker = (size_t)argument;
  unsigned long seen = 0;
  while (true) {
    pthread_mutex_lock(&piece.lock);
    // One that wakes up when everything is handed out sleeps on, and nobody waits for it.
    while (piece.turn == seen || !piece.is_open) pthread_cond_wait(&piece.begun, &piece.lock);
    seen = piece.turn;
    piece.busy++;
    pthread_mutex_unlock(&piece.lock);
    work(worker);
    pthread_mutex_lock(&piece.lock);
    if (--piece.busy == 0) pthread_cond_signal(&piece.ended);
    pthread_mutex_unlock(&piece.lock);
  }
  return NULL;
}

static size_t processor_count(void) {
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 1;
  size_t count = (size_t)CPU_COUNT(&set);
  return count < 1 ? 1 : count > most_workers ? most_workers : count;
}

static size_t counted;
static pthread_once_t counting = PTHREAD_ONCE_INIT;

static void count_processors(void) { counted = processor_count(); }

size_t tb_worker_count(void) {
  pthread_once(&counting, count_processors);
  return counted;
}

static void start(void) {
  // Signals are for the threads that know what to do with them.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  for (size_t worker = 1; worker < tb_worker_count(); worker++) {
    pthread_t thread;
    // With fewer threads the others do more.
    if (pthread_create(&thread, &attributes, helper, (void *)worker) != 0) break;
  }
  pthread_attr_destroy(&attributes);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void tb_share(
  size_t count, void (*body)(void *context, size_t index, size_t worker), void *context) {
  bool is_shared = count > 1 && tb_worker_count() > 1 && pthread_mutex_trylock(&owner) == 0;
  if (!is_shared) {
    for (size_t index = 0; index < count; index++) body(context, index, 0);
    return;
  }
  pthread_once(&started, start);
  pthread_mutex_lock(&piece.lock);
  piece.body = body;
  piece.context = context;
  piece.count = count;
  atomic_store_explicit(&piece.next, 0, memory_order_relaxed);
  piece.is_open = true;
  piece.turn++;
  pthread_cond_broadcast(&piece.begun);
  pthread_mutex_unlock(&piece.lock);
  work(0);
  pthread_mutex_lock(&piece.lock);
  piece.is_open = false;
  while (piece.busy != 0) pthread_cond_wait(&piece.ended, &piece.lock);
  pthread_mutex_unlock(&piece.lock);
  pthread_mutex_unlock(&owner);
}
