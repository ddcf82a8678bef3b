// SLEEF's vectorised mathematics; the processor's own variants are declared where they are used.
#include <sleef.h>
