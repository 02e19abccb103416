#include "deliver/smtp.h"

#include "base/translate.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

enum {
    WORDS_HEARD = 1000, /* bytes kept of an answer; a server may send many lines of them */
    WORDS_SHOWN = 400,
    SECRETS = 3,
    CODE_OF_QUIT = 221,
};

/* The exchange up to the message of one person, by whose answer comes next. */
enum step { STEP_CONNECT, STEP_SENDER, STEP_RECIPIENT, STEP_DATA, STEP_END, STEP_OVER };

struct exchange {
    const struct smtp_message *message;
    size_t position; /* in head and body */
    enum step step;  /* what is answered next */
    bool is_ended;   /* all was handed over, the final dot may follow */
    bool is_given_up;
    bool was_heard; /* a first answer came */
    int code;       /* of the last answer */
    char words[WORDS_HEARD];
    size_t words_size;
    bool is_answer_open; /* more lines of it follow */
    bool is_failed;      /* the answer was no; what follows is the answer to QUIT */
};

struct smtp {
    CURL *curl;
    struct arena *arena;
    struct text user;
    struct text secrets[SECRETS]; /* the password, as it is and as it is sent */
    bool is_logged_in;            /* on the kept connection */
    int socket;                   /* of the connection, or -1 */
    bool was_ready;               /* some connection has got as far as a message */
    struct exchange exchange;     /* the one under way */
    char error[CURL_ERROR_SIZE];
};

bool smtp_is_loopback(struct text host)
{
    struct arena scratch = {0};
    struct in_addr four;
    struct in6_addr six;
    if (text_starts_with(host, "[") && text_ends_with(host, "]"))
        host = text_slice(host, 1, host.size - 1);
    const char *name = text_string(&scratch, host);
    bool is_loopback = text_equal_but_case(host, TEXT("localhost")) ||
                       (inet_pton(AF_INET, name, &four) == 1 && ntohl(four.s_addr) >> 24 == 127) ||
                       (inet_pton(AF_INET6, name, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six));
    arena_release(&scratch);
    return is_loopback;
}

/* What libcurl calls. */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static void keep_words(struct exchange *exchange, struct text words)
{
    size_t room = sizeof exchange->words - exchange->words_size;
    if (exchange->words_size && room) {
        exchange->words[exchange->words_size++] = ' ';
        room--;
    }
    size_t size = words.size < room ? words.size : room;
    memcpy(exchange->words + exchange->words_size, words.bytes, size);
    exchange->words_size += size;
}

/* While connecting some answers may be no: to EHLO, after which libcurl tries HELO. */
static void note_greeting(struct smtp *smtp)
{
    struct exchange *exchange = &smtp->exchange;
    /* The first answer of a connection is its greeting; 235 says that the login was right. */
    smtp->is_logged_in = exchange->was_heard && (smtp->is_logged_in || exchange->code == 235);
    exchange->was_heard = true;
}

static void note_answer(struct exchange *exchange)
{
    exchange->is_failed = exchange->code >= 400;
    if (exchange->step < STEP_OVER)
        exchange->step++;
}

/* A line of an answer: "550-no such", "550 user". */
static size_t hear(char *bytes, size_t size, size_t count, void *context)
{
    struct smtp *smtp = context;
    struct exchange *exchange = &smtp->exchange;
    struct text line = text_trim((struct text){bytes, size * count});
    if (line.size < 3 || !is_digit(line.bytes[0]) || !is_digit(line.bytes[1]) || !is_digit(line.bytes[2]))
        return size * count;
    int code = (line.bytes[0] - '0') * 100 + (line.bytes[1] - '0') * 10 + line.bytes[2] - '0';
    if (exchange->is_failed || code == CODE_OF_QUIT)
        return size * count;
    if (!exchange->is_answer_open)
        exchange->words_size = 0;
    keep_words(exchange, text_slice(line, 4, line.size));
    exchange->code = code;
    exchange->is_answer_open = line.size > 3 && line.bytes[3] == '-';
    if (exchange->is_answer_open)
        return size * count;
    if (exchange->step == STEP_CONNECT)
        note_greeting(smtp);
    else
        note_answer(exchange);
    return size * count;
}

/* The connection stands; MAIL FROM comes next. libcurl goes on without login where the server offers none. */
static int begin(void *context, char *address, char *own_address, int port, int own_port)
{
    struct smtp *smtp = context;
    (void)address, (void)own_address, (void)port, (void)own_port;
    if (smtp->user.size && !smtp->is_logged_in)
        return CURL_PREREQFUNC_ABORT;
    smtp->was_ready = true;
    smtp->exchange.step = STEP_SENDER;
    smtp->exchange.code = 0;
    return CURL_PREREQFUNC_OK;
}

