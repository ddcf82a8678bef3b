// GitHub's cmark: CommonMark with tables. It is linked statically, so that who never exports a page
// pays nothing when the program starts.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
