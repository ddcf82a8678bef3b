// How often code that is no kernel looked at the elements of a tensor, for each thread.
#pragma once

#include <stddef.h>

/// The count of the calling thread.
size_t tb_element_reads(void);

/// Sets the count of the calling thread.
void tb_set_element_reads(size_t count);
