// Elementary and special functions of numbers and of arrays.
#pragma once

#include <stddef.h>

/// The functions of one number.
///
/// Those to `elementary_erfc` go through SLEEF, the others through the C library in the widest
/// floating-point type or through a published method.
typedef enum {
  elementary_exp,
  elementary_exp2,
  elementary_expm1,
  elementary_log,
  elementary_log2,
  elementary_log10,
  elementary_log1p,
  elementary_sin,
  elementary_cos,
  elementary_tan,
  elementary_asin,
  elementary_acos,
  elementary_atan,
  elementary_sinh,
  elementary_cosh,
  elementary_tanh,
  elementary_asinh,
  elementary_acosh,
  elementary_atanh,
  elementary_cbrt,
  elementary_erf,
  elementary_erfc,
  elementary_erfinv,
  elementary_erfcinv,
  elementary_ndtr,
  elementary_silu,
  elementary_gelu,
  elementary_mish,
  elementary_lgamma,
  elementary_digamma,
  elementary_sinc,
  elementary_sigmoid,
  elementary_softplus,
  elementary_log_sigmoid,
} elementary_function;

/// The function of one number: the same bits as `elementary_array_f64` gives it in an array.
double elementary_f64(elementary_function function, double x);
/// The function of one number: the same bits as `elementary_array_f32` gives it in an array.
float elementary_f32(elementary_function function, float x);

/// Writes the function of `count` numbers; the two arrays may not overlap.
void elementary_array_f64(
  elementary_function function, double *restrict y, const double *restrict x, size_t count);
/// Writes the function of `count` numbers; the two arrays may not overlap.
void elementary_array_f32(
  elementary_function function, float *restrict y, const float *restrict x, size_t count);
