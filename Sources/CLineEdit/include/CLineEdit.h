#ifndef TAPEBOOK_CLINEEDIT_H
#define TAPEBOOK_CLINEEDIT_H

/// Whether a locale with wide characters could be set for the keys.
int cle_set_locale(void);

#endif
