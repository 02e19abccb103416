/* What stands where in a drawing, so that a text finds room that is clear of lines, dots and other texts. For draw/. */
#ifndef DRAW_ROOM_H
#define DRAW_ROOM_H

#include "base/arena.h"

#include <stdbool.h>

struct box {
    double left, top, right, bottom;
};

struct stroke {
    double x1, y1, x2, y2;
};

/* `{.arena = a}` is an empty one. */
struct room {
    struct arena *arena;
    ARRAY(struct box) boxes;
    ARRAY(struct stroke) strokes;
};

void room_take(struct room *room, struct box box);
void room_take_stroke(struct room *room, double x1, double y1, double x2, double y2);
/* Whether nothing stands in the box. Takes time linear in all that was taken. */
bool room_is_clear(const struct room *room, struct box box);

#endif