static int note_socket(void *context, curl_socket_t descriptor, curlsocktype purpose)
{
    (void)purpose;
    ((struct smtp *)context)->socket = descriptor;
    return CURL_SOCKOPT_OK;
}

static int close_socket(void *context, curl_socket_t descriptor)
{
    struct smtp *smtp = context;
    if (smtp->socket == descriptor)
        smtp->socket = -1;
    return close(descriptor);
}

/* Whether the server has hung up: then the end of the message need not be sent to be sure that it is not taken. */
static bool is_line_gone(const struct smtp *smtp)
{
    struct pollfd line = {.fd = smtp->socket, .events = POLLRDHUP};
    return smtp->socket >= 0 && poll(&line, 1, 0) > 0 && (line.revents & (POLLRDHUP | POLLHUP | POLLERR));
}

static size_t give(char *bytes, size_t size, size_t count, void *context)
{
    struct smtp *smtp = context;
    struct exchange *exchange = &smtp->exchange;
    const struct smtp_message *message = exchange->message;
    size_t room = size * count, given = 0;
    const struct text parts[] = {message->head, message->body};
    size_t skipped = exchange->position;
    for (size_t i = 0; i < 2; i++) {
        struct text part = text_slice(parts[i], skipped, skipped + room - given);
        if (part.size)
            memcpy(bytes + given, part.bytes, part.size);
        given += part.size;
        skipped -= skipped < parts[i].size ? skipped : parts[i].size;
    }
    exchange->position += given;
    if (given || !room)
        return given;
    if ((message->before_end && !message->before_end(message->context)) || is_line_gone(smtp)) {
        exchange->is_given_up = true;
        return CURL_READFUNC_ABORT;
    }
    exchange->is_ended = true;
    return 0;
}

/* Opening and closing. */

static struct text encoded(struct arena *arena, struct text bytes)
{
    char *base64 = g_base64_encode((const guchar *)bytes.bytes, bytes.size);
    struct text copy = text_copy(arena, text_from(base64));
    explicit_bzero(base64, copy.size);
    g_free(base64);
    return copy;
}

static void keep_secrets(struct smtp *smtp, const struct smtp_server *server)
{
    size_t size = server->user.size + server->password.size + 2;
    char *plain = arena_allocate(smtp->arena, size + 1);
    if (!server->user.size || !server->password.size)
        return;
    memcpy(plain + 1, server->user.bytes, server->user.size);
    memcpy(plain + 2 + server->user.size, server->password.bytes, server->password.size);
    smtp->secrets[0] = encoded(smtp->arena, (struct text){plain, size});
    smtp->secrets[1] = encoded(smtp->arena, server->password);
    smtp->secrets[2] = text_copy(smtp->arena, server->password);
    explicit_bzero(plain, size);
}

/* "[127.0.0.1]" is what we call ourselves: a valid name to every server, and it tells nobody the computer's. */
static const char *server_url(struct arena *arena, const struct smtp_server *server)
{
    bool is_six = memchr(server->host.bytes ? server->host.bytes : "", ':', server->host.size) != NULL &&
                  !text_starts_with(server->host, "[");
    return text_format(arena, "%s://%s%.*s%s:%d/%%5B127.0.0.1%%5D", server->security == SMTP_TLS ? "smtps" : "smtp",
                       is_six ? "[" : "", TEXT_ARGUMENTS(server->host), is_six ? "]" : "", server->port)
        .bytes;
}

static void set_connection(struct smtp *smtp, const struct smtp_server *server)
{
    CURL *curl = smtp->curl;
    long timeout = server->timeout > 0 ? server->timeout : 60;
    curl_easy_setopt(curl, CURLOPT_URL, server_url(smtp->arena, server));
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* none, whatever the environment says */
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     (long)(server->security == SMTP_STARTTLS ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (server->ca_file.size)
        curl_easy_setopt(curl, CURLOPT_CAINFO, text_string(smtp->arena, server->ca_file));
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, timeout);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, timeout);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, timeout);
    if (!server->user.size)
        return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, text_string(smtp->arena, server->user));
    /* libcurl would rather try Kerberos and NTLM where a server names them, and fail. */
    curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN");
    curl_easy_setopt(curl, CURLOPT_PASSWORD, smtp->secrets[2].size ? smtp->secrets[2].bytes : "");
}

