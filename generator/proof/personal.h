/* Personal data that a careful reader sees in a text: Swedish personal identity numbers (personnummer) and
 * coordination numbers (samordningsnummer), e-mail addresses, telephone numbers. For everyone who proofreads.
 *
 * Plain text in (UTF-8), finds with byte ranges out. Time is linear in the text, also over all finds together.
 * A find never overlaps the one before it; of two that begin at the same place the number wins over the
 * address, the address over the telephone.
 *
 *     struct personal_find find;
 *     for (size_t at = 0; personal_find(arena, text, at, &find); at = find.to)
 *         …
 */
#ifndef PROOF_PERSONAL_H
#define PROOF_PERSONAL_H

#include "base/text.h"

enum personal_kind { PERSONAL_NUMBER, PERSONAL_COORDINATION_NUMBER, PERSONAL_EMAIL, PERSONAL_PHONE };

struct personal_find {
    enum personal_kind kind;
    size_t from, to; /* the first byte and the one after the last */
    /* Normalised, owned by the arena. A number: its 10 or 12 digits, an interim number's letter in upper case,
     * and the "+" of someone past 100, "121212+1212"; an address as personal_email, a telephone number as
     * personal_phone gives it. */
    struct text value;
};

/* The next find that begins at or after `from`; false when there is none.
 *
 * Numbers: 10 digits, or 12 with the years 1850–2099; a date that exists (day + 60 for coordination numbers), a
 * serial other than 000, the right check digit (Luhn; facts from Skatteverket). Interim numbers have one of
 * TRSUWXJKLMN, counted as 1, first of the last four. Before the last four: nothing, spaces, one line break, any
 * hyphen or dash, a slash, "+". In the date: nothing; "1991-07-17", "91/07/17", "91.07.17"; or spaces between
 * pairs, "19 91 07 17-2380". Or every digit by itself. Soft hyphens and the like are not seen. Digits inside web
 * addresses and file names count. Not: a part of more digits; what comes after a decimal point, "+", "ISBN" or
 * "ISSN"; "2021-02-24 1300", which is a date and a time; ten digits in a row that begin with 070, which are a
 * telephone number even when they would do as someone born in 2007.
 *
 * Addresses: also in mailto:, with %40, with letters outside ASCII, and with "(at)", "[at]", "(a)", "(snabel-a)"
 * or " snabel-a " for the @ and "(punkt)" or "(dot)" for a full stop. Not "bild@2x.png", "@namn", "@namn@server".
 *
 * Telephone numbers: Swedish ones with area code or +46, 0046, (0); and others that begin with "+". After the
 * Swedish numbering plan: eight to ten digits with the 0, ten for mobiles, and the area code parted from the rest
 * if anything is. Not dates, times, years, amounts, organisation numbers; not 112, 1177 or 114 14. */
bool personal_find(struct arena *arena, struct text text, size_t from, struct personal_find *find);

/* The normalised forms, for comparing with what is public; owned by `arena`. */
/* "mailto:Anna%40Example.org?subject=…" and "anna (at) example.org": "anna@example.org". */
struct text personal_email(struct arena *arena, struct text written);
/* "070-174 06 05", "tel:+46701740605", "0046 (0)70 …": "+46701740605"; any other: its digits, with its "+". */
struct text personal_phone(struct arena *arena, struct text written);

#endif
