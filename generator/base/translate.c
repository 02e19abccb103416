#include "base/translate.h"

#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
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

/* The C library's own catalogue is not on every machine. */
const char *translate_error(int error)
{
    static const struct {
        int error;
        const char *words;
    } reasons[] = {
        {ENOENT, N_("No such file or directory")},
        {EACCES, N_("Permission denied")},
        {EPERM, N_("Operation not permitted")},
        {EEXIST, N_("File exists")},
        {EISDIR, N_("Is a directory")},
        {ENOTDIR, N_("Not a directory")},
        {ENOTEMPTY, N_("Directory not empty")},
        {ENOSPC, N_("No space left on device")},
        {EDQUOT, N_("Disk quota exceeded")},
        {EFBIG, N_("File too large")},
        {EROFS, N_("Read-only file system")},
        {EIO, N_("Input/output error")},
        {ENAMETOOLONG, N_("File name too long")},
        {ELOOP, N_("Too many levels of symbolic links")},
        {EMFILE, N_("Too many open files")},
        {EBUSY, N_("Device or resource busy")},
        {EPIPE, N_("Broken pipe")},
        {EBADF, N_("Bad file descriptor")},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return translate(reasons[i].words);
    const char *english = strerrordesc_np(error);
    return english ? english : _("unknown reason");
}

void translate_choose(const char *language, const char *folder)
{
    /* gettext looks at LANGUAGE in any locale but "C", and C.UTF-8 is on every machine. */
    choose_message_locale("C.UTF-8");
    setenv("LANGUAGE", language, 1);
    bindtextdomain(domain, folder);
    bind_textdomain_codeset(domain, "UTF-8");
}

/* Whether the name of a locale, such as "sv_SE.UTF-8", or an entry of LANGUAGE is of that language. */
static bool is_of(const char *name, const char *language)
{
    size_t size = strlen(language);
    return strncmp(name, language, size) == 0 && (name[size] == '\0' || strchr("_.@:-", name[size]));
}

static const char *first_supported(const char *list)
{
    for (const char *entry = list; entry; entry = strchr(entry, ':') ? strchr(entry, ':') + 1 : NULL) {
        if (is_of(entry, "sv"))
            return "sv";
        if (is_of(entry, "en"))
            return "en";
    }
    return "en";
}

const char *translate_wanted(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = "", *languages = getenv("LANGUAGE");
    for (size_t i = 0; i < sizeof variables / sizeof *variables && !*locale; i++)
        locale = getenv(variables[i]) ? getenv(variables[i]) : "";
    if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return "en";
    return first_supported(languages && *languages ? languages : locale);
}
