#include "linear_algebra.h"
