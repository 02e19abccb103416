/* A mail server for tests: a thread that answers as it is told, on loopback, without TLS. One connection at a time.
 * Every MAIL FROM begins the next turn; what a turn does not name is answered well. */
#ifndef TESTS_DELIVER_MAIL_SERVER_H
#define TESTS_DELIVER_MAIL_SERVER_H

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

/* Instead of an answer. */
#define DROP ""     /* hangs up */
#define SILENCE "-" /* says nothing, until the client hangs up */

struct turn {
    const char *greeting, *hello, *login, *sender, *recipient, *data, *end; /* without the last CR LF */
    bool drops_after_data; /* hangs up as soon as something of the message has come */
};

struct mail_server {
    const struct turn *turns; /* the last one holds on */
    size_t turn_count;
    int listening, port;
    atomic_int talking; /* the connection, or -1 */
    pthread_t thread;
    atomic_bool is_ending;
    atomic_int begun, connections, accepted; /* MAIL FROM heard; messages answered with 2xx */
    char heard[1 << 16];                     /* commands, one a line */
    char message[1 << 20];                   /* the bytes of the last one, as they came */
    size_t message_size;
};

static inline const struct turn *turn_at(const struct mail_server *server, int number)
{
    static const struct turn well;
    if (!server->turn_count)
        return &well;
    size_t index = number < 0 ? 0 : (size_t)number;
    return &server->turns[index < server->turn_count ? index : server->turn_count - 1];
}

/* Waits until the client has hung up, or the test ends. */
static inline void stay_silent(struct mail_server *server, FILE *line)
{
    struct pollfd waiting = {.fd = fileno(line), .events = POLLRDHUP};
    while (!atomic_load(&server->is_ending) && poll(&waiting, 1, 50) == 0)
        continue;
}

static inline bool answer(struct mail_server *server, FILE *line, const char *words, const char *otherwise)
{
    if (!words)
        words = otherwise;
    if (!strcmp(words, SILENCE))
        stay_silent(server, line);
    if (!strcmp(words, SILENCE) || !strcmp(words, DROP))
        return false;
    return fprintf(line, "%s\r\n", words) > 0 && fflush(line) == 0;
}

static inline bool read_message(struct mail_server *server, FILE *line, const struct turn *turn)
{
    char text[4096];
    server->message_size = 0;
    while (fgets(text, sizeof text, line)) {
        if (turn->drops_after_data)
            return false;
        if (!strcmp(text, ".\r\n"))
            return true;
        size_t size = strlen(text);
        if (server->message_size + size < sizeof server->message)
            memcpy(server->message + server->message_size, text, size);
        server->message_size += size;
    }
    return false;
}

static inline void keep_heard(struct mail_server *server, const char *command)
{
    size_t size = strlen(server->heard);
    snprintf(server->heard + size, sizeof server->heard - size, "%s", command);
}

static inline bool log_in(struct mail_server *server, FILE *line, const struct turn *turn)
{
    char credentials[4096];
    if (!answer(server, line, NULL, "334 ") || !fgets(credentials, sizeof credentials, line))
        return false;
    keep_heard(server, credentials);
    return answer(server, line, turn->login, "235 welcome");
}

static inline bool obey(struct mail_server *server, FILE *line, const char *command)
{
    if (!strncasecmp(command, "MAIL", 4))
        atomic_fetch_add(&server->begun, 1);
    const struct turn *turn = turn_at(server, atomic_load(&server->begun) - 1);
    if (!strncasecmp(command, "EHLO", 4))
        return answer(server, line, turn_at(server, atomic_load(&server->begun))->hello, "250-test\r\n250 AUTH PLAIN");
    if (!strncasecmp(command, "AUTH", 4))
        return log_in(server, line, turn_at(server, atomic_load(&server->begun)));
    if (!strncasecmp(command, "MAIL", 4))
        return answer(server, line, turn->sender, "250 sender");
    if (!strncasecmp(command, "RCPT", 4))
        return answer(server, line, turn->recipient, "250 recipient");
    if (!strncasecmp(command, "QUIT", 4))
        return fputs("221 bye\r\n", line) >= 0 && false;
    if (strncasecmp(command, "DATA", 4) != 0)
        return answer(server, line, NULL, "502 unknown");
    if (!answer(server, line, turn->data, "354 go on"))
        return false;
    if (turn->data && turn->data[0] != '3')
        return true;
    if (!read_message(server, line, turn))
        return false;
    if (!turn->end || turn->end[0] == '2')
        atomic_fetch_add(&server->accepted, 1);
    return answer(server, line, turn->end, "250 2.0.0 taken over");
}

static inline void serve(struct mail_server *server, FILE *line)
{
    char command[4096];
    atomic_fetch_add(&server->connections, 1);
    if (!answer(server, line, turn_at(server, atomic_load(&server->begun))->greeting, "220 test"))
        return;
    while (fgets(command, sizeof command, line)) {
        keep_heard(server, command);
        if (!obey(server, line, command))
            return;
    }
}

static inline void *serve_all(void *context)
{
    struct mail_server *server = context;
    struct pollfd waiting = {.fd = server->listening, .events = POLLIN};
    while (!atomic_load(&server->is_ending)) {
        if (poll(&waiting, 1, 20) <= 0)
            continue;
        int descriptor = accept(server->listening, NULL, NULL);
        FILE *line = descriptor < 0 ? NULL : fdopen(descriptor, "r+");
        if (line) {
            atomic_store(&server->talking, descriptor);
            serve(server, line);
            atomic_store(&server->talking, -1);
            fclose(line);
        }
    }
    return NULL;
}

static inline struct mail_server *mail_server_start(const struct turn *turns, size_t turn_count)
{
    struct mail_server *server = calloc(1, sizeof *server);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    server->talking = -1;
    server->turns = turns;
    server->turn_count = turn_count;
    server->listening = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(server->listening, (struct sockaddr *)&address, size) != 0 || listen(server->listening, 16) != 0 ||
        getsockname(server->listening, (struct sockaddr *)&address, &size) != 0)
        abort();
    server->port = ntohs(address.sin_port);
    if (pthread_create(&server->thread, NULL, serve_all, server) != 0)
        abort();
    return server;
}

/* Nobody listens any more; what was counted can be read until mail_server_free. */
static inline void mail_server_end(struct mail_server *server)
{
    atomic_store(&server->is_ending, true);
    if (atomic_load(&server->talking) >= 0)
        shutdown(atomic_load(&server->talking), SHUT_RDWR);
    pthread_join(server->thread, NULL);
    close(server->listening);
    server->listening = -1;
}

static inline void mail_server_free(struct mail_server *server)
{
    if (server->listening >= 0)
        mail_server_end(server);
    free(server);
}

#endif
