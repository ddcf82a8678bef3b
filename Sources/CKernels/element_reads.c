#include "element_reads.h"

static _Thread_local size_t reads = 0;

size_t tb_element_reads(void) { return reads; }

void tb_set_element_reads(size_t count) { reads = count; }
