#include "CMeasuring.h"

#include <dlfcn.h>

// The prototypes are our own, so that no header of a library is needed. Fortran passes everything by
// address, and the lengths of strings after the other arguments.
typedef void sgemm(const char *, const char *, const int *, const int *, const int *, const float *,
                   const float *, const int *, const float *, const int *, const float *, float *,
                   const int *, size_t, size_t);
typedef void dgemm(const char *, const char *, const int *, const int *, const int *, const double *,
                   const double *, const int *, const double *, const int *, const double *,
                   double *, const int *, size_t, size_t);
typedef int onednn_sgemm(char, char, int64_t, int64_t, int64_t, float, const float *, int64_t,
                         const float *, int64_t, float, float *, int64_t);

static sgemm *single_product;
static dgemm *double_product;
static onednn_sgemm *onednn_product;

bool tb_open_products(const char *file, product_form form) {
  void *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) return false;
  switch (form) {
  case product_form_fortran:
    single_product = (sgemm *)dlsym(handle, "sgemm_");
    double_product = (dgemm *)dlsym(handle, "dgemm_");
    break;
  case product_form_onednn: onednn_product = (onednn_sgemm *)dlsym(handle, "dnnl_sgemm"); break;
  }
  return tb_has_products(false) || tb_has_products(true);
}

bool tb_has_products(bool is_double) {
  if (is_double) return double_product != NULL;
  return single_product != NULL || onednn_product != NULL;
}

void tb_product(bool is_double, int m, int n, int k, const void *a, const void *b, void *c) {
  if (is_double) {
    double one = 1, zero = 0;
    double_product("N", "N", &m, &n, &k, &one, a, &m, b, &k, &zero, c, &m, 1, 1);
  } else if (onednn_product != NULL) {
    onednn_product('N', 'N', m, n, k, 1, a, k, b, n, 0, c, n);
  } else {
    float one = 1, zero = 0;
    single_product("N", "N", &m, &n, &k, &one, a, &m, b, &k, &zero, c, &m, 1, 1);
  }
}
