/* Messages in the language of the user, by GNU gettext: English stands in the code, Swedish in
 * generator/po/sv.po. For all floors; main.c chooses the language once, before any thread starts. */
#ifndef BASE_TRANSLATE_H
#define BASE_TRANSLATE_H

/* A text of a table, translated where it is used. */
#define N_(literal) literal
/* `english` in the user's language, or as it is; never freed. Any thread. */
#define _(english) translate(english)
const char *translate(const char *english) __attribute__((format_arg(1)));
/* The singular or the plural, as the language counts. Any thread. */
const char *translate_count(const char *singular, const char *plural, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* The system's reason for a failure (an errno), in the user's language where that has words for it; never
 * freed. Any thread. */
const char *translate_error(int error);

/* Chooses "sv" or "en" for the whole program, with the catalogues below `folder` (sv/LC_MESSAGES/…). Where
 * there is no catalogue, messages stay English. */
void translate_choose(const char *language, const char *folder);
/* "sv" or "en", as gettext itself would choose: the first of LC_ALL, LC_MESSAGES and LANG that is set names
 * a locale; unless that is "C", LANGUAGE goes before it, of which the first that we have counts. */
const char *translate_wanted(void);

#endif
