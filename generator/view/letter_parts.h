/* A letter's texts in sections: the words before the first heading, and each heading of the highest level with what
 * stands below it. In mail each is weighed, and may be cut to its lead: heading, first paragraph, and a link to where
 * it stands whole on the website. For view/ and output/mail.c. */
#ifndef VIEW_LETTER_PARTS_H
#define VIEW_LETTER_PARTS_H

#include "view/view.h"

struct letter_part {
    const struct prose *prose;
    const struct markup_node *from, *end; /* blocks of the text; `end` is the first one after, or NULL */
    struct text name;                     /* its heading, or the title of its text */
    struct text address;                  /* of the section on the letter's page, absolute */
    int shift;                            /* of heading levels */
    struct text id_prefix;                /* of headings' ids */
    size_t bytes;                         /* as written last */
    bool is_cut;                          /* how it is written next */
};

/* Filled when the view's letter is asked for its texts; later askings write the sections as `is_cut` says. */
struct letter_parts {
    ARRAY(struct letter_part) list; /* in the order of the letter */
};

/* A text of a letter, as view_prose, and in parts when the view asks for them; `id`: of the text on the letter's page,
 * empty when that is the page itself. */
struct value view_in_parts(struct view *view, const struct newsletter *letter, const struct prose *prose,
                           struct text title, int shift, struct text id_prefix, struct text id);
/* How long a part becomes when it is cut; as long as it is when it must stand whole. */
size_t view_cut_size(struct view *view, const struct letter_part *part);

#endif
