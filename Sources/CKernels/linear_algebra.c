#include "linear_algebra.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

#include "processor.h"

// The prototypes are our own, so that only the library itself is needed and no header of it.
// Fortran passes everything by address, and the lengths of strings after the other arguments.
typedef size_t length;

#define FUNCTIONS(T)                                                                               \
  void (*gemm)(const char *, const char *, const int *, const int *, const int *, const T *,      \
               const T *, const int *, const T *, const int *, const T *, T *, const int *,       \
               length, length);                                                                    \
  void (*trsm)(const char *, const char *, const char *, const char *, const int *, const int *,  \
               const T *, const T *, const int *, T *, const int *, length, length, length,       \
               length);                                                                            \
  void (*getrf)(const int *, const int *, T *, const int *, int *, int *);                        \
  void (*getrs)(const char *, const int *, const int *, const T *, const int *, const int *, T *, \
                const int *, int *, length);                                                       \
  void (*potrf)(const char *, const int *, T *, const int *, int *, length);                      \
  void (*geqrf)(const int *, const int *, T *, const int *, T *, T *, const int *, int *);        \
  void (*orgqr)(const int *, const int *, const int *, T *, const int *, const T *, T *,          \
                const int *, int *);                                                               \
  void (*gesdd)(const char *, const int *, const int *, T *, const int *, T *, T *, const int *,  \
                T *, const int *, T *, const int *, int *, int *, length);                         \
  void (*syevd)(const char *, const char *, const int *, T *, const int *, T *, T *, const int *, \
                int *, const int *, int *, length, length)

/// What was found in the library.
static struct {
  bool is_available;
  struct {
    FUNCTIONS(float);
  } s;
  struct {
    FUNCTIONS(double);
  } d;
  void (*set_threads)(int);
} library;

static pthread_once_t opened = PTHREAD_ONCE_INIT;
static pthread_mutex_t thread_lock = PTHREAD_MUTEX_INITIALIZER;
static bool is_single_threaded;

/// A function of the library; `complete` becomes false where there is none.
static void *symbol(void *handle, const char *name, bool *complete) {
  void *address = dlsym(handle, name);
  if (address == NULL) *complete = false;
  return address;
}

static void open_library(void) {
  static const char *const variable = "OPENBLAS_CORETYPE";
  const char *named = getenv("TAPEBOOK_BLAS");
  // OpenBLAS chooses its kernels by the processor's model; 0.3.21, which Debian 12 has, takes AMD's
  // with AVX-512 for older ones, and reaches half of their speed.
  bool is_told = getenv(variable) == NULL && tb_is_amd_with_avx512();
  // It reads the variable while it is loaded; nobody else is to see it.
  if (is_told) setenv(variable, "SkylakeX", 0);
  void *handle = dlopen(named == NULL ? "libopenblas.so.0" : named, RTLD_NOW | RTLD_LOCAL);
  if (is_told) unsetenv(variable);
  if (handle == NULL) return;
  bool complete = true;
#define FIND(member, name)                                                                         \
  library.s.member = (__typeof__(library.s.member))symbol(handle, "s" name "_", &complete);       \
  library.d.member = (__typeof__(library.d.member))symbol(handle, "d" name "_", &complete)
  FIND(gemm, "gemm");
  FIND(trsm, "trsm");
  FIND(getrf, "getrf");
  FIND(getrs, "getrs");
  FIND(potrf, "potrf");
  FIND(geqrf, "geqrf");
  FIND(orgqr, "orgqr");
  FIND(gesdd, "gesdd");
  FIND(syevd, "syevd");
#undef FIND
  // Another library has threads of its own kind.
  library.set_threads = (void (*)(int))dlsym(handle, "openblas_set_num_threads");
  library.is_available = complete;
  if (!complete) dlclose(handle);
}

bool tb_linear_algebra_is_available(void) {
  pthread_once(&opened, open_library);
  if (!library.is_available || library.set_threads == NULL) return library.is_available;
  pthread_mutex_lock(&thread_lock);
  if (is_single_threaded) {
    library.set_threads(1);
    library.set_threads = NULL;
  }
  pthread_mutex_unlock(&thread_lock);
  return true;
}

void tb_linear_algebra_use_one_thread(void) {
  // It takes effect with the next question, so that nothing is opened for its sake.
  pthread_mutex_lock(&thread_lock);
  is_single_threaded = true;
  pthread_mutex_unlock(&thread_lock);
}

static int larger(int x, int y) { return x > y ? x : y; }

