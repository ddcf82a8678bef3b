#include "sleef_variants.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

// SLEEF's ordinary functions choose a method for all lanes of a vector together, so that an
// element's last bit depends on its neighbours. Those called `finz` (with fused multiply-add) and
// `cinz` (without) do not: their bits are the same in a scalar and in vectors of every width.
// sleef.h does not declare them, so this file does.

#define EACH_FUNCTION(_) \
  _(exp, u10) _(exp2, u10) _(expm1, u10) _(log, u10) _(log2, u10) _(log10, u10) _(log1p, u10) \
  _(sin, u10) _(cos, u10) _(tan, u10) _(asin, u10) _(acos, u10) _(atan, u10) _(sinh, u10) \
  _(cosh, u10) _(tanh, u10) _(asinh, u10) _(acosh, u10) _(atanh, u10) _(cbrt, u10) _(erf, u10) \
  _(erfc, u15)

/// A loop over an array in vectors of `width`; what is left over is padded to one more vector.
#define LOOP(scalar, width, load, store, function) \
  size_t i = 0; \
  for (; i + width <= count; i += width) store(y + i, function(load(x + i))); \
  if (i < count) { \
    scalar rest[width] = {0}; \
    memcpy(rest, x + i, (count - i) * sizeof(scalar)); \
    store(rest, function(load(rest))); \
    memcpy(y + i, rest, (count - i) * sizeof(scalar)); \
  }

#define DECLARE_ONE(name, ulp, kind, isa) \
  double Sleef_##kind##_##name##d1_##ulp##isa(double); \
  float Sleef_##kind##_##name##f1_##ulp##isa(float);

/// The loops of one function for one kind of vector.
#define DEFINE_LOOPS( \
  name, ulp, kind, isa, features, vd, nd, loadd, stored, vf, nf, loadf, storef) \
  features vd Sleef_##kind##_##name##d##nd##_##ulp##isa(vd); \
  features vf Sleef_##kind##_##name##f##nf##_##ulp##isa(vf); \
  features static void name##_f64_##isa( \
    double *restrict y, const double *restrict x, size_t count) { \
    LOOP(double, nd, loadd, stored, Sleef_##kind##_##name##d##nd##_##ulp##isa) \
  } \
  features static void name##_f32_##isa( \
    float *restrict y, const float *restrict x, size_t count) { \
    LOOP(float, nf, loadf, storef, Sleef_##kind##_##name##f##nf##_##ulp##isa) \
  }

#define ENTRY_F64(name, ulp, kind, isa, one) \
  [elementary_##name] = {name##_f64_##isa, Sleef_##kind##_##name##d1_##ulp##one},
#define ENTRY_F32(name, ulp, kind, isa, one) \
  [elementary_##name] = {name##_f32_##isa, Sleef_##kind##_##name##f1_##ulp##one},

#if defined(__x86_64__)

#define ONE_FMA(name, ulp) DECLARE_ONE(name, ulp, finz, purecfma)
#define ONE_PLAIN(name, ulp) DECLARE_ONE(name, ulp, cinz, purec)
EACH_FUNCTION(ONE_FMA)
EACH_FUNCTION(ONE_PLAIN)

#define SSE2(name, ulp) \
  DEFINE_LOOPS( \
    name, ulp, cinz, sse2, , __m128d, 2, _mm_loadu_pd, _mm_storeu_pd, __m128, 4, _mm_loadu_ps, \
    _mm_storeu_ps)
#define AVX2(name, ulp) \
  DEFINE_LOOPS( \
    name, ulp, finz, avx2, __attribute__((target("avx2,fma"))), __m256d, 4, _mm256_loadu_pd, \
    _mm256_storeu_pd, __m256, 8, _mm256_loadu_ps, _mm256_storeu_ps)
#define AVX512(name, ulp) \
  DEFINE_LOOPS( \
    name, ulp, finz, avx512f, __attribute__((target("avx512f"))), __m512d, 8, _mm512_loadu_pd, \
    _mm512_storeu_pd, __m512, 16, _mm512_loadu_ps, _mm512_storeu_ps)
EACH_FUNCTION(SSE2)
EACH_FUNCTION(AVX2)
EACH_FUNCTION(AVX512)

#define SSE2_F64(name, ulp) ENTRY_F64(name, ulp, cinz, sse2, purec)
#define SSE2_F32(name, ulp) ENTRY_F32(name, ulp, cinz, sse2, purec)
#define AVX2_F64(name, ulp) ENTRY_F64(name, ulp, finz, avx2, purecfma)
#define AVX2_F32(name, ulp) ENTRY_F32(name, ulp, finz, avx2, purecfma)
#define AVX512_F64(name, ulp) ENTRY_F64(name, ulp, finz, avx512f, purecfma)
#define AVX512_F32(name, ulp) ENTRY_F32(name, ulp, finz, avx512f, purecfma)
static const sleef_f64 sse2_f64[sleef_count] = {EACH_FUNCTION(SSE2_F64)};
static const sleef_f32 sse2_f32[sleef_count] = {EACH_FUNCTION(SSE2_F32)};
static const sleef_f64 avx2_f64[sleef_count] = {EACH_FUNCTION(AVX2_F64)};
static const sleef_f32 avx2_f32[sleef_count] = {EACH_FUNCTION(AVX2_F32)};
static const sleef_f64 avx512_f64[sleef_count] = {EACH_FUNCTION(AVX512_F64)};
static const sleef_f32 avx512_f32[sleef_count] = {EACH_FUNCTION(AVX512_F32)};

const sleef_f64 *sleef_table_f64(void) {
  if (__builtin_cpu_supports("avx512f")) return avx512_f64;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2_f64;
  return sse2_f64;
}

const sleef_f32 *sleef_table_f32(void) {
  if (__builtin_cpu_supports("avx512f")) return avx512_f32;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return avx2_f32;
  return sse2_f32;
}

#elif defined(__aarch64__)

#define ONE_FMA(name, ulp) DECLARE_ONE(name, ulp, finz, purecfma)
EACH_FUNCTION(ONE_FMA)

#define NEON(name, ulp) \
  DEFINE_LOOPS( \
    name, ulp, finz, advsimd, , float64x2_t, 2, vld1q_f64, vst1q_f64, float32x4_t, 4, vld1q_f32, \
    vst1q_f32)
EACH_FUNCTION(NEON)

#define NEON_F64(name, ulp) ENTRY_F64(name, ulp, finz, advsimd, purecfma)
#define NEON_F32(name, ulp) ENTRY_F32(name, ulp, finz, advsimd, purecfma)
static const sleef_f64 neon_f64[sleef_count] = {EACH_FUNCTION(NEON_F64)};
static const sleef_f32 neon_f32[sleef_count] = {EACH_FUNCTION(NEON_F32)};

const sleef_f64 *sleef_table_f64(void) { return neon_f64; }
const sleef_f32 *sleef_table_f32(void) { return neon_f32; }

#else
#error "SLEEF's functions are known for x86-64 and arm64"
#endif
