/* Meetings against each other, against their round, and against the newsletters that cover them. */
#include "model/checking.h"

#include <stdlib.h>

/* The date of a meeting is the name of its file, which is on none of its lines. */
static struct place whole_file(struct place place)
{
    return (struct place){.source = place.source};
}

static struct place start_of(const struct checking *checking, const struct meeting *meeting)
{
    return checking_place(checking_file(checking, meeting), "start", whole_file(meeting->place));
}

/* Two meetings at once */

/* Minutes of the day, [from, to); a meeting without times takes all of it. */
struct booking {
    const struct meeting *meeting;
    long day;
    int from, to;
};

typedef ARRAY(struct booking) booking_list;

enum { MINUTES_OF_A_DAY = 24 * 60 };

static struct booking booking_of(const struct meeting *meeting)
{
    struct booking booking = {meeting, date_days(meeting->date), 0, MINUTES_OF_A_DAY};
    if (meeting->start.is_set) {
        booking.from = time_minutes(meeting->start);
        booking.to = meeting->end.is_set ? time_minutes(meeting->end) : booking.from + 1;
    }
    return booking;
}

static int compare_bookings(const void *left, const void *right)
{
    const struct booking *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->from != b->from)
        return a->from - b->from;
    return text_compare(a->meeting->round->id, b->meeting->round->id);
}

static void add_bookings(struct checking *checking, const struct round *round, booking_list *bookings)
{
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        if (date_is_set(meeting->date) && !date_is_month(meeting->date) && !checking_is_cancelled(meeting))
            ARRAY_PUSH(checking->arena, bookings, booking_of(meeting));
    }
}

static void say_double_booking(struct checking *checking, const struct meeting *meeting, const struct meeting *other)
{
    struct diagnostic *warning;
    struct place place = start_of(checking, meeting);
    if (meeting->start.is_set && other->start.is_set) {
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_DOUBLE_BOOKING], place,
                                   "another meeting of the network is at the same time");
        diagnostic_hint(checking->diagnostics, warning, "correct the time, or the name of the file, which is the day");
    } else {
        warning = diagnostic_check(checking->diagnostics, &checks[CHECK_DOUBLE_BOOKING], place,
                                   "another meeting of the network is on the same day");
        diagnostic_hint(checking->diagnostics, warning,
                        "write 'start:' and 'end:' in both, or correct the name of the file, which is the day");
    }
    diagnostic_note(checking->diagnostics, warning, start_of(checking, other), "the other meeting");
}

/* Of those that have begun on a day, the one that ends last is the one to collide with. */
static void check_bookings(struct checking *checking, const struct network *network)
{
    booking_list bookings = {0};
    for (size_t i = 0; i < network->rounds.count; i++)
        add_bookings(checking, network->rounds.items[i], &bookings);
    if (bookings.count < 2)
        return;
    qsort(bookings.items, bookings.count, sizeof *bookings.items, compare_bookings);
    const struct booking *latest = &bookings.items[0];
    for (size_t i = 1; i < bookings.count; i++) {
        const struct booking *booking = &bookings.items[i];
        bool is_same_day = booking->day == latest->day;
        if (is_same_day && booking->from < latest->to)
            say_double_booking(checking, booking->meeting, latest->meeting);
        if (!is_same_day || booking->to > latest->to)
            latest = booking;
    }
}

/* The round's period; a month is outside only as a whole */

