#include "read/yaml_explain.h"

#include "base/translate.h"
#include "read/yaml_fault.h"
#include "read/yaml_search.h"

#include <string.h>

enum way {
    WAY_AT,    /* message and hint, where libyaml gave up */
    WAY_BEGAN, /* the same, where what it was reading begins */
    WAY_BOTH,  /* where it gave up, with a note where it begins */
    WAY_TAB,
    WAY_FIRST_CHARACTER, /* of the value where it gave up */
    WAY_BEGAN_CHARACTER, /* of the value where it begins */
    WAY_QUOTE,
};

static const struct complaint {
    const char *problem;
    enum way way;
    const char *message, *hint;
} complaints[] = {
    {"found character that cannot start any token", WAY_FIRST_CHARACTER, NULL, NULL},
    {"found a tab character where an indentation space is expected", WAY_TAB, NULL, NULL},
    {"found a tab character that violates indentation", WAY_TAB, NULL, NULL},
    {"mapping values are not allowed in this context", WAY_AT, N_("a colon that does not belong here"),
     N_("put the value in straight quotes if the colon is part of it")},
    {"could not find expected ':'", WAY_BEGAN, N_("no colon in this line"), N_("write 'name: value'")},
    {"did not find expected key", WAY_AT, N_("the indentation of this line does not fit the lines above"),
     N_("names that belong together begin at the same column")},
    {"did not find expected '-' indicator", WAY_AT, N_("no '-' before this line of a list"),
     N_("begin it with '- ', or indent it below the item it belongs to")},
    {"did not find expected ',' or ']'", WAY_BOTH, N_("no comma or ']' before this"),
     N_("the list in brackets begins here")},
    {"did not find expected ',' or '}'", WAY_BOTH, N_("no comma or '}' before this"), N_("the braces begin here")},
    {"did not find expected node content", WAY_AT, N_("no value where there should be one"),
     N_("write a value, or put the text in straight quotes")},
    {"found unexpected end of stream", WAY_QUOTE, NULL, NULL},
    {"found unexpected document indicator", WAY_QUOTE, NULL, NULL},
    {"found unknown escape character", WAY_AT, N_("a backslash that means nothing in double quotes"),
     N_("write two backslashes for one, or put the value in single quotes")},
    {"did not find expected hexdecimal number", WAY_AT, N_("a backslash that means nothing in double quotes"),
     N_("write two backslashes for one, or put the value in single quotes")},
    {"found invalid Unicode character escape code", WAY_AT, N_("a backslash that means nothing in double quotes"),
     N_("write two backslashes for one, or put the value in single quotes")},
    {"block sequence entries are not allowed in this context", WAY_AT, N_("a list item that does not belong here"),
     N_("write each '- …' on a line of its own, below the name of the list")},
    {"mapping keys are not allowed in this context", WAY_FIRST_CHARACTER, NULL, NULL},
    {"found an indentation indicator equal to 0", WAY_AT, N_("a '0' after the sign of a text block"),
     N_("write '|' alone and the text indented on the lines below")},
    {"did not find expected comment or line break", WAY_AT, N_("text where the line should end"),
     N_("begin the text on the next line, indented")},
    {"did not find expected alphabetic or numeric character", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find expected '!'", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find the expected '!'", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find expected whitespace or line break", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find expected tag URI", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find URI escaped octet", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"found undefined tag handle", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find expected directive name", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"could not find expected directive name", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"found unknown directive name", WAY_BEGAN_CHARACTER, NULL, NULL},
    {"did not find expected <document start>", WAY_AT, N_("this line does not belong to the lines above"),
     N_("write 'name: value' on every line, all at the same column")},
};

static struct place place_of(const struct passage *passage, struct yaml_position spot)
{
    return passage_place(passage, spot.line, spot.column);
}

static struct text line_from(const struct passage *passage, struct yaml_position spot)
{
    return text_slice(passage->text, spot.byte, text_find_byte(passage->text, '\n', spot.byte));
}

static void refuse_first_character(const struct passage *passage, struct yaml_position spot,
                                   struct diagnostics *diagnostics)
{
    struct text line = line_from(passage, spot);
    if (line.size && line.bytes[0] == '\t')
        yaml_fault_tab(diagnostics, place_of(passage, spot), 1);
    else
        yaml_fault_first_character(diagnostics, place_of(passage, spot), line.size ? line : TEXT(" "));
}

static void reword(const struct passage *passage, const struct yaml_failure *failure, const struct complaint *complaint,
                   struct diagnostics *diagnostics)
{
    struct place at = place_of(passage, failure->at), began = place_of(passage, failure->began);
    struct diagnostic *fault;
    switch (complaint->way) {
    case WAY_AT:
    case WAY_BEGAN:
        fault =
            diagnostic_error(diagnostics, complaint->way == WAY_AT ? at : began, "%s", translate(complaint->message));
        diagnostic_hint(diagnostics, fault, "%s", translate(complaint->hint));
        break;
    case WAY_BOTH:
        fault = diagnostic_error(diagnostics, at, "%s", translate(complaint->message));
        diagnostic_hint(diagnostics, fault,
                        "put the whole value in straight quotes if the bracket belongs to the text");
        diagnostic_note(diagnostics, fault, began, "%s", translate(complaint->hint));
        break;
    case WAY_TAB:
        yaml_fault_tab(diagnostics, at, 1);
        break;
    case WAY_FIRST_CHARACTER:
        refuse_first_character(passage, failure->at, diagnostics);
        break;
    case WAY_BEGAN_CHARACTER:
        refuse_first_character(passage, failure->began, diagnostics);
        break;
    case WAY_QUOTE:
        if (line_from(passage, failure->began).size)
            yaml_fault_open_quote(diagnostics, began, line_from(passage, failure->began));
        break;
    }
}

static void reword_any(const struct passage *passage, const struct yaml_failure *failure,
                       struct diagnostics *diagnostics)
{
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++)
        if (failure->problem && strcmp(failure->problem, complaints[i].problem) == 0) {
            reword(passage, failure, &complaints[i], diagnostics);
            return;
        }
    if (failure->problem)
        diagnostic_error(diagnostics, place_of(passage, failure->at), "this is no YAML (libyaml says: %s)",
                         failure->problem);
    else
        diagnostic_error(diagnostics, place_of(passage, failure->at), "this is no YAML");
}

void yaml_explain(const struct passage *passage, const struct yaml_failure *failure, struct diagnostics *diagnostics)
{
    struct arena scratch = {0};
    struct diagnostics found = {.arena = &scratch};
    yaml_search_faults(passage, &found);
    unsigned line = place_of(passage, failure->at).line;
    bool is_explained = false;
    for (size_t i = 0; i < found.list.count; i++)
        is_explained = is_explained || found.list.items[i]->place.line <= line;
    size_t before = diagnostics->list.count;
    if (!is_explained)
        reword_any(passage, failure, diagnostics);
    diagnostics_sort(&found);
    diagnostics_merge(diagnostics, &found);
    if (diagnostics->list.count == before)
        diagnostic_error(diagnostics, place_of(passage, failure->at), "this is no YAML");
    arena_release(&scratch);
}
