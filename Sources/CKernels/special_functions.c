#include "special_functions.h"

#include <math.h>

#pragma STDC FP_CONTRACT OFF

// All is computed in the widest type that the C library has functions for, and rounded once: 64
// bits of significand on x86, 113 on arm64.
typedef long double wide;

static const wide pi = 3.14159265358979323846264338327950288L;
static const wide root_of_pi = 1.77245385090551602729816748334114518L;
static const wide root_of_half = 0.70710678118654752440084436210484904L;

// MARK: The error function's inverses

/// The y for which erfc(y) = p, for 0 < p <= 1/2, by Halley's iteration from a bound of erfc,
/// e**(-y**2) over sqrt(pi)/2 (y + sqrt(y**2 + 4/pi)) (Abramowitz and Stegun, 7.1.13).
static wide inverse_of_tail(wide p) {
  wide u = -logl(p);
  wide divisor = root_of_pi / 2 * (sqrtl(u) + sqrtl(u + 4 / pi));
  wide y = sqrtl(fmaxl(u - logl(divisor), 0.01L));
  for (int step = 0; step < 8; step++) {
    wide d = (erfcl(y) - p) / (-2 / root_of_pi * expl(-y * y));
    wide change = d / (1 + y * d);
    y -= change;
    if (fabsl(change) <= 1e-12L * y) break;
  }
  return y;
}

/// The y for which erf(y) = x, for |x| <= 1/2, by Halley's iteration from its series.
static wide inverse_of_middle(wide x) {
  wide y = root_of_pi / 2 * x * (1 + pi / 12 * x * x);
  // Below, the next term of the series is out of reach.
  if (fabsl(x) < 1e-6L) return y;
  for (int step = 0; step < 8; step++) {
    wide d = (erfl(y) - x) / (2 / root_of_pi * expl(-y * y));
    wide change = d / (1 + y * d);
    y -= change;
    if (fabsl(change) <= 1e-12L * fabsl(y)) break;
  }
  return y;
}

double special_erfinv(double x) {
  if (!(fabs(x) <= 1)) return NAN;
  if (fabs(x) == 1) return copysign(INFINITY, x);
  if (x == 0) return x;
  if (fabs(x) <= 0.5) return (double)inverse_of_middle(x);
  return copysign((double)inverse_of_tail(1 - (wide)fabs(x)), x);
}

double special_erfcinv(double x) {
  if (!(x >= 0 && x <= 2)) return NAN;
  if (x == 0) return INFINITY;
  if (x == 2) return -INFINITY;
  if (x < 0.5) return (double)inverse_of_tail(x);
  if (x > 1.5) return -(double)inverse_of_tail(2 - (wide)x);
  return (double)inverse_of_middle(1 - (wide)x);
}

double special_ndtr(double x) { return (double)(erfcl(-x * root_of_half) / 2); }

// MARK: Activations that are a product with something that underflows

double special_silu(double x) {
  return x == -INFINITY ? -0.0 : (double)((wide)x / (1 + expl(-(wide)x)));
}

double special_gelu(double x) {
  return x == -INFINITY ? -0.0 : (double)((wide)x * erfcl(-x * root_of_half) / 2);
}

double special_mish(double x) {
  if (x == -INFINITY) return -0.0;
  if (x > 100) return x;
  // tanh(log(1 + e)) is n/(n + 2) with n = e (e + 2).
  wide e = expl(x);
  wide n = e * (e + 2);
  return (double)((wide)x * (n / (n + 2)));
}

// MARK: The gamma function's logarithm and its derivatives

double special_lgamma(double x) {
  int sign;
  return (double)lgammal_r(x, &sign);
}

/// Between 1.25 and 1.75, where the digamma function crosses zero: the distance to the zero, kept
/// in three parts, times a rational function.
///
/// Source: Boost.Math, `digamma_imp_1_2` for 53 bits, by John Maddock.
static wide digamma_near_zero(wide x) {
  static const wide p[] = {
    0.25479851061131551L, -0.32555031186804491L, -0.65031853770896507L, -0.28919126444774784L,
    -0.045251321448739056L, -0.0020713321167745952L};
  static const wide q[] = {
    1.0L, 2.0767117023730469L, 1.4606242909763515L, 0.43593529692665969L, 0.054151797245674225L,
    0.0021284987017821144L, -0.55789841321675513e-6L};
  wide distance = x - 1569415565.0L / 1073741824.0L;
  distance -= (381566830.0L / 1073741824.0L) / 1073741824.0L;
  distance -= 0.9016312093258695918615325266959189453125e-19L;
  wide above = 0;
  wide below = 0;
  for (int i = 5; i >= 0; i--) above = above * (x - 1) + p[i];
  for (int i = 6; i >= 0; i--) below = below * (x - 1) + q[i];
  return distance * (wide)0.99558162689208984F + distance * (above / below);
}

/// The digamma function of a positive number: by recurrence to a large one, where its asymptotic
/// series serves (Abramowitz and Stegun, 6.3.18).
static wide digamma_of_positive(wide x) {
  if (x > 1.25L && x < 1.75L) return digamma_near_zero(x);
  wide sum = 0;
  while (x < 20) {
    sum += 1 / x;
    x += 1;
  }
  wide z = 1 / (x * x);
  wide series = 1 / 12.0L
    - z * (1 / 120.0L - z * (1 / 252.0L - z * (1 / 240.0L - z * (1 / 132.0L
    - z * (691 / 32760.0L - z * (1 / 12.0L - z * (3617 / 8160.0L)))))));
  return logl(x) - 1 / (2 * x) - z * series - sum;
}

