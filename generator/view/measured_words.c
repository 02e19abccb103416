#include "view/measured.h"

#include <math.h>

enum { WORDS = 40, PHASES_TOLD = 3, MARKS_TOLD = 3, CHANCE_OFTEN = 20, CHANCE_ALWAYS = 99 };

/* What is being said: every sentence of strings/ takes its words from the same list. */
struct telling {
    struct view *view;
    const struct measured *measured;
    const struct measured_phase *phase; /* the last one; NULL: no value */
    enum date_style style;              /* days where all values are of one month, else months */
    struct view_word words[WORDS];
    size_t count;
    struct buffer said;
};

static void set(struct telling *telling, const char *name, struct text text)
{
    size_t i = 0;
    while (i < telling->count && !text_is(text_from(name), telling->words[i].name))
        i++;
    telling->count += i == telling->count;
    telling->words[i] = (struct view_word){name, text};
}

static void set_number(struct telling *telling, const char *name, double number)
{
    set(telling, name, view_number(telling->view, number).text);
}

static void set_count(struct telling *telling, const char *name, size_t count)
{
    set_number(telling, name, (double)count);
}

static void set_date(struct telling *telling, const char *name, struct date date)
{
    set(telling, name, locale_date(telling->view->locale, telling->view->arena, date, telling->style));
}

/* "60 påsar per månad"; a percent sign never begins a line. */
static void set_measured(struct telling *telling, const char *name, double number, struct text unit)
{
    struct text written = view_number(telling->view, number).text;
    const char *space = text_starts_with(unit, "%") ? "\u00A0" : " ";
    if (unit.size)
        written = text_format(telling->view->arena, "%.*s%s%.*s", TEXT_ARGUMENTS(written), space, TEXT_ARGUMENTS(unit));
    set(telling, name, written);
}

static void say(struct telling *telling, const char *sentence)
{
    if (telling->said.size)
        buffer_add_byte(&telling->said, ' ');
    buffer_add(&telling->said, view_sentence(telling->view, sentence, telling->words));
}

/* What an author wrote, as the end of a sentence that has a full stop of its own. */
static struct text without_stop(struct text text)
{
    text = text_trim(text);
    text.size -= text_ends_with(text, ".");
    return text;
}

static bool is_same_month(struct date a, struct date b)
{
    return a.year == b.year && a.month == b.month;
}

/* What was measured */

static const struct measurement *value_at(const struct telling *telling, size_t index)
{
    return &telling->measured->values.items[index];
}

static const struct measurement *latest(const struct telling *telling)
{
    return value_at(telling, telling->measured->values.count - 1);
}

static void set_words(struct telling *telling)
{
    const struct measured_phase *phase = telling->phase;
    const struct run_findings *findings = &phase->findings;
    struct view *view = telling->view;
    size_t count = telling->measured->values.count;
    set_count(telling, "number", count);
    set_date(telling, "start", value_at(telling, 0)->date);
    set_date(telling, "end", latest(telling)->date);
    set_number(telling, "first", value_at(telling, 0)->value);
    set_measured(telling, "last", latest(telling)->value, telling->measured->measure->unit);
    set_count(telling, "count", phase->count);
    set(telling, "values", view_counted(view, phase->count, "one_value", "many_values").text);
    set_count(telling, "needed", RUN_RULES_LEAST);
    set_number(telling, "median", findings->median);
    set_count(telling, "useful", findings->useful);
    set_count(telling, "baseline", phase->baseline);
    set_count(telling, "shift", findings->shift_least);
    set_count(telling, "trend", findings->trend_least);
    set(telling, "times", view_counted(view, findings->crossings, "one_time", "many_times").text);
    set_count(telling, "least", findings->crossings_least);
    set_count(telling, "most", findings->crossings_most);
    set_count(telling, "chance", (size_t)findings->false_alarms);
}

static struct telling begin(struct view *view, const struct measured *measured)
{
    struct telling telling = {.view = view, .measured = measured, .said = {.arena = view->arena}};
    size_t count = measured->values.count;
    set(&telling, "title", measured->measure->title);
    if (!count)
        return telling;
    telling.phase = &measured->phases.items[measured->phases.count - 1];
    telling.style = is_same_month(value_at(&telling, 0)->date, latest(&telling)->date) ? DATE_MEDIUM : DATE_MONTH;
    set_words(&telling);
    return telling;
}

static void say_what(struct telling *telling)
{
    size_t count = telling->measured->values.count;
    bool is_one_day = date_days(value_at(telling, 0)->date) == date_days(latest(telling)->date);
    say(telling, count == 1 ? "chart_one" : is_one_day ? "chart_same_day" : "chart_many");
}

/* What was new */

static void set_phase(struct telling *telling, const struct measured_phase *now)
{
    const struct measured_phase *before = now - 1;
    set(telling, "phase", without_stop(now->phase->title));
    set_date(telling, "phase_start", now->phase->start);
    set_number(telling, "before", before->findings.median);
    set_number(telling, "now", now->findings.median);
}

