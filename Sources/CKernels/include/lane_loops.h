// Loops of arithmetic over neighbours in memory, for the widest vectors of the processor.
#pragma once

#include <stddef.h>

/// The arithmetic of one operand that has loops here.
typedef enum {
  lane_negative,
  lane_abs,
  lane_square,
  lane_sqrt,
  lane_rsqrt,
  lane_reciprocal,
  lane_relu,
} lane_unary;

/// The arithmetic of two operands that has loops here.
typedef enum {
  lane_add,
  lane_subtract,
  lane_multiply,
  lane_divide,
  lane_maximum,
  lane_minimum,
} lane_binary;

// The result may not overlap an operand that it is not. Each element's bits are those of the same
// arithmetic in a scalar: no contraction, no other order.

void lane_unary_f32(lane_unary operation, float *z, const float *x, size_t count);
void lane_unary_f64(lane_unary operation, double *z, const double *x, size_t count);

/// A step is 1, or 0 for an operand that is one number.
void lane_binary_f32(
  lane_binary operation, float *z, const float *x, size_t x_step, const float *y, size_t y_step,
  size_t count);
/// A step is 1, or 0 for an operand that is one number.
void lane_binary_f64(
  lane_binary operation, double *z, const double *x, size_t x_step, const double *y,
  size_t y_step, size_t count);
