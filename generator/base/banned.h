/* Functions that must not be used: unbounded, locale- or time-zone-dependent, or not thread-safe.
 * Included by the Makefile before every file of generator/ (-include). */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Of the locale only the language of messages is chosen: base/translate.c. */
static inline char *choose_message_locale(const char *name)
{
    return setlocale(LC_MESSAGES, name);
}

#pragma GCC poison strcpy strcat sprintf vsprintf strncpy strncat gets
#pragma GCC poison gmtime localtime asctime strtok setlocale
#pragma GCC poison atoi atol atof system popen mktemp tmpnam
/* A field of this name stands in a header of poppler, so only the call is refused. */
#define ctime(time) ctime_is_banned(time)

#endif
