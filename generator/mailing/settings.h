/* By which server letters are sent: private/smtp.yml. And private/ itself: only its owner may read it.
 * For mailing/ and commands/. */
#ifndef MAILING_SETTINGS_H
#define MAILING_SETTINGS_H

#include "base/diagnostic.h"
#include "model/fields.h"

struct smtp_settings {
    struct text server, security, user;          /* security: starttls, tls or none */
    double port;                                 /* 587, or 465 for tls */
    struct text password_command, password_file; /* at most one; else $RUNDBREV_SMTP_PASSWORD */
    struct text certificates;                    /* PEM file; empty: the system's */
    struct text return_path;                     /* where bounces go; empty: the sender's address */
    double per_minute;                           /* 20 by default; 0: no limit */
    double retry;    /* seconds before the first new attempt after a 4xx; doubled each time */
    double attempts; /* how often a person is tried in one run */
    double timeout;  /* seconds that the server may be silent */
    struct place place;
};

extern const struct record_type smtp_settings_type; /* drives reading, and `rundbrev schema` */

/* Reads the file into `settings`, with defaults. False with diagnostics: no file (the hint shows what to write),
 * mistakes in it, no TLS to a server that is not on loopback. */
bool smtp_settings_read(struct arena *arena, const char *path, struct smtp_settings *settings,
                        struct diagnostics *diagnostics);
/* The password: what the command prints, or stands in the file or the environment, without the line feed at its end.
 * False with a diagnostic when the command fails, or nothing tells it although `user` is set. */
enum { SMTP_PASSWORD_SECONDS = 60 }; /* that a command may take */
bool smtp_password(struct arena *arena, const struct smtp_settings *settings, struct text *password,
                   struct diagnostics *diagnostics);
/* The same, with another limit for the command: for tests. */
bool smtp_password_within(struct arena *arena, const struct smtp_settings *settings, int seconds, struct text *password,
                          struct diagnostics *diagnostics);

/* Whether the folder belongs to us and lets in nobody else (what lies in it is then out of reach too). False with a
 * diagnostic and a hint (chmod -R go= private). */
bool private_folder_check(struct arena *arena, const char *path, struct diagnostics *diagnostics);

#endif
