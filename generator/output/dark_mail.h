/* A letter in the dark: programs that turn colours over by themselves. For output/preview.c. */
#ifndef OUTPUT_DARK_MAIL_H
#define OUTPUT_DARK_MAIL_H

#include "base/text.h"

#include <stdint.h>

/* A colour (0xRRGGBB) as Outlook on the web and in Windows shows it in its dark mode: the lightness of CIE Lab turned
 * over between white and its darkest ground #333333, L' = L0 + (100 - L)(100 - L0)/100; hue and saturation stay, as far
 * as the screen has the colour. The formula is that of Microsoft's editor Rooster (getDarkColor). */
uint32_t dark_mail_colour(uint32_t colour);
/* The letter with all colours of inline styles, bgcolor and color turned over; pictures stay. Any bytes, in linear
 * time; owned by `arena`. */
struct text dark_mail(struct arena *arena, struct text html);

#endif