static void check_period(struct checking *checking, const struct round *round)
{
    const struct loaded_file *file = checking_file(checking, round);
    if (date_is_set(round->start) && date_is_set(round->end) && date_compare(round->start, round->end) > 0)
        return; /* reported */
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        struct diagnostic *error;
        if (!date_is_set(meeting->date))
            continue;
        if (date_is_set(round->start) &&
            date_days(date_last_day(meeting->date)) < date_days(date_first_day(round->start))) {
            error = diagnostic_check(checking->diagnostics, &checks[CHECK_OUTSIDE_ROUND], whole_file(meeting->place),
                                     "the meeting is before the start of its round");
            diagnostic_note(checking->diagnostics, error, checking_place(file, "start", round->place),
                            "the round starts here");
        } else if (date_is_set(round->end) &&
                   date_days(date_first_day(meeting->date)) > date_days(date_last_day(round->end))) {
            error = diagnostic_check(checking->diagnostics, &checks[CHECK_OUTSIDE_ROUND], whole_file(meeting->place),
                                     "the meeting is after the end of its round");
            diagnostic_note(checking->diagnostics, error, checking_place(file, "end", round->place),
                            "the round ends here");
        } else {
            continue;
        }
        diagnostic_hint(checking->diagnostics, error,
                        "correct the name of the meeting's file, which is its date, or the dates in round.yml");
    }
}

/* Numbers */

static const struct yaml_node *written_number(const struct checking *checking, const struct meeting *meeting)
{
    const struct loaded_file *file = checking_file(checking, meeting);
    const struct yaml_node *node = file ? yaml_get(file->node, "number") : NULL;
    return node && !yaml_is_nothing(node) ? node : NULL;
}

static void check_number(struct checking *checking, const struct meeting *meeting, const struct meeting *before)
{
    const struct yaml_node *written = written_number(checking, meeting), *other = written_number(checking, before);
    struct place place = written ? written->place : other ? other->place : meeting->place;
    struct diagnostic *error;
    if (meeting->number == before->number)
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_MEETING_NUMBER], place,
                                 "two meetings have the number %.0f", meeting->number);
    else
        error = diagnostic_check(checking->diagnostics, &checks[CHECK_MEETING_NUMBER], place,
                                 "the meeting number %.0f comes after number %.0f", meeting->number, before->number);
    diagnostic_hint(checking->diagnostics, error,
                    "count the meetings in the order of their dates, or leave 'number:' out of all of them");
    if (written)
        diagnostic_note(checking->diagnostics, error, other ? other->place : whole_file(before->place),
                        "the earlier meeting");
    else
        diagnostic_note(checking->diagnostics, error, whole_file(meeting->place), "the later meeting");
}

/* A cancelled meeting may lend its number to the one that takes its place. Numbers that the program counts
 * cannot disagree with each other, so one of the two was written. */
static void check_numbers(struct checking *checking, const struct round *round)
{
    const struct meeting *before = NULL;
    for (size_t i = 0; i < round->meetings.count; i++) {
        const struct meeting *meeting = round->meetings.items[i];
        if (checking_is_cancelled(meeting))
            continue;
        if (before && meeting->number <= before->number)
            check_number(checking, meeting, before);
        before = meeting;
    }
}

/* Newsletters */

static void check_coverage(struct checking *checking, const struct round *round)
{
    struct map covered = {.arena = checking->arena};
    for (size_t i = 0; i < round->newsletters.count; i++) {
        const struct newsletter *newsletter = round->newsletters.items[i];
        for (size_t j = 0; j < newsletter->meetings.count; j++) {
            struct reference *reference = &newsletter->meetings.items[j];
            const struct reference *first = map_get(&covered, reference->name);
            if (!first) {
                map_set(&covered, reference->name, reference);
                continue;
            }
            struct diagnostic *error =
                diagnostic_check(checking->diagnostics, &checks[CHECK_NEWSLETTER_MEETINGS], reference->place,
                                 "another newsletter covers the meeting '%.*s' too", TEXT_ARGUMENTS(reference->name));
            diagnostic_hint(checking->diagnostics, error, "take it out of one of the two lists");
            diagnostic_note(checking->diagnostics, error, first->place, "the other newsletter");
        }
    }
}

void check_meetings(struct checking *checking)
{
    for (size_t i = 0; i < checking->model->networks.count; i++) {
        const struct network *network = checking->model->networks.items[i];
        check_bookings(checking, network);
        for (size_t j = 0; j < network->rounds.count; j++) {
            check_period(checking, network->rounds.items[j]);
            check_numbers(checking, network->rounds.items[j]);
            check_coverage(checking, network->rounds.items[j]);
        }
    }
}
