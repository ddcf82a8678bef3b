// What the benchmarks measure with: counted allocations, copies of memory, and other BLAS libraries.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How many blocks the calling thread has asked `malloc` and its kin for, a `realloc` counted as one.
///
/// The executable that links this has its own `malloc`, which counts and hands on to the C library's
/// (`__libc_malloc`), as the C library's manual allows under "Replacing malloc". What Swift allocates
/// goes through it too.
uint64_t tb_allocation_count(void);

/// Gives memory that was freed back to the system.
void tb_trim_memory(void);

/// Reads one block of memory and writes another, `passes` times, each thread its own part.
///
/// The blocks are there already and were touched; where they cannot be had, the answer is false.
bool tb_copy_passes(size_t bytes, int threads, long passes);

/// How a library takes a product of matrices.
typedef enum {
  /// `sgemm_` and `dgemm_` of Fortran's BLAS.
  product_form_fortran,
  /// `dnnl_sgemm` of oneDNN, which has float32 only.
  product_form_onednn,
} product_form;

/// Opens a library of matrix products, the only one of this process.
bool tb_open_products(const char *file, product_form form);

/// Whether the opened library has products of the precision.
bool tb_has_products(bool is_double);

/// c = a·b of an m×k and a k×n matrix, dense, in the order that the library prefers.
void tb_product(bool is_double, int m, int n, int k, const void *a, const void *b, void *c);

/// Makes the programs that this process's children leave behind its own children.
bool tb_adopt_orphans(void);
