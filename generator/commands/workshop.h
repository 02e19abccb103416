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
/* Opens, and reads content/, layouts/, assets/, fonts and pictures. */
bool workshop_load(struct workshop *workshop, const struct options *options);
/* Renders the selected outputs. */
bool workshop_render(struct workshop *workshop, const struct options *options, unsigned selected,
                     artifact_list *artifacts);
/* The bits of the outputs that --only names; false with a usage message when one is unknown. */
bool workshop_select(const struct options *options, unsigned *selected);
void workshop_close(struct workshop *workshop);

#endif
