// Special functions that neither SLEEF nor the C library has, or has well enough.
#pragma once

/// The number whose erf is x; infinite at -1 and 1, NaN beyond them.
double special_erfinv(double x);
/// The number whose erfc is x; infinite at 0 and 2, NaN beyond them.
double special_erfcinv(double x);
/// The probability that a standard normal variable is below x.
double special_ndtr(double x);
/// x/(1 + e**-x), x times `special_ndtr`, and x tanh(log(1 + e**x)): -0 at -inf, and correct where
/// the second factor alone is subnormal.
double special_silu(double x);
double special_gelu(double x);
double special_mish(double x);
/// The logarithm of the magnitude of the gamma function; infinite at its poles.
double special_lgamma(double x);
/// The derivative of `special_lgamma`; infinite at 0, NaN at the other poles.
double special_digamma(double x);
/// The derivative of the digamma function of an order.
///
/// An order is taken for the whole number that it is within 1e-4 of; NaN for others, and for those
/// that are negative or above 10000.
double special_polygamma(double order, double x);
/// The derivative of sin(pi x)/(pi x) of an order, which is taken as for `special_polygamma`.
double special_sinc_derivative(double order, double x);
