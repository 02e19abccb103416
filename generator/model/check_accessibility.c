/* Headings, tables, colours, languages, films; the accessibility statement. */
#include "model/checking.h"

void check_accessibility(struct checking *checking)
{
    (void)checking;
}
