/* rundbrev send: name → journal → letter → list → plan; and only with --really, and the right number, to everybody. */
#include "commands/dispatch.h"
#include "commands/sendings.h"

#include "base/file.h"
#include "base/translate.h"
#include "deliver/smtp.h"
#include "mailing/address.h"
#include "mailing/sending.h"
#include "mailing/subscribers.h"
#include "mailing/unsubscribe.h"
#include "output/handover.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The server */

static bool open_server(struct dispatch *dispatch, struct smtp_server *server)
{
    const struct smtp_settings *settings = &dispatch->settings;
    *server = (struct smtp_server){
        .host = settings->server,
        .port = (int)settings->port,
        .security = text_is(settings->security, "tls")    ? SMTP_TLS
                    : text_is(settings->security, "none") ? SMTP_PLAIN
                                                          : SMTP_STARTTLS,
        .user = settings->user,
        .ca_file = settings->certificates,
        .timeout = (int)settings->timeout,
    };
    return !settings->user.size ||
           smtp_password(&dispatch->workshop.arena, settings, &server->password, &dispatch->diagnostics);
}

/* Where bounces go. */
static struct text return_path(const struct dispatch *dispatch)
{
    return dispatch->settings.return_path.size ? dispatch->settings.return_path : dispatch->letter->from.email;
}

/* Of message ids: the site's, as in the draft's own. */
static struct text host(const struct dispatch *dispatch)
{
    struct text id = dispatch->letter->message_id;
    return text_slice(id, text_find_byte(id, '@', 0) + 1, id.size);
}

static bool read_secret(struct dispatch *dispatch, struct text *secret)
{
    return !dispatch->letter->unsubscribe_url.size ||
           unsubscribe_secret(&dispatch->workshop.arena, PRIVATE_FOLDER "/unsubscribe.key", secret,
                              &dispatch->diagnostics);
}

/* One message to oneself. Its id is of this moment: a server may drop a second message with the same id. */
static bool send_test(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    struct smtp_server server;
    struct text secret = {0};
    struct address address;
    struct address_fault fault = {0};
    if (!address_read(arena, text_from(dispatch->options.test), &address, &fault)) {
        struct diagnostic *error = diagnostic_error(&dispatch->diagnostics, (struct place){0},
                                                    "this is no e-mail address: '%s'", dispatch->options.test);
        diagnostic_hint(&dispatch->diagnostics, error, "%s", translate(fault.hint));
        return false;
    }
    if (!open_server(dispatch, &server) || !read_secret(dispatch, &secret))
        return false;
    struct text path = text_format(arena, "%.*s/test-%lld", TEXT_ARGUMENTS(dispatch->path), (long long)time(NULL));
    struct recipient recipient = {
        .to = {.email = address.email},
        .message_id = sending_message_id(arena, path, address.key, 0, host(dispatch)),
        .unsubscribe_key = unsubscribe_key(arena, secret, dispatch->network, address.key),
        .time = time(NULL),
    };
    struct smtp_message message = {
        .from = return_path(dispatch),
        .to = address.email,
        .head = message_head(arena, dispatch->message, &recipient),
        .body = dispatch->message->body,
    };
    struct smtp *smtp = smtp_open(arena, &server);
    if (!smtp) {
        diagnostic_world(&dispatch->diagnostics, (struct text){0}, 0, "libcurl cannot be started");
        return false;
    }
    struct smtp_answer answer = smtp_send(smtp, arena, &message);
    smtp_close(smtp);
    if (answer.outcome != SMTP_ACCEPTED)
        sending_tell_answer(&server, &answer, &dispatch->diagnostics);
    return answer.outcome == SMTP_ACCEPTED;
}

/* To everybody */

static volatile sig_atomic_t is_ended;

/* The message under way is finished; who cannot wait for that presses again. */
static void end(int number)
{
    is_ended = 1;
    if (number == SIGINT)
        signal(number, SIG_DFL);
}

/* What nohup has switched off stays off. */
static void listen_for_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (signal(numbers[i], end) == SIG_IGN && numbers[i] == SIGHUP)
            signal(numbers[i], SIG_IGN);
}

/* Whether somebody has left, or bounced, since: the file is read again when it has changed. While it is being written,
 * what it said before holds. */
static bool is_stopped(void *context, struct text key)
{
    struct dispatch *dispatch = context;
    struct arena *arena = &dispatch->workshop.arena;
    struct diagnostics passing = {.arena = arena};
    struct stat status;
    stop_list stops = {0};
    bool has_changed = stat(STOPPED_FILE, &status) == 0 && (status.st_mtim.tv_sec != dispatch->stops_read.tv_sec ||
                                                            status.st_mtim.tv_nsec != dispatch->stops_read.tv_nsec);
    if (has_changed && stopped_read(arena, STOPPED_FILE, &stops, &passing)) {
        dispatch->stops = stops;
        dispatch->stops_read = status.st_mtim;
    }
    return stopped_find(&dispatch->stops, key, dispatch->network) != NULL;
}

