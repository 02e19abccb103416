/* What a page shows, as plain data for templates: the model seen from one page, on one date, for one
 * medium. Every object of the model answers the names of its field table and a few derived ones
 * (tables in the *_view.c files). No HTML is written here except by markup/. For output/ and commands/.
 *
 * A struct view belongs to one job on one thread; all it hands out lives in its arena, until the page
 * is written. The model is only read.
 */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "base/locale.h"
#include "markup/render.h"
#include "model/fields.h"
#include "model/model.h"
#include "template/value.h"

enum picture_target {
    PICTURES_LINKED,   /* site: a file in pictures/ */
    PICTURES_NAMED,    /* print: their names, see PICTURE_BY_NAME */
    PICTURES_ATTACHED, /* mail: cid: addresses */
};

/* A round's booklet: one document in place of many pages. Shared by all views of it. */
struct collection {
    const struct round *round;
    struct map parts; /* struct text by the path of a page: where that page's content stands, "#team-kojan" */
    size_t texts;     /* so far: each has a number, so that no id is there twice */
};

struct letter_parts;

/* A drawing that a letter shows as a picture: an SVG to be made a PNG of. */
struct view_drawing {
    struct text name; /* of its digest: "chart-1a2b…" */
    struct text svg;
    int width, height; /* as shown, in CSS pixels */
};

struct view {
    /* What it is seen with, set before the first look. */
    const struct model *model;
    struct arena *arena;
    struct diagnostics *diagnostics;
    const struct locale *locale;
    struct value strings; /* record: the words of the language */
    enum markup_medium medium;
    enum picture_target picture_target;
    const struct map *pictures;        /* struct picture by path below content/, or NULL */
    const struct markup_node *top;     /* the picture at the top of the page, or NULL: see view_top_picture */
    const struct markup_style *styles; /* MEDIUM_MAIL */
    size_t style_count;
    struct text drawing_style;       /* MEDIUM_MAIL: CSS of drawings */
    struct text root;                /* relative path to the top: "" or "../../" */
    bool is_absolute;                /* addresses begin with the site's address instead */
    struct text page_url;            /* of the page whose texts are read elsewhere; else empty */
    struct date as_of;               /* meetings before this day are held */
    const void *subject;             /* the object that the page is about, or NULL */
    const struct newsletter *letter; /* the letter being read, or NULL */
    const struct profile *profile;   /* whose coaches an empty `contacts` block means, or NULL */
    /* Writes a block by its layout; set by output/. */
    bool (*block)(struct view *view, struct value record, struct text name, struct buffer *buffer);
    void *block_context;
    /* What gathers while it is looked at. */
    struct collection *collection;          /* of a document that holds whole pages; else NULL */
    struct letter_parts *parts;             /* see view/letter_parts.h; NULL: texts stand whole and are not weighed */
    ARRAY(const struct picture *) attached; /* PICTURES_ATTACHED: those met so far, in order */
    ARRAY(struct view_drawing) drawings;    /* likewise */
    struct map charted;                     /* struct charted by the address of the measure: see view/charted.h */
    bool is_quoting;                        /* MEDIUM_TEXT: texts are written as quotations, "> " before each line */
};

/* An object of the model as a template value; nothing for NULL. */
struct value view_object(struct view *view, const struct record_type *type, const void *object);
/* What the model derives rather than reads, as types: no fields, only derived names. */
extern const struct record_type year_type, municipality_type, shown_film_type;
/* Whether somebody has a page of their own: whoever leads or does something that is told. */
bool view_has_page(const struct person *person);
/* A date record (iso, long, medium, day_month, short, weekday, month, year, rfc3339, is_month); nothing when unset. */
struct value view_date(struct view *view, struct date date);
/* Makes the view that of a round's booklet: addresses of what the booklet holds lead to its own parts. */
void view_collect(struct view *view, const struct round *round);
/* A text of the content in the view's medium; nothing when absent. Heading levels are raised by `shift`,
 * their ids begin with `id_prefix`. In a collection headings are raised by one more, and ids begin with the text's
 * number instead. */
struct value view_prose(struct view *view, const struct prose *prose, int shift, struct text id_prefix);
/* The same for a part of a text: the children of `node`. */
struct value view_markup(struct view *view, const struct markup_node *node, int shift, struct text id_prefix);
/* "Ändrad 1 september 2026: flyttad från 29 september. Ny lokal: aulan." */
struct text view_change(struct view *view, const struct meeting_change *change);
/* The first picture of a text, and the words that describe it; NULL when it has none. */
const struct picture *view_first_picture(struct view *view, const struct prose *prose, struct text *alternative);
/* The first picture of the text that a page begins with, when it stands within the first blocks, so that most readers
 * see it before they scroll; else NULL. It waits for nothing; all others are fetched when the reader comes near. */
const struct markup_node *view_top_picture(const struct prose *prose);
/* The name by which a letter's HTML refers to an attached picture (cid:); in `arena`. */
struct text view_content_id(struct arena *arena, const struct picture *picture);
struct text view_drawing_id(struct arena *arena, const struct view_drawing *drawing);
/* The number of letters in the longest word of a title, at least 1: headlines are drawn small enough for it. */
struct value view_letters(struct view *view, struct text title);
/* As the language writes it, with at most four decimals. */
struct value view_number(struct view *view, double number);
/* A word of strings/, empty when the file has none of this name. */
struct text view_string(struct view *view, const char *name);
/* What a text's lang attribute says on this page: nothing when the page has the same language. */
struct value view_foreign_language(struct view *view, struct text language);

/* The record that a block's layout gets. */
struct value view_block(struct view *view, const struct markup_node *node);

/* Where the meetings of a round stand on the view's date. */
enum meeting_state {
    STATE_HELD,
    STATE_NEXT,
    STATE_COMING,
    STATE_CANCELLED,
    STATE_UNCONFIRMED, /* its day has passed, but nobody knows whether it took place: drawn as coming */
};
/* The first day on which a letter's own day (or month) has passed: its `as_of`. */
struct date view_day_after(struct date date);
enum meeting_state view_meeting_state(const struct view *view, const struct meeting *meeting);
const struct meeting *view_next_meeting(const struct view *view, const struct round *round); /* or NULL */
const struct meeting *view_network_next_meeting(const struct view *view, const struct network *network);
/* The round that goes on, else the one that comes, else the latest; NULL when there is none. */
const struct round *view_current_round(const struct view *view, const struct network *network);
/* Whether the letter being read covers the meeting, or the page is its own. */
bool view_is_here(const struct view *view, const struct meeting *meeting);
/* Small dots for the masthead: a list of records, one per meeting. */
struct value view_mark(struct view *view, const struct round *round);
/* The meetings of a round as objects. */
struct value view_road(struct view *view, const struct round *round);

#endif
