/* Plain language: readability, heavy sentences, writing rules. */
#include "model/checking.h"

void check_language(struct checking *checking)
{
    (void)checking;
}
