#include "vector_math.h"

#pragma STDC FP_CONTRACT OFF
