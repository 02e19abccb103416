#include "draw/room.h"

void room_take(struct room *room, struct box box)
{
    ARRAY_PUSH(room->arena, &room->boxes, box);
}

void room_take_stroke(struct room *room, double x1, double y1, double x2, double y2)
{
    ARRAY_PUSH(room->arena, &room->strokes, ((struct stroke){x1, y1, x2, y2}));
}

/* Keeps of the stretch from *from to *to (shares of a stroke) what lies between two edges. */
static bool clip(double start, double move, double low, double high, double *from, double *to)
{
    if (move == 0)
        return start > low && start < high;
    double one = (low - start) / move, other = (high - start) / move;
    double enter = one < other ? one : other, leave = one < other ? other : one;
    *from = enter > *from ? enter : *from;
    *to = leave < *to ? leave : *to;
    return *from < *to;
}

static bool is_crossed(struct box box, const struct stroke *stroke)
{
    double from = 0, to = 1;
    return clip(stroke->x1, stroke->x2 - stroke->x1, box.left, box.right, &from, &to) &&
           clip(stroke->y1, stroke->y2 - stroke->y1, box.top, box.bottom, &from, &to);
}

bool room_is_clear(const struct room *room, struct box box)
{
    for (size_t i = 0; i < room->boxes.count; i++) {
        const struct box *other = &room->boxes.items[i];
        if (box.left < other->right && box.right > other->left && box.top < other->bottom && box.bottom > other->top)
            return false;
    }
    for (size_t i = 0; i < room->strokes.count; i++)
        if (is_crossed(box, &room->strokes.items[i]))
            return false;
    return true;
}
