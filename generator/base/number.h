/* Numbers as people write them: decimal comma or point, groups of three parted by spaces or no-break
 * spaces, sign as hyphen or minus. For read/ and model/. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include "base/text.h"

/* Whole text must be a number: "1 234,5", "0.25", "-3", "−3". False otherwise (also for "1.234.5"). */
bool number_parse(struct text text, double *number);
/* At most `decimals` decimals without trailing zeros, decimal `separator`, no grouping below 10 000. */
struct text number_write(struct arena *arena, double number, int decimals, char separator);

#endif
