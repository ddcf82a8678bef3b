// The loops and libraries below tensors that C is the language of.
#pragma once

#include "element_reads.h"
#include "lane_loops.h"
#include "linear_algebra.h"
#include "processor.h"
#include "special_functions.h"
#include "vector_math.h"
#include "workers.h"
