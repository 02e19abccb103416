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

/* Of SMTP_BROKEN: whether the same may work in a while, or who has to act. */
enum smtp_trouble {
    SMTP_PASSING,         /* no connection, 421, 4xx: may pass */
    SMTP_NO_HOST,         /* nobody of that name, or nobody who answers (only told of a first connection) */
    SMTP_NO_TLS,          /* the server offers no TLS, or not where we look for it */
    SMTP_BAD_CERTIFICATE, /* it cannot prove to be the one we want */
    SMTP_NO_LOGIN,        /* it refuses user and password, or offers no login that fits */
    SMTP_UNWILLING,       /* 5xx to us or our sender's address, before any recipient was named */
};

struct smtp_answer {
    enum smtp_outcome outcome;
    enum smtp_trouble trouble;
    int code;          /* of the server: 250, 451, 550; 0 when it said nothing */
    struct text words; /* the server's, libcurl's, or English to be translated; on one line without control characters
                          or the password; in the caller's arena */
};

struct smtp_message {
    struct text from, to;   /* envelope; ASCII but for the local part, never beginning with a hyphen; what could not be
                               an address is refused unsent. `from` may be empty */
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
/* Sends one message over the connection that is kept, or a new one when that is gone. After anything but
 * SMTP_ACCEPTED the next message gets a new connection. */
struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct smtp_message *message);
/* Says QUIT, closes, and wipes what it copied of the password; NULL is nothing. */
void smtp_close(struct smtp *smtp);

#endif