static void say_phases(struct telling *telling)
{
    const struct measured_phase *phases = telling->measured->phases.items, *now = telling->phase, *before = now - 1;
    size_t count = telling->measured->phases.count;
    if (count < 2)
        return;
    for (size_t i = count > PHASES_TOLD ? count - PHASES_TOLD : 1; i + 1 < count; i++) {
        set_phase(telling, &phases[i]);
        say(telling, "measured_phase_earlier");
    }
    set_phase(telling, now);
    bool is_frozen = now->findings.is_frozen || before->findings.is_frozen;
    say(telling, is_frozen ? "measured_phase_frozen" : "measured_phase");
    if (now->count >= RUN_RULES_LEAST)
        say(telling, "measured_phase_count");
}

/* What the rules saw */

static void say_not_judged(struct telling *telling)
{
    if (telling->phase->count < RUN_RULES_LEAST)
        say(telling, telling->measured->phases.count > 1 ? "measured_few_phase" : "measured_few");
    else
        say(telling, telling->phase->findings.useful ? "measured_tied" : "measured_equal");
}

/* The names of a run's sentence: `name[is_up][is_lasting]`. */
static void say_run(struct telling *telling, const struct run *run, const char *const name[2][2])
{
    struct date since = value_at(telling, telling->phase->first + run->first)->date;
    struct date until = value_at(telling, telling->phase->first + run->last)->date;
    enum date_style style = telling->style;
    if (!run->is_lasting && is_same_month(since, until))
        telling->style = DATE_MEDIUM;
    set_count(telling, "length", run->length);
    set_date(telling, "since", since);
    set_date(telling, "until", until);
    telling->style = style;
    say(telling, name[run->is_up][run->is_lasting]);
}

static void say_signals(struct telling *telling)
{
    static const char *const shifts[2][2] = {{"measured_below_ended", "measured_below"},
                                             {"measured_above_ended", "measured_above"}};
    static const char *const trends[2][2] = {{"measured_falling_ended", "measured_falling"},
                                             {"measured_rising_ended", "measured_rising"}};
    const struct run_findings *findings = &telling->phase->findings;
    bool has_run = findings->signals & (RUN_SHIFT | RUN_TREND);
    if (findings->signals & RUN_SHIFT)
        say_run(telling, &findings->shift, shifts);
    if (findings->signals & RUN_TREND)
        say_run(telling, &findings->trend, trends);
    /* Where the median is never crossed, the run of all values has said so. */
    if (findings->signals & RUN_CROSSINGS && findings->crossings)
        say(telling, has_run ? "measured_crossings_too" : "measured_crossings");
    if (findings->signals & RUN_RESTLESS)
        say(telling, "measured_restless");
}

enum meaning { MEANS_BETTER, MEANS_WORSE, MEANS_CHANGE, MEANS_PAST, MEANS_UNPLACED, MEANS_RESTLESS };

static enum meaning meaning_of(const struct measured *measured, unsigned signals)
{
    const struct run *run = measured_pointed(measured);
    if (measured->better && measured->direction)
        return measured->direction == measured->better ? MEANS_BETTER : MEANS_WORSE;
    if (run)
        return run->is_lasting || signals & RUN_CROSSINGS ? MEANS_CHANGE : MEANS_PAST;
    return signals & RUN_CROSSINGS ? MEANS_UNPLACED : MEANS_RESTLESS;
}

/* That chance seldom gives such a thing is known of Anhøj's rules around a median of all values alone. */
static void say_meaning(struct telling *telling)
{
    static const char *const rare[] = {"measured_rare_better", "measured_rare_worse",    "measured_rare_change",
                                       "measured_rare_past",   "measured_rare_unplaced", NULL};
    static const char *const taken[] = {"measured_taken_better", "measured_taken_worse",    "measured_taken_change",
                                        "measured_taken_past",   "measured_taken_unplaced", "measured_taken_restless"};
    const struct run_findings *findings = &telling->phase->findings;
    enum meaning meaning = meaning_of(telling->measured, findings->signals);
    bool is_rare = !findings->is_frozen && telling->measured->rules == RUN_RULES_ANHOJ;
    say(telling, (is_rare ? rare : taken)[meaning]);
    if (findings->is_frozen)
        say(telling, "measured_chance_frozen");
    else if (findings->false_alarms >= CHANCE_ALWAYS)
        say(telling, "measured_chance_always");
    else
        say(telling, findings->false_alarms >= CHANCE_OFTEN ? "measured_chance_often" : "measured_chance");
}

static void say_findings(struct telling *telling)
{
    const struct run_findings *findings = &telling->phase->findings;
    if (!findings->is_judged) {
        say_not_judged(telling);
    } else if (!findings->signals) {
        say(telling, "measured_none");
    } else {
        say_signals(telling);
        say_meaning(telling);
    }
}

/* How far it is to the goal */

