/* rundbrev markdown: the rendering of one file or of standard input. */
#include "commands/workshop.h"

#include "base/file.h"
#include "base/translate.h"
#include "read/source.h"

#include <stdio.h>
#include <string.h>

static bool find_medium(const char *name, enum markup_medium *medium)
{
    static const char *const names[] = {[MEDIUM_WEB] = "web", [MEDIUM_MAIL] = "mail", [MEDIUM_TEXT] = "text"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0) {
            *medium = (enum markup_medium)i;
            return true;
        }
    return false;
}

/* A file with front matter is read without it. */
static struct passage body_of(const struct source *source)
{
    struct passage front_matter, body = source_passage(source);
    struct arena arena = {0};
    struct diagnostics ignored = {.arena = &arena};
    if (text_starts_with(source->bytes, "---\n"))
        source_split(source, &front_matter, &body, &ignored);
    arena_release(&arena);
    return body;
}

static struct source *read_text(struct workshop *workshop, const char *path)
{
    struct text bytes;
    if (strcmp(path, "-") != 0)
        return source_read(&workshop->arena, path, text_from(path), &workshop->diagnostics);
    if (!file_read_input(&workshop->arena, &bytes, &workshop->diagnostics))
        return NULL;
    return source_from(&workshop->arena, text_from(_("standard input")), bytes, &workshop->diagnostics);
}

static bool render(struct workshop *workshop, const char *path, enum markup_medium medium, struct text *text)
{
    struct arena *arena = &workshop->arena;
    struct source *source = read_text(workshop, path);
    if (!source)
        return false;
    struct passage body = body_of(source);
    struct prose prose = model_lone_text(arena, &body, TEXT("sv"), &workshop->diagnostics);
    if (diagnostics_has_error(&workshop->diagnostics))
        return false;
    *text = output_lone_text(arena, workshop->layouts, &prose, TEXT("sv"), medium, &workshop->diagnostics);
    return !diagnostics_has_error(&workshop->diagnostics);
}

int command_markdown(const struct options *options)
{
    enum markup_medium medium;
    if (!find_medium(options->medium, &medium)) {
        fprintf(stderr, _("rundbrev markdown: --for takes web, mail or text, not '%s'\n"), options->medium);
        return STATUS_USAGE;
    }
    struct workshop workshop;
    struct text text = {0};
    bool is_rendered = workshop_open(&workshop, options) && workshop_load_layouts(&workshop) &&
                       render(&workshop, options->argument_count ? options->arguments[0] : "-", medium, &text);
    int status = report(&workshop.diagnostics, SEVERITY_WARNING);
    if (is_rendered && !print(text))
        status = STATUS_WORLD;
    workshop_close(&workshop);
    return status;
}