static void show_progress(void *context, size_t done, size_t total)
{
    progress(context, _("sent"), done, total);
}

/* Under the lock the journal must still say what the plan was made from. */
static bool begin(struct dispatch *dispatch, struct journal **journal)
{
    struct arena *arena = &dispatch->workshop.arena;
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    struct journal_state before = dispatch->state;
    *journal = journal_open(arena, SENT_FOLDER, dispatch->journal_path, diagnostics);
    if (!*journal || !journal_read(arena, dispatch->journal_path, &dispatch->state, diagnostics))
        return false;
    int revision = before.plan ? before.plan->revision : 0,
        now = dispatch->state.plan ? dispatch->state.plan->revision : 0;
    if (revision != now || memcmp(before.counts, dispatch->state.counts, sizeof before.counts) != 0) {
        diagnostic_hint(diagnostics,
                        diagnostic_error(diagnostics, (struct place){0}, "somebody else has sent in the meantime"),
                        "look at the plan again");
        return false;
    }
    if (!dispatch->goes_on) {
        if (!journal_plan(*journal, &dispatch->plan, diagnostics) ||
            !journal_read(arena, dispatch->journal_path, &dispatch->state, diagnostics))
            return false;
        dispatch->sending = dispatch->state;
        return true;
    }
    return dispatch_plan(dispatch);
}

static bool send_all(struct dispatch *dispatch, enum sending_end *ended)
{
    struct smtp_server server;
    struct text secret = {0};
    struct journal *journal = NULL;
    if (!open_server(dispatch, &server) || !read_secret(dispatch, &secret))
        return false;
    bool has_begun = begin(dispatch, &journal);
    if (has_begun) {
        struct sending sending = {
            .journal = journal,
            .state = &dispatch->sending,
            .message = dispatch->message,
            .letter_path = dispatch->path,
            .network = dispatch->network,
            .unsubscribe_secret = secret,
            .host = host(dispatch),
            .return_path = return_path(dispatch),
            .server = &server,
            .per_minute = dispatch->settings.per_minute,
            .retry = dispatch->settings.retry,
            .attempts = (int)dispatch->settings.attempts,
            .resend_uncertain = dispatch->options.resends_uncertain,
            .is_ended = &is_ended,
            .is_stopped = is_stopped,
            .stop_context = dispatch,
            .progress = show_progress,
            .progress_context = &dispatch->options,
        };
        listen_for_signals();
        *ended = sending_run(&dispatch->workshop.arena, &sending, &dispatch->diagnostics);
        progress_end(&dispatch->options);
    }
    bool is_written = !journal || journal_close(journal, &dispatch->diagnostics);
    return has_begun && is_written;
}

/* What came of it. */
static int summarise(struct dispatch *dispatch, enum sending_end ended)
{
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    journal_count(&dispatch->state);
    if (ended == SENDING_ENDED)
        buffer_add_string(&buffer, _("ended as asked; the same command with the number that is left goes on\n"));
    dispatch_tell_counts(&dispatch->state, &buffer);
    buffer_format(&buffer, _("'rundbrev sent %.*s' tells who, and why\n"), TEXT_ARGUMENTS(dispatch->path));
    bool is_told = print(buffer_text(&buffer));
    int status = dispatch_report(dispatch);
    return status != STATUS_FINE ? status : is_told && ended == SENDING_DONE ? STATUS_FINE : STATUS_WORLD;
}

static int really(struct dispatch *dispatch)
{
    enum sending_end ended = SENDING_DONE;
    if (dispatch->options.really != dispatch->count) {
        fprintf(stderr, _("rundbrev send: the plan has %zu recipients, not %zu; nothing was sent\n"), dispatch->count,
                dispatch->options.really);
        return STATUS_USAGE;
    }
    return send_all(dispatch, &ended) ? summarise(dispatch, ended) : dispatch_report(dispatch);
}

/* Without a server */

/* Whether a draft was sent, and to whom, the program cannot know: all in it are uncertain from now on. So it gets its
 * name only when the journal tells of it, and the journal only tells of one that is written. */
static bool write_draft(struct dispatch *dispatch)
{
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    struct plan_of_sending *plan = &dispatch->plan;
    struct journal *journal = NULL;
    const char *path = dispatch->options.draft, *beside = text_format(&dispatch->workshop.arena, "%s.part", path).bytes;
    plan->kind = PLAN_DRAFT;
    struct text draft =
        message_draft(&dispatch->workshop.arena, dispatch->letter, plan->persons.items, plan->persons.count);
    if (file_kind(path) == FILE_FOLDER) {
        diagnostic_world(diagnostics, text_from(path), EISDIR, "cannot write");
        return false;
    }
    if (!file_write(beside, draft, diagnostics))
        return false;
    bool is_written = begin(dispatch, &journal);
    if (is_written && rename(beside, path) != 0) {
        diagnostic_world(diagnostics, text_from(path), errno, "cannot write");
        is_written = false;
    }
    if (!is_written)
        unlink(beside);
    return (!journal || journal_close(journal, diagnostics)) && is_written;
}