double special_digamma(double x) {
  if (x == 0) return copysign(INFINITY, -x);
  if (x > 0) return isinf(x) ? x : (double)digamma_of_positive(x);
  // A pole at every whole number; beyond 2**53 there are no others.
  if (!isfinite(x) || x == rint(x)) return NAN;
  wide rest = (wide)x - rintl(x);
  return (double)(digamma_of_positive(1 - (wide)x) - pi / tanl(pi * rest));
}

/// The sum of (q + k)**-s over k = 0, 1, …, divided by q**-s, for q > 0 and s > 1.
///
/// Source: Euler and Maclaurin's formula, as in the Cephes library's `zeta`.
static wide scaled_zeta(wide s, wide q) {
  static const wide bernoulli[] = {
    1 / 6.0L, -1 / 30.0L, 1 / 42.0L, -1 / 30.0L, 5 / 66.0L, -691 / 2730.0L, 7 / 6.0L,
    -3617 / 510.0L, 43867 / 798.0L, -174611 / 330.0L, 854513 / 138.0L};
  // From here on the terms of the formula fall fast.
  wide from = fmaxl(s + 10, 20);
  wide sum = 0;
  wide a = q;
  while (a < from) {
    wide term = powl(q / a, s);
    sum += term;
    a += 1;
    if (term < 1e-22L * sum) return sum;
  }
  wide power = powl(q / a, s);
  sum += power * a / (s - 1) + power / 2;
  wide factor = s / 2 * power / a;
  for (int j = 0; j < 11; j++) {
    wide term = bernoulli[j] * factor;
    sum += term;
    if (fabsl(term) < 1e-22L * fabsl(sum)) break;
    wide k = 2 * j + 1;
    factor *= (s + k) / (k + 2) * ((s + k + 1) / (k + 3)) / (a * a);
  }
  return sum;
}

/// (s - 1)! times the sum of (q + k)**-s.
static wide factorial_times_zeta(wide s, wide q) {
  if (isinf(q)) return 0;
  wide scaled = scaled_zeta(s, q);
  if (s <= 170) return tgammal(s) * powl(q, -s) * scaled;
  int sign;
  return expl(lgammal_r(s, &sign) - s * logl(q)) * scaled;
}

/// An order that is a whole number from 0 to 10000, else NaN; beyond, the powers and factorials in
/// front of the functions leave every range.
static double whole_order(double order) {
  return order == rint(order) && order >= 0 && order <= 10000 ? order : NAN;
}

double special_polygamma(double order, double x) {
  order = whole_order(order);
  if (order == 0) return special_digamma(x);
  if (isnan(order) || isnan(x)) return NAN;
  wide s = (wide)order + 1;
  wide sign = fmod(order, 2) == 1 ? 1 : -1;
  if (x == 0) return (double)(sign > 0 ? INFINITY : copysign(INFINITY, -x));
  if (x > 0) return (double)(sign * factorial_times_zeta(s, x));
  if (isinf(x)) return NAN;
  if (x == rint(x)) return sign > 0 ? INFINITY : NAN;
  // The sum over all whole numbers, less what lies before x.
  wide parity = sign;
  wide left = (wide)x - floorl(x);
  wide right = ceill(x) - (wide)x;
  wide sum = factorial_times_zeta(s, left)
    + parity * (factorial_times_zeta(s, right) - factorial_times_zeta(s, 1 - (wide)x));
  return (double)(sign * sum);
}

// MARK: The cardinal sine

double special_sinc_derivative(double order, double x) {
  order = whole_order(order);
  if (isnan(order) || isnan(x)) return NAN;
  if (isinf(x)) return 0;
  int n = (int)order;
  // sin(z + k pi/2) for the four k, from the exact distance to the nearest whole number.
  wide whole = rintl(x);
  wide rest = (wide)x - whole;
  wide parity = fmodl(whole, 2) == 0 ? 1 : -1;
  wide sine = parity * sinl(pi * rest);
  if (n == 0) return x == 0 ? 1 : (double)(sine / (pi * (wide)x)) + 0.0;
  wide cosine = parity * (fabsl(rest) < 0.25L ? cosl(pi * rest) : sinl(pi * (0.5L - fabsl(rest))));
  wide turned[4] = {sine, cosine, -sine, -cosine};
  wide z = pi * (wide)x;
  // z g(n) + n g(n-1) = sin(z + n pi/2): upwards it is stable where z is large, downwards, from a
  // derivative of so high an order that its value does not matter, where z is small.
  wide g;
  if (fabsl(z) > n) {
    g = sine / z;
    for (int k = 1; k <= n; k++) g = (turned[k % 4] - k * g) / z;
  } else {
    int last = n + 40 + (int)sqrt(90.0 * n);
    g = 0;
    for (int k = last; k > n; k--) g = (turned[k % 4] - z * g) / k;
  }
  // A zero has no sign.
  return (double)(powl(pi, n) * g) + 0.0;
}
