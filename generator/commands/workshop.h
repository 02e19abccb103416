/* All that a command needs of a site's folder: the model, the layouts, files and pictures. For commands/. */
#ifndef COMMANDS_WORKSHOP_H
#define COMMANDS_WORKSHOP_H

#include "commands/command.h"
#include "deliver/cache.h"
#include "output/output.h"

struct workshop {
    struct arena arena;
    struct diagnostics diagnostics;
    const struct model *model;
    struct layouts *layouts;
    site_files layout_files, assets;
    web_fonts fonts;
    struct cache cache;
    picture_list pictures;
};

/* Each is false when there were errors, all of them in `diagnostics`; workshop_close in any case. */
/* Goes to the site's folder. */
bool workshop_open(struct workshop *workshop, const struct options *options);
/* Reads the program's layouts/ and assets/, lays the site's own over them file by file (of strings/ word by word), and
 * compiles them for the looks of the model; without one, for the default theme. */
bool workshop_load_layouts(struct workshop *workshop);
/* Reads content/, layouts/, assets/, fonts and pictures of the folder that was opened. */
bool workshop_read(struct workshop *workshop, const struct options *options);
/* Opens, and reads. */
bool workshop_load(struct workshop *workshop, const struct options *options);
/* Whatever shapes documents and drawings besides what they are made from. */
struct text workshop_fonts_digest(struct workshop *workshop);
/* Renders the selected outputs, and makes the pictures of drawings that letters show. */
bool workshop_render(struct workshop *workshop, const struct options *options, unsigned selected,
                     artifact_list *artifacts);
/* Renders one letter alone; NULL when there were errors. */
enum letter_purpose { LETTER_FIRST, LETTER_CORRECTION, LETTER_HANDOVER /* see output/handover.h */ };
const struct letter *workshop_render_letter(struct workshop *workshop, const struct options *options,
                                            const struct newsletter *newsletter, enum letter_purpose purpose);
/* The bits of the outputs that --only names; false with a usage message when one is unknown. */
bool workshop_select(const struct options *options, unsigned *selected);
void workshop_close(struct workshop *workshop);

#endif
