/* Anchors, words and addresses of links, alternative texts. */
#include "model/checking.h"

void check_links(struct checking *checking)
{
    (void)checking;
}