/* A difference between percentages is told in percentage points. */
static void set_distance(struct telling *telling)
{
    struct view *view = telling->view;
    struct text number = view_number(view, fabs(latest(telling)->value - telling->measured->goal)).text;
    struct text points = view_string(view, text_is(number, "1") ? "one_percentage_point" : "many_percentage_points");
    if (model_percent(telling->measured->measure->unit).size)
        number = text_format(view->arena, "%.*s %.*s", TEXT_ARGUMENTS(number), TEXT_ARGUMENTS(points));
    set(telling, "left", number);
}

static void say_goal(struct telling *telling)
{
    static const char *const fixed[] = {"measured_goal_left", "measured_goal_reached", "measured_goal_off",
                                        "measured_goal_same"};
    static const char *const moving[] = {"measured_moving_left", "measured_moving_reached", "measured_moving_off",
                                         "measured_moving_same"};
    const struct measured *measured = telling->measured;
    const struct measure *measure = measured->measure;
    if (!measured->has_goal)
        return;
    set_distance(telling);
    /* The unit stands at the latest value: once is enough. */
    set_measured(telling, "goal", measured->goal, model_percent(measure->unit));
    set_date(telling, "goal_start", measure->goal_change.start);
    size_t which = (measured->better ? 0 : 2) + measured->is_at_goal;
    if (!measured->has_begun)
        say(telling, "measured_moving_start");
    else
        say(telling, (measured->is_moving ? moving : fixed)[which]);
}

/* What somebody has marked */

static void say_marks(struct telling *telling)
{
    const measurement_list *values = &telling->measured->values;
    size_t first = values->count;
    for (size_t told = 0; first > 0 && told < MARKS_TOLD;)
        told += values->items[--first].mark;
    for (size_t i = first; i < values->count; i++) {
        const struct measurement *value = &values->items[i];
        struct text note = without_stop(value->note);
        if (!value->mark)
            continue;
        set(telling, "date", locale_date(telling->view->locale, telling->view->arena, value->date, DATE_MEDIUM));
        set(telling, "note", note);
        say(telling, note.size ? "measured_mark_note" : "measured_mark");
    }
}

struct text measured_sentence(struct view *view, const struct measured *measured)
{
    struct telling telling = begin(view, measured);
    if (!telling.phase) {
        say(&telling, "chart_none");
        return buffer_text(&telling.said);
    }
    say_what(&telling);
    say_phases(&telling);
    say_findings(&telling);
    say_goal(&telling);
    say_marks(&telling);
    return buffer_text(&telling.said);
}

struct text measured_rule(struct view *view, const struct measured *measured)
{
    struct telling telling = begin(view, measured);
    if (!telling.phase)
        return (struct text){0};
    bool is_few = telling.phase->count < RUN_RULES_LEAST, is_ihi = measured->rules == RUN_RULES_IHI;
    if (!telling.phase->findings.is_judged)
        say(&telling, !is_few                      ? "measured_rule_tied"
                      : measured->phases.count > 1 ? "measured_rule_few_phase"
                                                   : "measured_rule_few");
    else
        say(&telling, is_ihi ? "measured_rule_ihi" : "measured_rule_anhoj");
    return buffer_text(&telling.said);
}

struct text measured_signal(struct view *view, const struct measured *measured)
{
    static const char *const names[2][2] = {{"measured_signal_below", "measured_signal_above"},
                                            {"measured_signal_falling", "measured_signal_rising"}};
    const struct run *run = measured_pointed(measured);
    if (!run)
        return (struct text){0};
    struct telling telling = begin(view, measured);
    set_count(&telling, "length", run->length);
    say(&telling, names[run == &telling.phase->findings.trend][run->is_up]);
    return buffer_text(&telling.said);
}

struct text measured_progress(struct view *view, const struct measured *measured)
{
    static const char *const names[] = {
        [PROGRESS_REACHED] = "progress_reached", [PROGRESS_TOWARD] = "progress_toward",
        [PROGRESS_AWAY] = "progress_away",       [PROGRESS_CHANGED] = "progress_changed",
        [PROGRESS_UNSURE] = "progress_unsure",   [PROGRESS_FEW] = "progress_few",
        [PROGRESS_NONE] = "progress_none",
    };
    if (!measured->has_goal && measured->progress == PROGRESS_TOWARD)
        return view_string(view, "progress_better");
    if (!measured->has_goal && measured->progress == PROGRESS_AWAY)
        return view_string(view, "progress_worse");
    return view_string(view, names[measured->progress]);
}

struct text measured_sign(enum progress progress)
{
    static const char *const signs[] = {
        [PROGRESS_REACHED] = "✓", [PROGRESS_TOWARD] = "→", [PROGRESS_AWAY] = "←", [PROGRESS_CHANGED] = "◆",
        [PROGRESS_UNSURE] = "~",  [PROGRESS_FEW] = "…",    [PROGRESS_NONE] = "–",
    };
    return text_from(signs[progress]);
}
