// wcwidth is a part of X/Open that the Glibc module of Swift leaves out.
#define _XOPEN_SOURCE 700

#include "CLineEdit.h"

#include <wchar.h>

int cle_character_width(wchar_t character) { return wcwidth(character); }
