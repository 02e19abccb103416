/* rundbrev check: everything that build does, but the printing and the writing; and what it looks for. */
#include "commands/findings.h"
#include "commands/inspect.h"
#include "commands/workshop.h"

#include "base/translate.h"
#include "model/checks.h"

#include <stdio.h>

/* What is looked for */

static int list(void)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    for (size_t i = 0; i < CHECK_COUNT; i++) {
        add_column(&buffer, text_from(checks[i].name), 25);
        add_column(&buffer, text_from(severity_word(checks[i].level)), 9);
        buffer_format(&buffer, "%s\n", translate(checks[i].help));
    }
    int status = print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
    arena_release(&arena);
    return status;
}

static int explain(const char *name)
{
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    const struct check *check = check_find(text_from(name));
    int status = STATUS_USAGE;
    if (check) {
        findings_explain(check, &buffer);
        status = print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
    } else {
        struct text nearest = check_nearest(text_from(name));
        if (nearest.size)
            fprintf(stderr, _("rundbrev check: there is no check named '%s'; did you mean '%.*s'?\n"), name,
                    TEXT_ARGUMENTS(nearest));
        else
            fprintf(stderr, _("rundbrev check: there is no check named '%s' ('rundbrev check --list' shows all)\n"),
                    name);
    }
    arena_release(&arena);
    return status;
}

/* What is found */

static bool tell(struct workshop *workshop, const struct options *options)
{
    struct buffer buffer = {.arena = &workshop->arena};
    struct diagnostics *diagnostics = &workshop->diagnostics;
    diagnostics_sort(diagnostics);
    if (options->is_json) {
        findings_write_json(diagnostics, &buffer);
    } else {
        diagnostics_write(diagnostics, SEVERITY_ALLOWED, &buffer);
        if (!options->is_quiet)
            findings_summarise(diagnostics, &buffer);
    }
    return print(buffer_text(&buffer));
}

static int check(const struct options *options)
{
    struct workshop workshop;
    artifact_list artifacts = {0};
    /* Behind an error not everything has been looked for that may be allowed. */
    if (workshop_load(&workshop, options)) {
        model_say_unused_allowances(workshop.model, &workshop.diagnostics);
        if (workshop_render(&workshop, options, ~0u, &artifacts))
            inspect_artifacts(&workshop, &artifacts, false);
    }
    int status = tell(&workshop, options) ? diagnostics_exit_status(&workshop.diagnostics) : STATUS_WORLD;
    workshop_close(&workshop);
    return status;
}

int command_check(const struct options *options)
{
    return options->is_list ? list() : options->explain ? explain(options->explain) : check(options);
}