static int draft(struct dispatch *dispatch)
{
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    if (!dispatch->count) {
        fputs(_("rundbrev send: there is nobody to write to; no draft was made\n"), stderr);
        return STATUS_USAGE;
    }
    if (!write_draft(dispatch))
        return dispatch_report(dispatch);
    buffer_format(&buffer,
                  translate_count("%s is a draft to %zu recipient, who stands as Bcc: open it in Outlook and send it\n",
                                  "%s is a draft to %zu recipients, who stand as Bcc: open it in Outlook and send it\n",
                                  dispatch->count),
                  dispatch->options.draft, dispatch->count);
    buffer_add_string(&buffer, _("they count as uncertain from now on, and are not written to again by themselves\n"));
    return print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
}

/* The letter and the list as listmonk takes them. */
static int handover(struct dispatch *dispatch)
{
    struct arena *arena = &dispatch->workshop.arena;
    struct diagnostics *diagnostics = &dispatch->diagnostics;
    const char *folder = dispatch->options.handover;
    const struct letter *letter =
        workshop_render_letter(&dispatch->workshop, &dispatch->options, dispatch->newsletter, LETTER_HANDOVER);
    const struct {
        const char *name;
        struct text bytes;
    } files[] = {
        {"letter.html", letter ? handover_html(arena, letter->html) : (struct text){0}},
        {"letter.txt", letter ? handover_text(arena, letter->text) : (struct text){0}},
        {"subscribers.csv", subscribers_csv(arena, &dispatch->recipients)},
    };
    struct buffer buffer = {.arena = arena};
    bool is_written = letter != NULL;
    for (size_t i = 0; is_written && i < sizeof files / sizeof *files; i++) {
        const char *path = file_path(arena, folder, files[i].name);
        is_written = file_write(path, files[i].bytes, diagnostics);
        buffer_format(&buffer, "%s\n", path);
    }
    return is_written && print(buffer_text(&buffer)) ? STATUS_FINE : dispatch_report(dispatch);
}

/* The flow */

static int test(struct dispatch *dispatch)
{
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    if (!dispatch_read_settings(dispatch) || !send_test(dispatch))
        return dispatch_report(dispatch);
    buffer_format(&buffer, _("sent to %s alone; nothing of it stands in the journal\n"), dispatch->options.test);
    return print(buffer_text(&buffer)) ? STATUS_FINE : STATUS_WORLD;
}

static int tell(struct dispatch *dispatch)
{
    struct buffer buffer = {.arena = &dispatch->workshop.arena};
    dispatch_tell(dispatch, &buffer);
    bool is_told = print(buffer_text(&buffer));
    int status = dispatch_report(dispatch); /* warnings about the list */
    return is_told ? status : STATUS_WORLD;
}

static int send_letter(struct dispatch *dispatch, const struct options *options)
{
    if (!dispatch_open(dispatch, options) || !dispatch_render(dispatch))
        return dispatch_report(dispatch);
    if (options->test)
        return test(dispatch);
    if (!dispatch_read_list(dispatch))
        return dispatch_report(dispatch);
    if (options->handover)
        return handover(dispatch);
    if (!dispatch_plan(dispatch) || (!options->draft && !dispatch_read_settings(dispatch)))
        return dispatch_report(dispatch);
    return options->draft ? draft(dispatch) : options->really ? really(dispatch) : tell(dispatch);
}

static int pause_sending(const struct options *options)
{
    int process = chdir(options->site) == 0 ? journal_holder(SENT_FOLDER) : 0;
    if (process <= 0 || kill(process, SIGTERM) != 0) {
        fputs(_("rundbrev send: no sending is under way\n"), stderr);
        return STATUS_USAGE;
    }
    return print(text_from(_("the sending ends after the message it is at\n"))) ? STATUS_FINE : STATUS_WORLD;
}

/* One thing at a time. */
static bool is_clear(const struct options *options)
{
    int things = (options->test != NULL) + (options->really > 0) + (options->draft != NULL) +
                 (options->handover != NULL) + options->is_paused;
    if (things > 1)
        fputs(_("rundbrev send: one of --test, --really, --draft, --handover and --pause at a time\n"), stderr);
    bool is_partial = options->is_correction && (options->teams || options->roles);
    if (is_partial)
        fputs(_("rundbrev send: a correction goes to everybody who got the letter, whatever --team and --role\n"),
              stderr);
    return things <= 1 && !is_partial;
}

int command_send(const struct options *options)
{
    /* Whatever is written here tells of people, and the memory holds a password. */
    umask(077);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    if (!is_clear(options))
        return STATUS_USAGE;
    if (options->is_paused)
        return pause_sending(options);
    if (!options->argument_count)
        return list_sendings(options);
    struct dispatch dispatch;
    int status = send_letter(&dispatch, options);
    dispatch_close(&dispatch);
    return status;
}
