// Dense linear algebra: BLAS and LAPACK, opened when they are first needed.
#pragma once

#include <stdbool.h>

/// Whether BLAS and LAPACK are there; the first call opens them.
///
/// The library is OpenBLAS, `libopenblas.so.0`, or what the environment variable TAPEBOOK_BLAS
/// names: any with the Fortran symbols and 32-bit integers. It is opened at the first use, not
/// linked, because loading it takes 5 ms of a start that takes 10.
bool tb_linear_algebra_is_available(void);

/// Computes on one thread from now on, so that results do not depend on how many there are.
void tb_linear_algebra_use_one_thread(void);

/// What the functions below give where no working memory was to be had; otherwise they give
/// LAPACK's `info`.
#define TB_NO_MEMORY (-1000000)

// All matrices are stored column by column. The functions must not be called before
// `tb_linear_algebra_is_available` has given true.

/// c = op(a)·op(b) + beta·c, where op transposes for 'T' and does nothing for 'N'.
void tb_sgemm(char a_form, char b_form, int m, int n, int k, const float *a, int lda,
              const float *b, int ldb, float beta, float *c, int ldc);
void tb_dgemm(char a_form, char b_form, int m, int n, int k, const double *a, int lda,
              const double *b, int ldb, double beta, double *c, int ldc);

/// b = op(a)⁻¹·b for a triangular n×n matrix a.
void tb_strsm(char triangle, char form, int n, int columns, const float *a, float *b);
void tb_dtrsm(char triangle, char form, int n, int columns, const double *a, double *b);

/// LU factors with partial pivoting, in place.
int tb_sgetrf(int n, float *a, int *pivots);
int tb_dgetrf(int n, double *a, int *pivots);

/// b = op(a)⁻¹·b from LU factors.
int tb_sgetrs(char form, int n, int columns, const float *a, const int *pivots, float *b);
int tb_dgetrs(char form, int n, int columns, const double *a, const int *pivots, double *b);

/// The Cholesky factor of the lower triangle, in place; the upper triangle stays as it is.
int tb_spotrf(int n, float *a);
int tb_dpotrf(int n, double *a);

/// Householder vectors and R of an m×n matrix, in place, with min(m, n) scalars.
int tb_sgeqrf(int m, int n, float *a, float *scalars);
int tb_dgeqrf(int m, int n, double *a, double *scalars);

/// The first `columns` columns of Q from `count` Householder vectors of length m, in place.
int tb_sorgqr(int m, int columns, int count, float *a, const float *scalars);
int tb_dorgqr(int m, int columns, int count, double *a, const double *scalars);

/// Singular values, and the vectors for the job 'S' (reduced) or 'A' (all); 'N' gives none.
/// Destroys a.
int tb_sgesdd(char job, int m, int n, float *a, float *s, float *u, int ldu, float *vt, int ldvt);
int tb_dgesdd(char job, int m, int n, double *a, double *s, double *u, int ldu, double *vt,
              int ldvt);

/// Eigenvalues in ascending order of the lower triangle, and for the job 'V' the eigenvectors in
/// a's place; otherwise destroys a.
int tb_ssyevd(char job, int n, float *a, float *w);
int tb_dsyevd(char job, int n, double *a, double *w);
