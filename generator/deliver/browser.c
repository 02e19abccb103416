#include "deliver/browser.h"

#include "base/translate.h"
#include "deliver/browser_process.h"
#include "deliver/browser_script.h"

#include <errno.h>
#include <glib.h>
#include <jansson.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    START_MILLISECONDS = 30 * 1000,
    LOOK_MILLISECONDS = 200, /* how often to look whether the process still lives */
    CHUNK = 64 * 1024,
    MESSAGE_LIMIT = 256 * 1024 * 1024, /* a browser that never ends a message is as good as dead */
};

enum step { STEP_IDLE, STEP_CONTENT, STEP_PREPARE, STEP_PRINT };

struct tab {
    const char *session, *frame;
    enum step step;
    json_int_t request; /* whose answer the tab waits for */
    long long deadline; /* milliseconds */
    json_t *told;       /* by the script */
};

struct browser {
    struct arena arena; /* holds the browser itself */
    struct arena input_arena;
    struct process process;
    struct buffer input;
    size_t searched; /* of the input, without finding an end of message */
    json_int_t requests;
    int tab_count;
    struct tab *tabs;
    bool is_dead;
};

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Reads what is there; false when the other end is closed. */
static bool receive(struct browser *browser)
{
    char chunk[CHUNK];
    ssize_t got = recv(browser->process.socket, chunk, sizeof chunk, MSG_DONTWAIT);
    if (got > 0)
        buffer_add(&browser->input, (struct text){chunk, (size_t)got});
    if (browser->input.size > MESSAGE_LIMIT)
        return false;
    return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

/* Waits until the socket is ready or a little time has passed; false when the browser is dead. */
static bool wait_for_socket(struct browser *browser, short *events, long long deadline)
{
    struct pollfd polled = {.fd = browser->process.socket, .events = *events};
    long long left = deadline - now();
    int result = poll(&polled, 1, left < 0 ? 0 : left < LOOK_MILLISECONDS ? (int)left : LOOK_MILLISECONDS);
    if (result < 0 && errno != EINTR)
        browser->is_dead = true;
    *events = result > 0 ? polled.revents : 0;
    /* Its helpers may hold the socket open after its death. */
    if (result == 0 && !process_lives(&browser->process))
        browser->is_dead = true;
    return !browser->is_dead;
}

/* Reads while it writes: with both directions full, each side would wait for the other. What is not
 * sent in time leaves the tab without an answer, and browser_wait says so. */
static void send_bytes(struct browser *browser, struct text bytes, long long deadline)
{
    for (size_t sent = 0; sent < bytes.size && now() <= deadline;) {
        short events = POLLIN | POLLOUT;
        if (browser->is_dead || !wait_for_socket(browser, &events, deadline))
            return;
        if ((events & POLLIN) && !receive(browser))
            browser->is_dead = true;
        if (events & (POLLOUT | POLLERR | POLLHUP)) {
            ssize_t done =
                send(browser->process.socket, bytes.bytes + sent, bytes.size - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (done > 0)
                sent += (size_t)done;
            else if (done < 0 && errno != EAGAIN && errno != EINTR)
                browser->is_dead = true;
        }
    }
}

/* Sends a call and returns its number. Takes `parameters`, which may be NULL. */
static json_int_t send_call(struct browser *browser, const char *session, const char *method, json_t *parameters,
                            long long deadline)
{
    json_t *message = json_pack("{s:I, s:s, s:o*, s:s*}", "id", ++browser->requests, "method", method, "params",
                                parameters, "sessionId", session);
    char *text = message ? json_dumps(message, JSON_COMPACT) : NULL;
    if (text)
        send_bytes(browser, (struct text){text, strlen(text) + 1}, deadline);
    else
        browser->is_dead = true;
    free(text);
    json_decref(message);
    return browser->requests;
}

/* The next whole message that has come, or NULL. The caller ends its life. */
static json_t *take_message(struct browser *browser)
{
    struct text input = buffer_text(&browser->input);
    size_t end = text_find_byte(input, '\0', browser->searched);
    browser->searched = end;
    if (end == input.size)
        return NULL;
    json_t *message = json_loadb(input.bytes, end, 0, NULL);
    size_t left = input.size - end - 1;
    memmove(browser->input.bytes, browser->input.bytes + end + 1, left);
    browser->input.size = left;
    browser->searched = 0;
    if (!message)
        browser->is_dead = true;
    return message;
}

/* NULL when the browser is dead or the deadline has passed. */
static json_t *next_message(struct browser *browser, long long deadline)
{
    for (;;) {
        json_t *message = take_message(browser);
        if (message || browser->is_dead || now() > deadline)
            return message;
        short events = POLLIN;
        if (wait_for_socket(browser, &events, deadline) && events && !receive(browser))
            browser->is_dead = true;
    }
}

/* Calls and waits for the answer: only while nothing is printed. NULL on any failure. */
static json_t *call(struct browser *browser, const char *session, const char *method, json_t *parameters,
                    long long deadline)
{
    json_int_t request = send_call(browser, session, method, parameters, deadline);
    json_t *message;
    while ((message = next_message(browser, deadline)) != NULL) {
        if (json_integer_value(json_object_get(message, "id")) == request) {
            json_t *result = json_incref(json_object_get(message, "result"));
            json_decref(message);
            return result;
        }
        json_decref(message);
    }
    return NULL;
}

static bool open_tab(struct browser *browser, struct tab *tab, long long deadline)
{
    const char *target = NULL, *session = NULL, *frame = NULL;
    json_t *created = call(browser, NULL, "Target.createTarget", json_pack("{s:s}", "url", "about:blank"), deadline);
    json_t *attached = NULL, *tree = NULL, *media = NULL;
    if (created && json_unpack(created, "{s:s}", "targetId", &target) == 0)
        attached = call(browser, NULL, "Target.attachToTarget",
                        json_pack("{s:s, s:b}", "targetId", target, "flatten", 1), deadline);
    if (attached && json_unpack(attached, "{s:s}", "sessionId", &session) == 0)
        tree = call(browser, session, "Page.getFrameTree", NULL, deadline);
    if (tree)
        media = call(browser, session, "Emulation.setEmulatedMedia", json_pack("{s:s}", "media", "print"), deadline);
    bool is_open = media && json_unpack(tree, "{s:{s:{s:s}}}", "frameTree", "frame", "id", &frame) == 0;
    if (is_open) {
        tab->session = arena_copy(&browser->arena, session, strlen(session));
        tab->frame = arena_copy(&browser->arena, frame, strlen(frame));
    }
    json_decref(created);
    json_decref(attached);
    json_decref(tree);
    json_decref(media);
    return is_open;
}

struct browser *browser_start(const char *path, int tabs, int timeout_seconds)
{
    struct arena arena = {0};
    struct browser *browser = ARENA_NEW(&arena, struct browser);
    browser->tab_count = tabs;
    browser->tabs = arena_allocate(&arena, (size_t)tabs * sizeof *browser->tabs);
    browser->arena = arena;
    browser->input.arena = &browser->input_arena;
    bool is_started = process_start(&browser->process, &browser->arena, path);
    long long deadline =
        now() + (timeout_seconds * 1000 > START_MILLISECONDS ? timeout_seconds * 1000 : START_MILLISECONDS);
    for (int i = 0; is_started && i < tabs; i++)
        is_started = open_tab(browser, &browser->tabs[i], deadline);
    if (is_started)
        return browser;
    browser_stop(browser);
    return NULL;
}

void browser_stop(struct browser *browser)
{
    process_stop(&browser->process);
    for (int i = 0; i < browser->tab_count; i++)
        json_decref(browser->tabs[i].told);
    struct arena arena = browser->arena;
    arena_release(&browser->input_arena);
    arena_release(&arena);
}

void browser_print(struct browser *browser, int tab, struct text html, int seconds)
{
    struct tab *printing = &browser->tabs[tab];
    printing->deadline = now() + seconds * 1000LL;
    printing->step = STEP_CONTENT;
    printing->request = -1;
    json_t *content = json_stringn(html.bytes ? html.bytes : "", html.size);
    if (!content) /* not UTF-8: browser_wait reports it */
        return;
    printing->request =
        send_call(browser, printing->session, "Page.setDocumentContent",
                  json_pack("{s:s, s:o}", "frameId", printing->frame, "html", content), printing->deadline);
}

/* The document is as wide as paper from the start: what is measured holds when it is printed. */
static void evaluate(struct browser *browser, struct tab *tab, const char *before, const char *script)
{
    struct arena scratch = {0};
    struct text expression = text_format(&scratch, "%s%s", before, script);
    tab->step = STEP_PREPARE;
    tab->request =
        send_call(browser, tab->session, "Runtime.evaluate",
                  json_pack("{s:s, s:b, s:b}", "expression", expression.bytes, "awaitPromise", 1, "returnByValue", 1),
                  tab->deadline);
    arena_release(&scratch);
}

void browser_print_again(struct browser *browser, int tab, const char *script, int seconds)
{
    struct tab *printing = &browser->tabs[tab];
    printing->deadline = now() + seconds * 1000LL;
    evaluate(browser, printing, "", script);
}

static void keep_texts(json_t *told, const char *name, struct arena *arena, text_list *texts)
{
    size_t index;
    json_t *text;
    json_array_foreach(json_object_get(told, name), index, text)
    {
        struct text copy = text_copy(arena, text_from(json_string_value(text)));
        ARRAY_PUSH(arena, texts, copy);
    }
}

static void keep_told(struct tab *tab, struct browser_event *event, struct arena *arena)
{
    size_t index;
    json_t *pair;
    keep_texts(tab->told, "headings", arena, &event->headings);
    keep_texts(tab->told, "references", arena, &event->references);
    event->is_overfull = json_is_true(json_object_get(tab->told, "is_overfull"));
    json_array_foreach(json_object_get(tab->told, "links"), index, pair)
    {
        const char *address, *words;
        if (json_unpack(pair, "[s, s]", &address, &words) == 0) {
            struct pdf_link link = {text_copy(arena, text_from(address)), text_copy(arena, text_from(words))};
            ARRAY_PUSH(arena, &event->links, link);
        }
    }
}

static void keep_pdf(json_t *result, struct browser_event *event, struct arena *arena)
{
    const char *encoded = json_string_value(json_object_get(result, "data"));
    gsize size = 0;
    guchar *bytes = encoded ? g_base64_decode(encoded, &size) : NULL;
    event->pdf = (struct text){arena_copy(arena, bytes ? bytes : (const guchar *)"", size), size};
    g_free(bytes);
}

/* The answer to a tab's call: true when the tab is done and `event` filled. */
static bool advance(struct browser *browser, struct tab *tab, json_t *message, struct browser_event *event,
                    struct arena *arena)
{
    json_t *result = json_object_get(message, "result"), *exception = json_object_get(result, "exceptionDetails");
    if (!result || exception) {
        const char *reason = json_string_value(json_object_get(json_object_get(message, "error"), "message"));
        event->outcome = BROWSER_REFUSED;
        event->reason = text_copy(arena, text_from(reason ? reason : _("a script in it failed")));
        return true;
    }
    switch (tab->step) {
    case STEP_CONTENT:
        evaluate(browser, tab, browser_script, "rundbrev.prepare()");
        return false;
    case STEP_PREPARE:
        json_decref(tab->told);
        tab->told = json_incref(json_object_get(json_object_get(result, "result"), "value"));
        tab->step = STEP_PRINT;
        tab->request = send_call(browser, tab->session, "Page.printToPDF",
                                 json_pack("{s:b, s:b, s:b, s:b}", "preferCSSPageSize", 1, "printBackground", 1,
                                           "generateTaggedPDF", 1, "generateDocumentOutline", 1),
                                 tab->deadline);
        return false;
    case STEP_PRINT:
        event->outcome = BROWSER_PRINTED;
        keep_told(tab, event, arena);
        keep_pdf(result, event, arena);
        return true;
    case STEP_IDLE:
        break;
    }
    return false;
}

/* The tab whose time is up first, or -1. */
static int first_due(const struct browser *browser)
{
    int first = -1;
    for (int i = 0; i < browser->tab_count; i++)
        if (browser->tabs[i].step != STEP_IDLE &&
            (first < 0 || browser->tabs[i].deadline < browser->tabs[first].deadline))
            first = i;
    return first;
}

static int tab_of(const struct browser *browser, json_t *message)
{
    json_t *id = json_object_get(message, "id");
    for (int i = 0; id && i < browser->tab_count; i++)
        if (browser->tabs[i].step != STEP_IDLE && browser->tabs[i].request == json_integer_value(id))
            return i;
    return -1;
}

struct browser_event browser_wait(struct browser *browser, struct arena *arena)
{
    struct browser_event event = {.outcome = BROWSER_DIED};
    for (int i = 0; i < browser->tab_count; i++)
        if (browser->tabs[i].step != STEP_IDLE && browser->tabs[i].request < 0)
            return (struct browser_event){
                .outcome = BROWSER_REFUSED, .tab = i, .reason = text_from(_("it is not valid UTF-8"))};
    for (int due = first_due(browser); due >= 0;) {
        json_t *message = next_message(browser, browser->tabs[due].deadline);
        if (!message) {
            event.tab = due;
            event.outcome = browser->is_dead ? BROWSER_DIED : BROWSER_TOO_SLOW;
            return event;
        }
        int tab = tab_of(browser, message);
        bool is_done = tab >= 0 && advance(browser, &browser->tabs[tab], message, &event, arena);
        json_decref(message);
        if (is_done) {
            browser->tabs[tab].step = STEP_IDLE;
            event.tab = tab;
            return event;
        }
    }
    return event;
}
