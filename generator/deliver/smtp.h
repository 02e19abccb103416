/* One connection to a mail server (libcurl): a message to one person at a time, with an answer that never leaves open
 * whether we know. For mailing/. One thread.
 *
 * TLS is required, with a valid certificate, unless the server is on loopback and the settings say otherwise. Passwords
 * never stand in a message, a log or an argument. */
#ifndef DELIVER_SMTP_H
#define DELIVER_SMTP_H

#include "base/text.h"

enum smtp_security {
    SMTP_STARTTLS, /* plain at first, then TLS or nothing */
    SMTP_TLS,      /* from the first byte (port 465) */
    SMTP_PLAIN,    /* only on loopback: anything else is refused by smtp_open's caller, see smtp_is_loopback */
};

struct smtp_server {
    struct text host;
    int port;
    enum smtp_security security;
    struct text user, password; /* no login when user is empty */
    struct text ca_file;        /* certificates to trust, PEM; empty: the system's */
    int timeout;                /* seconds without an answer before the server counts as gone */
};

/* What is known of a message after it was tried. */
enum smtp_outcome {
    SMTP_ACCEPTED,  /* the server took it over */
    SMTP_REFUSED,   /* 5xx to this recipient or message: trying again is of no use */
    SMTP_LATER,     /* 4xx to it: not taken over, may be tried again */
    SMTP_UNCERTAIN, /* the line broke after the end of the message was sent, before the answer */
    SMTP_BROKEN,    /* not taken over, and it is not this person's doing: no connection, TLS, login, 421 */
};

struct smtp_answer {
    enum smtp_outcome outcome;
    int code;          /* of the server: 250, 451, 550; 0 when it said nothing */
    struct text words; /* the server's, or libcurl's, on one line without control characters; in the caller's arena */
};

struct smtp_message {
    struct text from, to;   /* envelope; ASCII but for the local part, never beginning with a hyphen */
    struct text head, body; /* sent one after the other; CR LF */
    /* Called once, when all but the final dot was handed over. When it returns false the message is given up and the
     * server takes nothing over: SMTP_BROKEN. May be NULL. */
    bool (*before_end)(void *context);
    void *context;
};

struct smtp;

bool smtp_is_loopback(struct text host); /* localhost, 127.0.0.0/8, ::1 */
/* Nothing is connected yet: the first message does. NULL only when libcurl cannot be started. Ended by smtp_close. */
struct smtp *smtp_open(struct arena *arena, const struct smtp_server *server);
/* Sends one message over the connection that is kept, or a new one when that is gone. */
struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct smtp_message *message);
/* Says QUIT and closes; NULL is nothing. */
void smtp_close(struct smtp *smtp);

#endif
