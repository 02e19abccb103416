/* Names in running text, such as the titles of teams and the names of people. Only for model/.
 *
 * Words are compared in lower case. A name may bear the s of a genitive, and signs that end no sentence may
 * stand between its words. Time is linear in the text, however many names there are.
 */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "base/map.h"

/* `{.arena = a}` knows no names. */
struct names {
    struct arena *arena;
    struct map steps; /* a state and the next word → struct step */
    size_t states;
};

/* A name has at most so many words; longer ones are known by their first. */
enum { NAME_WORDS = 8 };

struct name_found {
    size_t from, to;
    const void *target; /* of names_add */
};

/* A name without words is left out; of two that are equal the first stays. */
void names_add(struct names *names, struct text name, const void *target);
/* The longest name at the first place from `*position` on where one begins; `*position` is then its end. False
 * when there is none left. */
bool names_find(const struct names *names, struct text text, size_t *position, struct name_found *found);

#endif
