#include "lane_loops.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
// The loader chooses a version for the processor.
#define EACH_WIDTH __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define EACH_WIDTH
#endif

#define UNARY(T, suffix, name, expression)                                                         \
  EACH_WIDTH static void name##_##suffix(T *z, const T *px, size_t count) {                       \
    for (size_t i = 0; i < count; i++) {                                                           \
      T x = px[i];                                                                                 \
      z[i] = expression;                                                                           \
    }                                                                                              \
  }

#define BINARY(T, suffix, name, expression)                                                        \
  EACH_WIDTH static void name##_##suffix(T *z, const T *px, const T *py, size_t count) {          \
    for (size_t i = 0; i < count; i++) {                                                           \
      T x = px[i], y = py[i];                                                                      \
      z[i] = expression;                                                                           \
    }                                                                                              \
  }                                                                                                \
  EACH_WIDTH static void name##_by_one_##suffix(T *z, const T *px, T y, size_t count) {           \
    for (size_t i = 0; i < count; i++) {                                                           \
      T x = px[i];                                                                                 \
      z[i] = expression;                                                                           \
    }                                                                                              \
  }                                                                                                \
  EACH_WIDTH static void name##_of_one_##suffix(T *z, T x, const T *py, size_t count) {           \
    for (size_t i = 0; i < count; i++) {                                                           \
      T y = py[i];                                                                                 \
      z[i] = expression;                                                                           \
    }                                                                                              \
  }

#define EACH(T, suffix, magnitude)                                                                 \
  UNARY(T, suffix, negative, -x)                                                                   \
  UNARY(T, suffix, abs, magnitude(x))                                                              \
  UNARY(T, suffix, square, x * x)                                                                  \
  UNARY(T, suffix, sqrt, __builtin_elementwise_sqrt(x))                                                                  \
  UNARY(T, suffix, rsqrt, 1 / __builtin_elementwise_sqrt(x))                                                             \
  UNARY(T, suffix, reciprocal, 1 / x)                                                              \
  UNARY(T, suffix, relu, x > 0 || x != x ? x : 0)                                                  \
  BINARY(T, suffix, add, x + y)                                                                    \
  BINARY(T, suffix, subtract, x - y)                                                               \
  BINARY(T, suffix, multiply, x * y)                                                               \
  BINARY(T, suffix, divide, x / y)                                                                 \
  BINARY(T, suffix, maximum, x >= y || x != x ? x : y)                                             \
  BINARY(T, suffix, minimum, x <= y || x != x ? x : y)                                             \
                                                                                                   \
  void lane_unary_##suffix(lane_unary operation, T *z, const T *x, size_t count) {                \
    switch (operation) {                                                                           \
    case lane_negative: return negative_##suffix(z, x, count);                                     \
    case lane_abs: return abs_##suffix(z, x, count);                                               \
    case lane_square: return square_##suffix(z, x, count);                                         \
    case lane_sqrt: return sqrt_##suffix(z, x, count);                                             \
    case lane_rsqrt: return rsqrt_##suffix(z, x, count);                                           \
    case lane_reciprocal: return reciprocal_##suffix(z, x, count);                                 \
    case lane_relu: return relu_##suffix(z, x, count);                                             \
    }                                                                                              \
  }                                                                                                \
                                                                                                   \
  void lane_binary_##suffix(                                                                       \
    lane_binary operation, T *z, const T *x, size_t x_step, const T *y, size_t y_step,            \
    size_t count) {                                                                                \
    switch (operation) {                                                                           \
      CHOOSE(add, suffix)                                                                          \
      CHOOSE(subtract, suffix)                                                                     \
      CHOOSE(multiply, suffix)                                                                     \
      CHOOSE(divide, suffix)                                                                       \
      CHOOSE(maximum, suffix)                                                                      \
      CHOOSE(minimum, suffix)                                                                      \
    }                                                                                              \
  }

// Two operands that are one number each are taken for arrays of one element.
#define CHOOSE(name, suffix)                                                                       \
  case lane_##name:                                                                                \
    if (x_step != 0 && y_step != 0) return name##_##suffix(z, x, y, count);                        \
    if (x_step != 0) return name##_by_one_##suffix(z, x, *y, count);                               \
    if (y_step != 0) return name##_of_one_##suffix(z, *x, y, count);                               \
    name##_##suffix(z, x, y, count > 0);                                                           \
    for (size_t i = 1; i < count; i++) z[i] = z[0];                                                \
    return;

EACH(float, f32, fabsf)
EACH(double, f64, fabs)
