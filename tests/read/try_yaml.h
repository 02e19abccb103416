/* Parses a text as YAML and shows its messages on one line each. For the tests of read/. */
#ifndef TESTS_READ_TRY_YAML_H
#define TESTS_READ_TRY_YAML_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "messages.h"
#include "read/yaml.h"

struct
try {
    struct arena arena;
    struct diagnostics diagnostics;
    struct source source;
    struct passage passage;
    struct yaml_node *root;
};

static inline void parse(struct try *try, struct text bytes)
{
    *try = (struct try){.source = {.path = TEXT("a.yml"), .bytes = bytes}};
    try->diagnostics.arena = &try->arena;
    try->passage = (struct passage){.text = bytes, .start = {&try->source, 1, 1}};
    try->root = yaml_parse(&try->arena, &try->passage, &try->diagnostics);
}

static inline const char *render(struct try *try)
{
    return messages_of(&try->diagnostics);
}

#endif
