// SLEEF's functions for the processor that runs the program.
#pragma once

#include <stddef.h>

#include "vector_math.h"

enum { sleef_count = elementary_erfc + 1 };

/// One function: of an array, and of a number with the same bits.
typedef struct {
  void (*array)(double *restrict y, const double *restrict x, size_t count);
  double (*one)(double x);
} sleef_f64;

typedef struct {
  void (*array)(float *restrict y, const float *restrict x, size_t count);
  float (*one)(float x);
} sleef_f32;

/// The functions to `elementary_erfc`, by their place in `elementary_function`.
const sleef_f64 *sleef_table_f64(void);
const sleef_f32 *sleef_table_f32(void);