static void set_callbacks(struct smtp *smtp)
{
    CURL *curl = smtp->curl;
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->error);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, smtp);
    curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, begin);
    curl_easy_setopt(curl, CURLOPT_PREREQDATA, smtp);
    curl_easy_setopt(curl, CURLOPT_SOCKOPTFUNCTION, note_socket);
    curl_easy_setopt(curl, CURLOPT_SOCKOPTDATA, smtp);
    curl_easy_setopt(curl, CURLOPT_CLOSESOCKETFUNCTION, close_socket);
    curl_easy_setopt(curl, CURLOPT_CLOSESOCKETDATA, smtp);
    /* The size is not announced: with it libcurl would not ask for the end, at which `before_end` is called. */
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(curl, CURLOPT_READDATA, smtp);
}

struct smtp *smtp_open(struct arena *arena, const struct smtp_server *server)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return NULL;
    struct smtp *smtp = ARENA_NEW(arena, struct smtp);
    smtp->curl = curl_easy_init();
    if (!smtp->curl) {
        curl_global_cleanup();
        return NULL;
    }
    smtp->arena = arena;
    smtp->socket = -1;
    smtp->user = text_copy(arena, server->user);
    keep_secrets(smtp, server);
    set_connection(smtp, server);
    set_callbacks(smtp);
    return smtp;
}

/* OpenSSL writes to sockets that may be closed, and libcurl leaves SIGPIPE alone when it is told to. */
struct pipe_guard {
    sigset_t before;
    bool was_pending;
};

static struct pipe_guard hold_pipe_signal(void)
{
    struct pipe_guard guard;
    sigset_t pipe_signal, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    guard.was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &guard.before);
    return guard;
}

static void release_pipe_signal(struct pipe_guard guard)
{
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    if (!guard.was_pending)
        while (sigtimedwait(&pipe_signal, NULL, &(struct timespec){0}) < 0 && errno == EINTR)
            continue;
    pthread_sigmask(SIG_SETMASK, &guard.before, NULL);
}

void smtp_close(struct smtp *smtp)
{
    if (!smtp)
        return;
    struct pipe_guard guard = hold_pipe_signal();
    curl_easy_cleanup(smtp->curl);
    curl_global_cleanup();
    release_pipe_signal(guard);
    for (size_t i = 0; i < SECRETS; i++)
        if (smtp->secrets[i].size)
            explicit_bzero((char *)smtp->secrets[i].bytes, smtp->secrets[i].size);
    explicit_bzero(smtp->exchange.words, sizeof smtp->exchange.words);
}

/* One message. */

/* Replaces each `secret`; a server may say back what it was told. */
static struct text without(struct arena *arena, struct text words, struct text secret)
{
    struct buffer buffer = {.arena = arena};
    if (!secret.size)
        return words;
    for (size_t from = 0; from < words.size;) {
        size_t found = text_find(words, secret, from);
        buffer_add(&buffer, text_slice(words, from, found));
        if (found < words.size)
            buffer_add_string(&buffer, "***");
        from = found < words.size ? found + secret.size : found;
    }
    return buffer_text(&buffer);
}

/* On one line, as a terminal may get it. */
static struct text tidy(const struct smtp *smtp, struct arena *arena, struct text words)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < SECRETS; i++)
        words = without(arena, words, smtp->secrets[i]);
    for (size_t position = 0; position < words.size;) {
        uint32_t character = utf8_next(words, &position);
        if (character != ' ' && utf8_is_plain(character))
            buffer_add_character(&buffer, character);
        else if (buffer.size && buffer.bytes[buffer.size - 1] != ' ')
            buffer_add_byte(&buffer, ' ');
    }
    buffer_drop_spaces(&buffer);
    return text_cut(buffer_text(&buffer), WORDS_SHOWN);
}

static bool is_about_login(int code)
{
    return code == 530 || code == 534 || code == 535 || code == 538; /* RFC 4954, 6 */
}

static bool is_nobody_there(const struct smtp *smtp, CURLcode result)
{
    curl_off_t connected = 0;
    curl_easy_getinfo(smtp->curl, CURLINFO_CONNECT_TIME_T, &connected);
    return result == CURLE_COULDNT_RESOLVE_HOST || result == CURLE_COULDNT_CONNECT ||
           (result == CURLE_OPERATION_TIMEDOUT && connected == 0);
}

static enum smtp_trouble trouble_of(const struct smtp *smtp, CURLcode result, bool was_ready)
{
    const struct exchange *exchange = &smtp->exchange;
    if (result == CURLE_PEER_FAILED_VERIFICATION || result == CURLE_SSL_CACERT_BADFILE ||
        result == CURLE_SSL_CERTPROBLEM || result == CURLE_SSL_ISSUER_ERROR)
        return SMTP_BAD_CERTIFICATE;
    if (exchange->code >= 400 && exchange->code < 500)
        return SMTP_PASSING;
    if (result == CURLE_USE_SSL_FAILED || (result == CURLE_SSL_CONNECT_ERROR && !was_ready))
        return SMTP_NO_TLS;
    if (is_nobody_there(smtp, result) && !was_ready)
        return SMTP_NO_HOST;
    if (is_about_login(exchange->code) || result == CURLE_LOGIN_DENIED ||
        (exchange->step == STEP_CONNECT && result == CURLE_ABORTED_BY_CALLBACK))
        return SMTP_NO_LOGIN;
    return exchange->code >= 500 ? SMTP_UNWILLING : SMTP_PASSING;
}

