// Dense linear algebra: BLAS and LAPACK, opened when they are first needed.
#pragma once
