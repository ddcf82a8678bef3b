#include "CMeasuring.h"

#include <malloc.h>
#include <sys/prctl.h>

bool tb_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0; }

void tb_trim_memory(void) { malloc_trim(0); }
