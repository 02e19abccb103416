/* Phrases that say too little: links and pictures without words of their own, and colour as the only sign. For
 * model/. Any thread. */
#ifndef PROOF_PHRASES_H
#define PROOF_PHRASES_H

#include "base/text.h"

/* Whether the words of a link tell nothing of where it leads: "klicka här", "läs mer »", "Här", "click here". Case,
 * and punctuation and arrows around, do not matter. In Swedish text the English ones count too. */
bool phrase_is_vague_link(struct text words, struct text language);

/* Whether an alternative text is none: a file's name (IMG_2034.jpg, skärmavbild 2026-01-02) or a word that says only
 * that here is a picture (bild, foto 2, logo). An empty one is not: the picture is then an ornament. */
bool phrase_is_empty_alternative(struct text words);

/* The first phrase at or after `from` in which a colour alone carries the meaning: "de rödmarkerade", "markerat med
 * grönt", "se de gula rutorna", "den röda linjen visar", "marked in red", "the green ones". Swedish and English. It
 * stands at [*begin, *end). Colours of things (a red cottage) are left alone. */
bool phrase_find_colour(struct text text, size_t from, size_t *begin, size_t *end);

#endif
