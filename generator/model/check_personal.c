/* Personal data in what is published. */
#include "model/checking.h"

void check_personal(struct checking *checking)
{
    (void)checking;
}
