#include "base/translate.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char domain[] = "rundbrev";

const char *translate(const char *english)
{
    return *english ? dgettext(domain, english) : english; /* gettext answers "" with the catalogue's head */
}

const char *translate_count(const char *singular, const char *plural, unsigned long count)
{
    return dngettext(domain, singular, plural, count);
}

void translate_choose(const char *language, const char *folder)
{
    /* gettext looks at LANGUAGE in any locale but "C", and C.UTF-8 is on every machine. */
    choose_message_locale("C.UTF-8");
    setenv("LANGUAGE", language, 1);
    bindtextdomain(domain, folder);
    bind_textdomain_codeset(domain, "UTF-8");
}

static const char *supported(const char *language)
{
    return strncmp(language, "sv", 2) == 0 ? "sv" : "en";
}

const char *translate_wanted(void)
{
    static const char *const variables[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value)
            return supported(value);
    }
    return "en";
}
