// What the processor that runs the program can do.
#pragma once

#include <stdbool.h>

/// The widest vectors that the processor has of those that kernels are compiled for: "AVX-512",
/// "AVX2", "NEON" or "baseline".
const char *tb_vector_extension(void);

/// Whether this is a processor of AMD's with all of AVX-512 that kernels for SkylakeX need.
bool tb_is_amd_with_avx512(void);
