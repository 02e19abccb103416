/* rundbrev check: everything that build does, but the printing and the writing. */
#include "commands/workshop.h"

int command_check(const struct options *options)
{
    struct workshop workshop;
    artifact_list artifacts = {0};
    bool is_fine = workshop_load(&workshop, options) && workshop_render(&workshop, options, ~0u, &artifacts);
    size_t warnings = diagnostics_count(&workshop.diagnostics, SEVERITY_WARNING);
    int status = report(&workshop.diagnostics);
    struct text verdict =
        text_format(&workshop.arena, "no errors, %zu %s\n", warnings, warnings == 1 ? "warning" : "warnings");
    if (is_fine && !options->is_quiet && !print(verdict))
        status = STATUS_WORLD;
    workshop_close(&workshop);
    return status;
}
