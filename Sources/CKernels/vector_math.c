#include "vector_math.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "sleef_variants.h"
#include "special_functions.h"

#pragma STDC FP_CONTRACT OFF

// MARK: What SLEEF does

/// Where SLEEF 3.5.1 gives up before the function does: it overflows, or loses its digits.
static double limit_f64(elementary_function function) {
  switch (function) {
  case elementary_sinh:
  case elementary_cosh: return 700;
  case elementary_log1p: return 1e300;
  case elementary_asinh:
  case elementary_acosh: return 1e150;
  default: return INFINITY;
  }
}

static float limit_f32(elementary_function function) {
  switch (function) {
  case elementary_sinh:
  case elementary_cosh: return 80;
  case elementary_log1p: return 1e37f;
  case elementary_asinh:
  case elementary_acosh: return 1e18f;
  default: return INFINITY;
  }
}

/// The C library's function beyond SLEEF's limit.
static double beyond_limit(elementary_function function, double x) {
  switch (function) {
  case elementary_sinh: return sinh(x);
  case elementary_cosh: return cosh(x);
  case elementary_log1p: return log1p(x);
  case elementary_asinh: return asinh(x);
  default: return acosh(x);
  }
}

/// The functions of SLEEF that this processor runs.
typedef struct {
  const sleef_f64 *f64;
  const sleef_f32 *f32;
} sleef_tables;

static const sleef_tables *sleef(void) {
  static sleef_tables tables;
  static _Atomic(const sleef_tables *) chosen;
  const sleef_tables *known = atomic_load_explicit(&chosen, memory_order_acquire);
  if (known) return known;
  // Two threads that come here at once write the same.
  tables.f64 = sleef_table_f64();
  tables.f32 = sleef_table_f32();
  atomic_store_explicit(&chosen, &tables, memory_order_release);
  return &tables;
}

static double sleef_one_f64(elementary_function function, double x) {
  if (fabs(x) > limit_f64(function)) return beyond_limit(function, x);
  return sleef()->f64[function].one(x);
}

static float sleef_one_f32(elementary_function function, float x) {
  if (fabsf(x) > limit_f32(function)) return (float)beyond_limit(function, x);
  return sleef()->f32[function].one(x);
}

static void sleef_array_f64(
  elementary_function function, double *restrict y, const double *restrict x, size_t count) {
  sleef()->f64[function].array(y, x, count);
  double limit = limit_f64(function);
  if (isinf(limit)) return;
  for (size_t i = 0; i < count; i++) {
    if (fabs(x[i]) > limit) y[i] = beyond_limit(function, x[i]);
  }
}

static void sleef_array_f32(
  elementary_function function, float *restrict y, const float *restrict x, size_t count) {
  sleef()->f32[function].array(y, x, count);
  float limit = limit_f32(function);
  if (isinf(limit)) return;
  for (size_t i = 0; i < count; i++) {
    if (fabsf(x[i]) > limit) y[i] = (float)beyond_limit(function, x[i]);
  }
}

// MARK: What is made of it

/// 1/(1 + e**-x) from e**-|x|, which does not overflow.
#define LOGISTIC(x, e) ((x) >= 0 ? 1 / (1 + (e)) : (e) / (1 + (e)))
/// log(1 + e**x) from log1p(e**-|x|).
#define SOFTPLUS(x, l) (((x) > 0 ? (x) : 0) + (l))

static double special_f64(elementary_function function, double x) {
  switch (function) {
  case elementary_erfinv: return special_erfinv(x);
  case elementary_erfcinv: return special_erfcinv(x);
  case elementary_ndtr: return special_ndtr(x);
  case elementary_lgamma: return special_lgamma(x);
  case elementary_digamma: return special_digamma(x);
  default: return special_sinc_derivative(0, x);
  }
}

double elementary_f64(elementary_function function, double x) {
  if (function < sleef_count) return sleef_one_f64(function, x);
  if (function == elementary_sigmoid) {
    double e = sleef_one_f64(elementary_exp, -fabs(x));
    return LOGISTIC(x, e);
  }
  if (function == elementary_softplus) {
    double e = sleef_one_f64(elementary_exp, -fabs(x));
    double l = sleef_one_f64(elementary_log1p, e);
    return SOFTPLUS(x, l);
  }
  return special_f64(function, x);
}

float elementary_f32(elementary_function function, float x) {
  if (function < sleef_count) return sleef_one_f32(function, x);
  if (function == elementary_sigmoid) {
    float e = sleef_one_f32(elementary_exp, -fabsf(x));
    return LOGISTIC(x, e);
  }
  if (function == elementary_softplus) {
    float e = sleef_one_f32(elementary_exp, -fabsf(x));
    float l = sleef_one_f32(elementary_log1p, e);
    return SOFTPLUS(x, l);
  }
  return (float)special_f64(function, x);
}

/// Elements that are worked on at once, so that what is between stays in the cache.
enum { block_count = 512 };

void elementary_array_f64(
  elementary_function function, double *restrict y, const double *restrict x, size_t count) {
  if (function < sleef_count) {
    sleef_array_f64(function, y, x, count);
    return;
  }
  double inner[block_count];
  for (size_t start = 0; start < count; start += block_count) {
    size_t length = count - start < block_count ? count - start : block_count;
    const double *from = x + start;
    double *to = y + start;
    switch (function) {
    case elementary_sigmoid:
      for (size_t i = 0; i < length; i++) inner[i] = -fabs(from[i]);
      sleef_array_f64(elementary_exp, to, inner, length);
      for (size_t i = 0; i < length; i++) to[i] = LOGISTIC(from[i], to[i]);
      break;
    case elementary_softplus:
      for (size_t i = 0; i < length; i++) to[i] = -fabs(from[i]);
      sleef_array_f64(elementary_exp, inner, to, length);
      sleef_array_f64(elementary_log1p, to, inner, length);
      for (size_t i = 0; i < length; i++) to[i] = SOFTPLUS(from[i], to[i]);
      break;
    default:
      for (size_t i = 0; i < length; i++) to[i] = special_f64(function, from[i]);
    }
  }
}

void elementary_array_f32(
  elementary_function function, float *restrict y, const float *restrict x, size_t count) {
  if (function < sleef_count) {
    sleef_array_f32(function, y, x, count);
    return;
  }
  float inner[block_count];
  for (size_t start = 0; start < count; start += block_count) {
    size_t length = count - start < block_count ? count - start : block_count;
    const float *from = x + start;
    float *to = y + start;
    switch (function) {
    case elementary_sigmoid:
      for (size_t i = 0; i < length; i++) inner[i] = -fabsf(from[i]);
      sleef_array_f32(elementary_exp, to, inner, length);
      for (size_t i = 0; i < length; i++) to[i] = LOGISTIC(from[i], to[i]);
      break;
    case elementary_softplus:
      for (size_t i = 0; i < length; i++) to[i] = -fabsf(from[i]);
      sleef_array_f32(elementary_exp, inner, to, length);
      sleef_array_f32(elementary_log1p, to, inner, length);
      for (size_t i = 0; i < length; i++) to[i] = SOFTPLUS(from[i], to[i]);
      break;
    default:
      for (size_t i = 0; i < length; i++) to[i] = (float)special_f64(function, from[i]);
    }
  }
}