// Each routine that needs working memory is first asked how much.
#define DEFINE(T, p)                                                                               \
  void tb_##p##gemm(char a_form, char b_form, int m, int n, int k, const T *a, int lda,           \
                    const T *b, int ldb, T beta, T *c, int ldc) {                                  \
    const T one = 1;                                                                               \
    library.p.gemm(&a_form, &b_form, &m, &n, &k, &one, a, &lda, b, &ldb, &beta, c, &ldc, 1, 1);   \
  }                                                                                                \
  void tb_##p##trsm(char triangle, char form, int n, int columns, const T *a, T *b) {             \
    const T one = 1;                                                                               \
    library.p.trsm("L", &triangle, &form, "N", &n, &columns, &one, a, &n, b, &n, 1, 1, 1, 1);     \
  }                                                                                                \
  int tb_##p##getrf(int n, T *a, int *pivots) {                                                   \
    int info = 0;                                                                                  \
    library.p.getrf(&n, &n, a, &n, pivots, &info);                                                \
    return info;                                                                                   \
  }                                                                                                \
  int tb_##p##getrs(char form, int n, int columns, const T *a, const int *pivots, T *b) {         \
    int info = 0;                                                                                  \
    library.p.getrs(&form, &n, &columns, a, &n, pivots, b, &n, &info, 1);                         \
    return info;                                                                                   \
  }                                                                                                \
  int tb_##p##potrf(int n, T *a) {                                                                \
    int info = 0;                                                                                  \
    library.p.potrf("L", &n, a, &n, &info, 1);                                                    \
    return info;                                                                                   \
  }                                                                                                \
  int tb_##p##geqrf(int m, int n, T *a, T *scalars) {                                             \
    int info = 0, count = -1;                                                                      \
    T wanted = 0;                                                                                  \
    library.p.geqrf(&m, &n, a, &m, scalars, &wanted, &count, &info);                              \
    if (info != 0) return info;                                                                    \
    count = larger(1, (int)wanted);                                                                \
    T *work = malloc(sizeof(T) * (size_t)count);                                                   \
    if (work == NULL) return TB_NO_MEMORY;                                                         \
    library.p.geqrf(&m, &n, a, &m, scalars, work, &count, &info);                                 \
    free(work);                                                                                    \
    return info;                                                                                   \
  }                                                                                                \
  int tb_##p##orgqr(int m, int columns, int count, T *a, const T *scalars) {                      \
    int info = 0, size = -1;                                                                       \
    T wanted = 0;                                                                                  \
    library.p.orgqr(&m, &columns, &count, a, &m, scalars, &wanted, &size, &info);                 \
    if (info != 0) return info;                                                                    \
    size = larger(1, (int)wanted);                                                                 \
    T *work = malloc(sizeof(T) * (size_t)size);                                                    \
    if (work == NULL) return TB_NO_MEMORY;                                                         \
    library.p.orgqr(&m, &columns, &count, a, &m, scalars, work, &size, &info);                    \
    free(work);                                                                                    \
    return info;                                                                                   \
  }                                                                                                \
  int tb_##p##gesdd(char job, int m, int n, T *a, T *s, T *u, int ldu, T *vt, int ldvt) {         \
    int info = 0, count = -1;                                                                      \
    T wanted = 0;                                                                                  \
    int *indices = malloc(sizeof(int) * 8 * (size_t)larger(1, m < n ? m : n));                     \
    if (indices == NULL) return TB_NO_MEMORY;                                                      \
    library.p.gesdd(&job, &m, &n, a, &m, s, u, &ldu, vt, &ldvt, &wanted, &count, indices, &info,  \
                    1);                                                                            \
    if (info == 0) {                                                                               \
      /* A float32 may round the size down. */                                                     \
      count = larger(1, (int)((double)wanted * 1.0000002) + 1);                                    \
      T *work = malloc(sizeof(T) * (size_t)count);                                                 \
      if (work != NULL) {                                                                          \
        library.p.gesdd(&job, &m, &n, a, &m, s, u, &ldu, vt, &ldvt, work, &count, indices, &info, \
                        1);                                                                        \
      } else {                                                                                     \
        info = TB_NO_MEMORY;                                                                       \
      }                                                                                            \
      free(work);                                                                                  \
    }                                                                                              \
    free(indices);                                                                                 \
    return info;                                                                                   \
  }                                                                                                \
  int tb_##p##syevd(char job, int n, T *a, T *w) {                                                \
    int info = 0, count = -1, index_count = -1, wanted_indices = 0;                                \
    T wanted = 0;                                                                                  \
    library.p.syevd(&job, "L", &n, a, &n, w, &wanted, &count, &wanted_indices, &index_count,      \
                    &info, 1, 1);                                                                  \
    if (info != 0) return info;                                                                    \
    count = larger(1, (int)((double)wanted * 1.0000002) + 1);                                      \
    index_count = larger(1, wanted_indices);                                                       \
    T *work = malloc(sizeof(T) * (size_t)count);                                                   \
    int *indices = malloc(sizeof(int) * (size_t)index_count);                                      \
    if (work != NULL && indices != NULL) {                                                         \
      library.p.syevd(&job, "L", &n, a, &n, w, work, &count, indices, &index_count, &info, 1, 1); \
    } else {                                                                                       \
      info = TB_NO_MEMORY;                                                                         \
    }                                                                                              \
    free(work);                                                                                    \
    free(indices);                                                                                 \
    return info;                                                                                   \
  }

DEFINE(float, s)
DEFINE(double, d)
