#include "CLineEdit.h"

#include <histedit.h>
#include <locale.h>
#include <stdlib.h>

int cle_set_locale(void) {
  setlocale(LC_CTYPE, "");
  if (MB_CUR_MAX > 1) return 1;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL;
}
