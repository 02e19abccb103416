#include "base/file.h"
#include "base/translate.h"
#include "mailing/address.h"
#include "mailing/journal_line.h"

#include <errno.h>
#include <sys/stat.h>

struct reading {
    struct arena *arena;
    struct journal_state *state;
    struct map deliveries;        /* by key: struct delivery */
    struct plan_of_sending *plan; /* whose persons are being read, or NULL */
    size_t wanted;                /* how many it has */
    const struct source *source;
    unsigned line;
    struct diagnostics *diagnostics;
};

/* Always false, so that a line's reader can return it. */
static bool damaged(struct reading *reading, const char *why)
{
    struct place place = {.source = reading->source, .line = reading->line};
    struct diagnostic *error =
        diagnostic_error(reading->diagnostics, place, "the journal of what was sent is damaged: %s", translate(why));
    diagnostic_hint(reading->diagnostics, error,
                    "nothing is sent until it is whole: take the file from a backup, or mend the line");
    return false;
}

static bool number_of(struct text digits, size_t *number)
{
    *number = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return false;
        *number = *number * 10 + (size_t)(digits.bytes[i] - '0');
    }
    return digits.size > 0 && digits.size < 10;
}

static int index_of(const char *const *names, size_t count, struct text name)
{
    for (size_t i = 0; i < count; i++)
        if (text_is(name, names[i]))
            return (int)i;
    return -1;
}

void delivery_settle(struct delivery *delivery, enum delivery_state state, int code, struct text words,
                     struct text time)
{
    delivery->state = state;
    delivery->code = code;
    delivery->words = words;
    delivery->time = time;
    if (state == DELIVERY_SENT || state == DELIVERY_UNCERTAIN) {
        delivery->got = delivery->revision;
        delivery->got_letter = delivery->letter;
        delivery->message_id = delivery->trying;
    }
    delivery->attempts += state != DELIVERY_WAITING;
    delivery->trying = delivery->next = (struct text){0};
}

/* A try that nobody answered: the program ended, or tried again. */
static void settle_open(struct delivery *delivery)
{
    if (delivery->trying.size)
        delivery_settle(delivery, DELIVERY_UNCERTAIN, 0, (struct text){0}, delivery->time);
}

/* Plans. */

static struct delivery *planned(struct reading *reading, const struct mailbox *person)
{
    struct text key = address_key(reading->arena, person->email);
    struct delivery *delivery = map_get(&reading->deliveries, key);
    if (!delivery) {
        delivery = ARENA_NEW(reading->arena, struct delivery);
        delivery->key = key;
        map_set(&reading->deliveries, key, delivery);
        ARRAY_PUSH(reading->arena, &reading->state->deliveries, delivery);
    }
    return delivery;
}

static bool plan_person(struct reading *reading, const struct mailbox *person, struct text time)
{
    const struct plan_of_sending *plan = reading->plan;
    struct delivery *delivery = planned(reading, person);
    settle_open(delivery);
    if (delivery->revision == plan->revision)
        return damaged(reading, N_("somebody is twice in a plan"));
    if (plan->kind == PLAN_ANEW && delivery->state == DELIVERY_SENT)
        return damaged(reading, N_("somebody is in a new plan who has got the letter"));
    *delivery = (struct delivery){
        .mailbox = *person,
        .key = delivery->key,
        .revision = plan->revision,
        .letter = plan->letter,
        .got = delivery->got,
        .got_letter = delivery->got_letter,
        .message_id = delivery->message_id,
        .corrects = plan->kind == PLAN_CORRECTION ? delivery->message_id : (struct text){0},
        .time = time,
    };
    if (plan->kind == PLAN_DRAFT) {
        delivery->state = DELIVERY_UNCERTAIN;
        delivery->got = plan->revision;
        delivery->got_letter = plan->letter;
        delivery->message_id = (struct text){0};
        delivery->words = TEXT(N_("handed over as a draft"));
    }
    return true;
}

/* Only a plan with all its persons counts. */
static bool adopt_plan(struct reading *reading, struct text time)
{
    for (size_t i = 0; i < reading->plan->persons.count; i++)
        if (!plan_person(reading, &reading->plan->persons.items[i], time))
            return false;
    reading->state->plan = reading->plan;
    reading->plan = NULL;
    return true;
}

static bool read_plan(struct reading *reading, const struct text *fields, size_t revision)
{
    int kind = index_of(journal_kinds, PLAN_DRAFT + 1, fields[FIELD_KIND]);
    struct plan_of_sending *plan = ARENA_NEW(reading->arena, struct plan_of_sending);
    if (kind < 0 || !number_of(fields[FIELD_COUNT], &reading->wanted) ||
        (fields[FIELD_DATE].size && !date_parse(fields[FIELD_DATE], &plan->date)))
        return damaged(reading, N_("a plan of no kind, number or date"));
    if (revision == 0 || (reading->state->plan && revision <= (size_t)reading->state->plan->revision))
        return damaged(reading, N_("a plan whose revision is not greater than the one before"));
    plan->kind = (enum plan_kind)kind;
    plan->revision = (int)revision;
    plan->letter = journal_field(reading->arena, fields[FIELD_LETTER]);
    plan->list = journal_field(reading->arena, fields[FIELD_LIST]);
    reading->plan = plan;
    return reading->wanted || adopt_plan(reading, fields[FIELD_TIME]);
}

