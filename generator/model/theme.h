/* How things look: the tokens of a theme, which drive site, paper and mail alike. A theme is a file
 * (assets/themes/<name>/theme.yml); a site or a network names one and may change tokens of it. All are read by the
 * field tables of theme.c. For model/, output/ and commands/. */
#ifndef MODEL_THEME_H
#define MODEL_THEME_H

#include "base/arena.h"
#include "base/diagnostic.h"

struct record_type;

/* "#00453B": sRGB, six digits in capitals; empty when not written. */
struct colour {
    struct text code;
    struct place place;
};

/* One name, one meaning, in every theme; theme_check knows which stand on which. */
struct palette {
    struct colour page, tint;                     /* grounds */
    struct colour rule, ring;                     /* lines: decoration; with a meaning */
    struct colour ink, dim, heading, link;        /* letters on page and tint */
    struct colour brand, on_brand;                /* buttons and strong lines */
    struct colour field, on_field, on_field_dim;  /* large coloured fields and letters on them */
    struct colour field_line, field_ring;         /* lines there: decoration; with a meaning */
    struct colour signal, on_signal, signal_text; /* look here: a field, letters on it, lines and letters on a page */
    struct colour c1, c2, c3, c4;                 /* the series of a chart */
};

/* CSS font stacks. Programs for mail know no fonts but those of the machine. */
struct font_stacks {
    struct text text, heading, label, mail;
};

/* A font file below /usr/share/fonts/truetype. */
struct face {
    struct text family, weight, style, file;
    struct text features; /* the OpenType features that styles use of it, with spaces between; empty: the usual */
};

/* Type on a wide screen, in CSS px. Paper, mail and narrow screens follow in proportion. */
struct type_sizes {
    double small, text, lead, heading, large, display;
};

struct theme {
    struct text name;   /* the folder; empty where tokens are changed without naming a theme */
    struct place place; /* where it is named, or the file */
    struct font_stacks fonts;
    ARRAY(struct face) faces;
    struct palette light, dark;
    struct type_sizes size;
    double space; /* px; all distances are multiples of it */
};

/* The theme of a site that names none. */
#define MODEL_DEFAULT_THEME "vagen"

extern const struct record_type theme_type, font_stacks_type, face_type, palette_type, type_sizes_type;

/* Reads a theme's file. False with messages when anything in it is not written right. */
bool theme_read(struct arena *arena, const struct source *source, struct theme *theme, struct diagnostics *diagnostics);
/* Lays what is written in `change` over `theme`. */
void theme_change(struct theme *theme, const struct theme *change);
/* Whether anything but the name is written. */
bool theme_is_changed(const struct theme *theme);
/* Reports sizes that cannot be meant and fonts that would break a style sheet, at the theme's place: in a theme's file
 * or in what changes it, before one is laid over the other. */
void theme_check_values(const struct theme *theme, struct diagnostics *diagnostics);
/* Reports tokens that a whole theme lacks, and letters and lines whose contrast is less than WCAG 2.1 demands (1.4.3:
 * 4.5 to 1 for letters; 1.4.11: 3 to 1 for lines with a meaning), in light and dark, where they were written. */
void theme_check(struct arena *arena, const struct theme *theme, struct diagnostics *diagnostics);

#endif
