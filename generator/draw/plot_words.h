/* The words in a run chart, where they have room: clear of lines, dots and each other. Only for run_chart.c. */
#ifndef DRAW_PLOT_WORDS_H
#define DRAW_PLOT_WORDS_H

#include "draw/plot.h"

/* Text at x, y, the middle of its line. */
struct plot_word {
    double x, y;
    struct text text; /* empty: left out */
};

struct plot_words {
    struct plot_word goal, median, last; /* at the ends of the lines, from left to right */
    ARRAY(struct plot_word) phases;      /* above their parts, likewise */
    bool has_bracket;
    double bracket_left, bracket_right, bracket_y; /* its line, from which its ends stand up */
    struct plot_word signal;
    ARRAY(struct plot_word) notes; /* numbers, by their middles, in squares */
};

/* How far the ends of the bracket stand up; half the width and height of a note's square. */
enum { PLOT_BRACKET = 6, PLOT_NOTE = 8 };
double plot_note_half_width(struct text number);

/* Finds room for all words; places the plot anew when the bracket needs room below it. */
void plot_words_place(struct plot *plot, struct plot_words *words);

#endif
