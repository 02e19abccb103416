/* Facts that disagree: within the files, between them and with the calendar. */
#include "model/checking.h"

void check_facts(struct checking *checking)
{
    (void)checking;
}