static bool read_person(struct reading *reading, const struct text *fields, size_t revision)
{
    struct plan_of_sending *plan = reading->plan;
    size_t number;
    if (!plan || revision != (size_t)plan->revision || !number_of(fields[FIELD_CODE], &number) ||
        number != plan->persons.count + 1 || !fields[FIELD_ADDRESS].size)
        return damaged(reading, N_("a person without a plan"));
    struct mailbox person = {
        .name = journal_field(reading->arena, fields[FIELD_WORDS]),
        .email = journal_field(reading->arena, fields[FIELD_ADDRESS]),
    };
    ARRAY_PUSH(reading->arena, &plan->persons, person);
    return plan->persons.count < reading->wanted || adopt_plan(reading, fields[FIELD_TIME]);
}

/* Events. */

static bool read_answer(struct reading *reading, struct delivery *delivery, const struct text *fields)
{
    int answer = index_of(journal_answers, DELIVERY_STATES, fields[FIELD_EVENT]);
    size_t code;
    if (answer < 0)
        return damaged(reading, N_("an event that there is not"));
    if (!number_of(fields[FIELD_CODE], &code))
        return damaged(reading, N_("no line of a journal"));
    if (answer == DELIVERY_WAITING && delivery->next.size) {
        delivery->next = (struct text){0};
        return true;
    }
    if (!delivery->trying.size)
        return damaged(reading, N_("an answer to a message that was not tried"));
    delivery_settle(delivery, (enum delivery_state)answer, (int)code,
                    journal_field(reading->arena, fields[FIELD_WORDS]), fields[FIELD_TIME]);
    return true;
}

static bool read_event(struct reading *reading, const struct text *fields, size_t revision)
{
    bool is_try = text_is(fields[FIELD_EVENT], "try"), is_next = text_is(fields[FIELD_EVENT], "next");
    struct delivery *delivery = map_get(
        &reading->deliveries, address_key(reading->arena, journal_field(reading->arena, fields[FIELD_ADDRESS])));
    if (!delivery || revision != (size_t)delivery->revision)
        return damaged(reading, N_("something happened to somebody who is in no plan"));
    if (!is_try && !is_next)
        return read_answer(reading, delivery, fields);
    struct text words = journal_field(reading->arena, fields[FIELD_WORDS]);
    settle_open(delivery);
    delivery->trying = is_try ? words : (struct text){0};
    delivery->next = is_next ? words : (struct text){0};
    delivery->time = fields[FIELD_TIME];
    return words.size || damaged(reading, N_("a message without an id"));
}

/* Up to PLAN_FIELDS fields; one more when there are more. */
static size_t split(struct text line, struct text fields[PLAN_FIELDS])
{
    size_t count = 0;
    for (size_t from = 0; from <= line.size && count <= PLAN_FIELDS; count++) {
        size_t end = text_find_byte(line, '\t', from);
        if (count < PLAN_FIELDS)
            fields[count] = text_slice(line, from, end);
        from = end + 1;
    }
    return count;
}

static bool read_line(struct reading *reading, struct text line)
{
    struct text fields[PLAN_FIELDS];
    if (text_ends_with(line, JOURNAL_TORN))
        return true;
    size_t count = split(line, fields), revision;
    bool is_plan = count > FIELD_EVENT && text_is(fields[FIELD_EVENT], "plan");
    if (count != (is_plan ? PLAN_FIELDS : LINE_FIELDS) || !number_of(fields[FIELD_REVISION], &revision) ||
        utf8_first_invalid(line) < line.size)
        return damaged(reading, N_("no line of a journal"));
    if (text_is(fields[FIELD_EVENT], "person"))
        return read_person(reading, fields, revision);
    reading->plan = NULL;
    return is_plan ? read_plan(reading, fields, revision) : read_event(reading, fields, revision);
}

/* Somebody who was next when the computer stopped may have been tried, with the disk knowing nothing of it. */
static void settle_next(struct delivery *delivery, struct text boot)
{
    if (delivery->next.size && !text_equal(delivery->next, boot))
        delivery_settle(delivery, DELIVERY_UNCERTAIN, 0, text_from(_("the computer stopped when they were next")),
                        delivery->time);
}

void journal_count(struct journal_state *state)
{
    memset(state->counts, 0, sizeof state->counts);
    state->left_behind = 0;
    for (size_t i = 0; i < state->deliveries.count; i++) {
        const struct delivery *delivery = state->deliveries.items[i];
        if (state->plan && delivery->revision == state->plan->revision)
            state->counts[delivery->state]++;
        else
            state->left_behind += !delivery->got;
    }
}

static void settle_all(struct reading *reading)
{
    struct text boot = journal_boot(reading->arena);
    for (size_t i = 0; i < reading->state->deliveries.count; i++) {
        settle_open(reading->state->deliveries.items[i]);
        settle_next(reading->state->deliveries.items[i], boot);
    }
}

bool journal_read(struct arena *arena, const char *path, struct journal_state *state, struct diagnostics *diagnostics)
{
    struct stat status;
    struct source *source = ARENA_NEW(arena, struct source);
    *state = (struct journal_state){0};
    if (lstat(path, &status) != 0 && errno == ENOENT)
        return true;
    if (!file_read(arena, path, &source->bytes, diagnostics))
        return false;
    source->path = text_copy(arena, text_from(path));
    struct reading reading = {
        .arena = arena,
        .state = state,
        .deliveries = {.arena = arena},
        .source = source,
        .diagnostics = diagnostics,
    };
    size_t from = 0;
    for (size_t end; (end = text_find_byte(source->bytes, '\n', from)) < source->bytes.size; from = end + 1) {
        reading.line++;
        if (!read_line(&reading, text_slice(source->bytes, from, end)))
            return false;
    }
    /* What follows the last line feed is torn, or is being written right now. */
    settle_all(&reading);
    journal_count(state);
    return true;
}