/* `step` is one past the last answer, so STEP_RECIPIENT after the answer to MAIL FROM. */
static enum smtp_outcome outcome_of(const struct exchange *exchange, CURLcode result)
{
    int code = exchange->code;
    bool is_about_person = exchange->step > STEP_RECIPIENT;
    if (exchange->step == STEP_OVER && code >= 200 && code < 300)
        return SMTP_ACCEPTED;
    if (code == 421 || is_about_login(code))
        return SMTP_BROKEN;
    if (code >= 400 && code < 600 && is_about_person)
        return code < 500 ? SMTP_LATER : SMTP_REFUSED;
    if (exchange->step <= STEP_END && code >= 400)
        return SMTP_BROKEN;
    /* What could not be sent did not arrive: the end, of which CURLE_SEND_ERROR tells, was never whole. */
    return exchange->is_ended && result != CURLE_SEND_ERROR ? SMTP_UNCERTAIN : SMTP_BROKEN;
}

static CURLcode perform(struct smtp *smtp, const struct smtp_message *message, struct curl_slist *to, bool is_fresh)
{
    smtp->exchange = (struct exchange){.message = message};
    smtp->error[0] = '\0';
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(smtp->curl, CURLOPT_FRESH_CONNECT, (long)is_fresh);
    CURLcode result = curl_easy_perform(smtp->curl);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    return result;
}

/* Whether a kept connection had died meanwhile: the server never got as far as the sender. */
static bool was_line_dead(const struct smtp *smtp, CURLcode result)
{
    long connections = 0;
    curl_easy_getinfo(smtp->curl, CURLINFO_NUM_CONNECTS, &connections);
    enum step step = smtp->exchange.step;
    return result != CURLE_OK && connections == 0 &&
           (step == STEP_SENDER || (step == STEP_RECIPIENT && smtp->exchange.code == 421));
}

static bool can_be_address(struct text address)
{
    for (size_t i = 0; i < address.size; i++)
        if ((unsigned char)address.bytes[i] <= ' ' || address.bytes[i] == 127 || strchr("<>", address.bytes[i]))
            return false;
    return !text_starts_with(address, "-");
}

static struct smtp_answer answer_of(struct smtp *smtp, struct arena *arena, CURLcode result, bool was_ready)
{
    const struct exchange *exchange = &smtp->exchange;
    struct smtp_answer answer = {.outcome = outcome_of(exchange, result)};
    if (answer.outcome == SMTP_BROKEN)
        answer.trouble = trouble_of(smtp, result, was_ready);
    struct text words = text_from(smtp->error[0] ? smtp->error : curl_easy_strerror(result));
    if (answer.outcome == SMTP_ACCEPTED || exchange->code >= 400) {
        answer.code = exchange->code;
        words = (struct text){exchange->words, exchange->words_size};
    } else if (exchange->step == STEP_CONNECT && result == CURLE_ABORTED_BY_CALLBACK) {
        words = TEXT(N_("the server offers no login"));
    } else if (exchange->is_given_up) {
        words = TEXT(N_("the connection ended before the message was complete"));
    }
    answer.words = tidy(smtp, arena, words);
    return answer;
}

struct smtp_answer smtp_send(struct smtp *smtp, struct arena *arena, const struct smtp_message *message)
{
    if (!message->to.size || !can_be_address(message->to))
        return (struct smtp_answer){.outcome = SMTP_REFUSED, .words = TEXT(N_("no address"))};
    if (!can_be_address(message->from))
        return (struct smtp_answer){
            .outcome = SMTP_BROKEN, .trouble = SMTP_UNWILLING, .words = TEXT(N_("the sender is no address"))};
    struct pipe_guard guard = hold_pipe_signal();
    bool was_ready = smtp->was_ready;
    struct curl_slist *to = curl_slist_append(NULL, text_string(arena, message->to));
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, text_string(arena, message->from));
    CURLcode result = perform(smtp, message, to, false);
    if (was_line_dead(smtp, result))
        result = perform(smtp, message, to, true);
    curl_slist_free_all(to);
    release_pipe_signal(guard);
    struct smtp_answer answer = answer_of(smtp, arena, result, was_ready);
    smtp->exchange.message = NULL;
    return answer;
}
