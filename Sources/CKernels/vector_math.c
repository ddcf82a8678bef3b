#include "vector_math.h"

#include <math.h>
#include <stdatomic.h>

#include "sleef_variants.h"
#include "special_functions.h"

#pragma STDC FP_CONTRACT OFF

// MARK: What SLEEF does

/// The functions that have a limit, so that the others pay one test for having none.
static const unsigned limited = 1u << elementary_exp | 1u << elementary_sinh | 1u << elementary_cosh
  | 1u << elementary_log1p | 1u << elementary_asinh | 1u << elementary_acosh;

static int is_limited(elementary_function function) { return limited >> function & 1; }

/// Where SLEEF 3.5.1 gives up before the function does: it overflows, or loses its digits.
static double limit_f64(elementary_function function) {
  switch (function) {
  // It is infinite from 709.7827111 on, and not from 709.7827128.
  case elementary_exp: return 709;
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
  case elementary_exp: return exp(x);
  case elementary_sinh: return sinh(x);
  case elementary_cosh: return cosh(x);
  case elementary_log1p: return log1p(x);
  case elementary_asinh: return asinh(x);
  default: return acosh(x);
  }
}

// The functions of SLEEF that this processor runs. Two threads that look for them at once find the
// same.

static const sleef_f64 *functions_f64(void) {
  static _Atomic(const sleef_f64 *) chosen;
  const sleef_f64 *table = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (!table) {
    table = sleef_table_f64();
    atomic_store_explicit(&chosen, table, memory_order_relaxed);
  }
  return table;
}

static const sleef_f32 *functions_f32(void) {
  static _Atomic(const sleef_f32 *) chosen;
  const sleef_f32 *table = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (!table) {
    table = sleef_table_f32();
    atomic_store_explicit(&chosen, table, memory_order_relaxed);
  }
  return table;
}

static double sleef_one_f64(elementary_function function, double x) {
  if (is_limited(function) && fabs(x) > limit_f64(function)) return beyond_limit(function, x);
  return functions_f64()[function].one(x);
}

static float sleef_one_f32(elementary_function function, float x) {
  if (is_limited(function) && fabsf(x) > limit_f32(function)) return (float)beyond_limit(function, x);
  return functions_f32()[function].one(x);
}

static void sleef_array_f64(
  elementary_function function, double *restrict y, const double *restrict x, size_t count) {
  functions_f64()[function].array(y, x, count);
  if (!is_limited(function)) return;
  double limit = limit_f64(function);
  if (limit == INFINITY) return;
  for (size_t i = 0; i < count; i++) {
    if (fabs(x[i]) > limit) y[i] = beyond_limit(function, x[i]);
  }
}

static void sleef_array_f32(
  elementary_function function, float *restrict y, const float *restrict x, size_t count) {
  functions_f32()[function].array(y, x, count);
  if (!is_limited(function)) return;
  float limit = limit_f32(function);
  if (limit == INFINITY) return;
  for (size_t i = 0; i < count; i++) {
    if (fabsf(x[i]) > limit) y[i] = (float)beyond_limit(function, x[i]);
  }
}

// MARK: What is made of it

/// 1/(1 + e**-x) from e**-|x|, which does not overflow.
#define LOGISTIC(x, e) ((x) >= 0 ? 1 / (1 + (e)) : (e) / (1 + (e)))
/// log(1 + e**x) from l = log1p(e**-|x|).
#define SOFTPLUS(x, l) (((x) > 0 ? (x) : 0) + (l))
/// -log(1 + e**-x) from the same.
#define LOG_SIGMOID(x, l) (-(((x) < 0 ? -(x) : 0) + (l)))

static double special_f64(elementary_function function, double x) {
  switch (function) {
  case elementary_erfinv: return special_erfinv(x);
  case elementary_erfcinv: return special_erfcinv(x);
  case elementary_ndtr: return special_ndtr(x);
  case elementary_silu: return special_silu(x);
  case elementary_gelu: return special_gelu(x);
  case elementary_mish: return special_mish(x);
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
  if (function == elementary_softplus || function == elementary_log_sigmoid) {
    double e = sleef_one_f64(elementary_exp, -fabs(x));
    double l = sleef_one_f64(elementary_log1p, e);
    return function == elementary_softplus ? SOFTPLUS(x, l) : LOG_SIGMOID(x, l);
  }
  return special_f64(function, x);
}

float elementary_f32(elementary_function function, float x) {
  if (function < sleef_count) return sleef_one_f32(function, x);
  if (function == elementary_sigmoid) {
    float e = sleef_one_f32(elementary_exp, -fabsf(x));
    return LOGISTIC(x, e);
  }
  if (function == elementary_softplus || function == elementary_log_sigmoid) {
    float e = sleef_one_f32(elementary_exp, -fabsf(x));
    float l = sleef_one_f32(elementary_log1p, e);
    return function == elementary_softplus ? SOFTPLUS(x, l) : LOG_SIGMOID(x, l);
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
    case elementary_log_sigmoid:
      for (size_t i = 0; i < length; i++) to[i] = -fabs(from[i]);
      sleef_array_f64(elementary_exp, inner, to, length);
      sleef_array_f64(elementary_log1p, to, inner, length);
      if (function == elementary_softplus) {
        for (size_t i = 0; i < length; i++) to[i] = SOFTPLUS(from[i], to[i]);
      } else {
        for (size_t i = 0; i < length; i++) to[i] = LOG_SIGMOID(from[i], to[i]);
      }
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
    case elementary_log_sigmoid:
      for (size_t i = 0; i < length; i++) to[i] = -fabsf(from[i]);
      sleef_array_f32(elementary_exp, inner, to, length);
      sleef_array_f32(elementary_log1p, to, inner, length);
      if (function == elementary_softplus) {
        for (size_t i = 0; i < length; i++) to[i] = SOFTPLUS(from[i], to[i]);
      } else {
        for (size_t i = 0; i < length; i++) to[i] = LOG_SIGMOID(from[i], to[i]);
      }
      break;
    default:
      for (size_t i = 0; i < length; i++) to[i] = (float)special_f64(function, from[i]);
    }
  }
}
