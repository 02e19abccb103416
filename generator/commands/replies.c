/* rundbrev replies: what came back by mail → what it means for the lists → and with --apply, the change. */
#include "commands/dispatch.h"

#include "base/file.h"
#include "base/translate.h"
#include "mailing/bounce.h"
#include "mailing/replies.h"
#include "output/told.h"

#include <stdio.h>
#include <sys/stat.h>

/* A list of participants, and the network that it is of. */
struct list {
    const char *path;
    struct text network;
};

struct replies {
    struct options options;
    struct workshop workshop;
    ARRAY(struct list) lists;
    struct map keys;        /* of lists and journals */
    struct map message_ids; /* → struct text, the key that it was sent to */
    struct map networks;    /* message id → struct text, the network of the letter */
    stop_list stopped;      /* as it stands */
    stop_list refused;      /* addresses that a server called unknown when a letter was sent */
    reply_list list;
    stop_list proposed;
    size_t refused_proposed; /* so many of them come first: of `refused` */
};

/* Who is known */

static struct text network_of(struct text path)
{
    size_t slash = text_find_byte(path, '/', 0);
    return slash < path.size ? text_slice(path, 0, slash) : text_slice(path, 0, path.size - strlen(".csv"));
}

static bool read_list(struct replies *replies, const char *path, struct text network)
{
    struct arena *arena = &replies->workshop.arena;
    participant_list participants = {0};
    size_t folded;
    if (!participants_read(arena, path, &participants, &folded, &replies->workshop.diagnostics))
        return false;
    for (size_t i = 0; i < participants.count; i++)
        map_set(&replies->keys, participants.items[i].key, &participants.items[i]);
    ARRAY_PUSH(arena, &replies->lists, ((struct list){path, network}));
    return true;
}

static void note_refused(struct replies *replies, const struct delivery *delivery)
{
    struct arena *arena = &replies->workshop.arena;
    struct text status = text_slice(delivery->words, 0, text_find_byte(delivery->words, ' ', 0));
    if (delivery->state != DELIVERY_REFUSED || bounce_judge(arena, status, delivery->words) != BOUNCE_HARD)
        return;
    struct stop stop = {.key = delivery->key, .reason = STOP_BOUNCED, .words = delivery->words};
    date_parse(text_slice(delivery->time, 0, strlen("2026-11-22")), &stop.date);
    ARRAY_PUSH(arena, &replies->refused, stop);
}

static bool read_journal(struct replies *replies, const char *path, struct text network)
{
    struct arena *arena = &replies->workshop.arena;
    struct journal_state state = {0};
    if (!journal_read(arena, path, &state, &replies->workshop.diagnostics))
        return false;
    struct text *kept = ARENA_NEW(arena, struct text);
    *kept = network;
    for (size_t i = 0; i < state.deliveries.count; i++) {
        struct delivery *delivery = state.deliveries.items[i];
        map_set(&replies->keys, delivery->key, delivery);
        note_refused(replies, delivery);
        if (delivery->message_id.size) {
            map_set(&replies->message_ids, delivery->message_id, &delivery->key);
            map_set(&replies->networks, delivery->message_id, kept);
        }
    }
    return true;
}

/* What `send` would take for a list: of a network that there is. A table that was made for listmonk is none. */
static bool is_list(struct arena *arena, struct text name, const char *path)
{
    struct text folder = text_join(arena, TEXT("content/"), network_of(name));
    return text_ends_with(name, ".csv") && strcmp(path, STOPPED_FILE) != 0 &&
           file_kind(text_string(arena, folder)) == FILE_FOLDER;
}

/* All lists and journals below private/; with --list that one alone. */
static bool read_known(struct replies *replies)
{
    struct arena *arena = &replies->workshop.arena;
    file_entries files = {0};
    bool is_read = file_list_tree(arena, PRIVATE_FOLDER, &files, &replies->workshop.diagnostics);
    for (size_t i = 0; is_read && i < files.count; i++) {
        struct text name = files.items[i].name;
        const char *path = file_path(arena, PRIVATE_FOLDER, text_string(arena, name));
        static const char sent[] = "sent/";
        if (text_starts_with(name, sent) && text_ends_with(name, ".journal"))
            is_read = read_journal(replies, path, network_of(text_slice(name, sizeof sent - 1, name.size)));
        else if (!replies->options.list && is_list(arena, name, path))
            is_read = read_list(replies, path, network_of(name));
    }
    if (is_read && replies->options.list)
        is_read = read_list(replies, replies->options.list, (struct text){0});
    return is_read && stopped_read(arena, STOPPED_FILE, &replies->stopped, &replies->workshop.diagnostics);
}

/* What is proposed */

static bool read_replies(struct replies *replies)
{
    struct arena *arena = &replies->workshop.arena;
    struct text subjects[2];
    for (size_t i = 0; i < 2; i++) {
        struct value word = value_nothing();
        value_get(layouts_strings(replies->workshop.layouts, text_from((const char *[]){"sv", "en"}[i])),
                  TEXT("letter_leave_subject"), &word);
        subjects[i] = told_unescape(arena, word.text);
    }
    struct reply_context context = {&replies->keys, &replies->message_ids, subjects, 2};
    return replies_read(arena, replies->options.arguments[0], &context, &replies->list, &replies->workshop.diagnostics);
}

/* An unsubscription is from the network whose letter it answers; when that is not known, from all. */
static struct stop stop_of(struct replies *replies, const struct reply *reply)
{
    const struct text *network = reply->is_ours ? map_get(&replies->networks, reply->message_id) : NULL;
    bool is_hard = reply->kind == REPLY_HARD;
    return (struct stop){
        .key = reply->key,
        .reason = is_hard ? STOP_BOUNCED : STOP_UNSUBSCRIBED,
        .date = date_is_set(reply->date) ? reply->date : replies->options.date,
        .network = !is_hard && network ? *network : (struct text){0},
        .words = is_hard ? text_format(&replies->workshop.arena, "%.*s%s%.*s", TEXT_ARGUMENTS(reply->status),
                                       reply->status.size ? " " : "", TEXT_ARGUMENTS(reply->words))
                         : reply->words,
    };
}

static bool asks_for_change(const struct reply *reply)
{
    return reply->kind == REPLY_HARD || reply->kind == REPLY_UNSUBSCRIBE;
}

static struct text change_key(struct arena *arena, struct text key, struct text network)
{
    return text_format(arena, "%.*s\n%.*s", TEXT_ARGUMENTS(key), TEXT_ARGUMENTS(network));
}

/* Once for each person and network; a stop for all networks holds for each. */
static void propose_one(struct replies *replies, struct map *changes, struct stop stop)
{
    struct arena *arena = &replies->workshop.arena;
    struct text change = change_key(arena, stop.key, stop.network);
    if (stopped_find(&replies->stopped, stop.key, stop.network) || map_get(changes, change) ||
        map_get(changes, change_key(arena, stop.key, (struct text){0})))
        return;
    map_set(changes, change, replies);
    ARRAY_PUSH(arena, &replies->proposed, stop);
}

static void propose(struct replies *replies)
{
    struct map changes = {.arena = &replies->workshop.arena};
    for (size_t i = 0; i < replies->refused.count; i++)
        propose_one(replies, &changes, replies->refused.items[i]);
    replies->refused_proposed = replies->proposed.count;
    for (size_t i = 0; i < replies->list.count; i++)
        if (asks_for_change(&replies->list.items[i]) && replies->list.items[i].is_known)
            propose_one(replies, &changes, stop_of(replies, &replies->list.items[i]));
}

/* In words */

static void tell_place(const struct reply *reply, struct buffer *buffer)
{
    buffer_add_string(buffer, "  (");
    buffer_add_plain(buffer, reply->path);
    if (reply->number)
        buffer_format(buffer, _(", message %zu"), reply->number);
    buffer_add_string(buffer, ")\n");
}

static void tell_reply(const struct reply *reply, struct buffer *buffer)
{
    buffer_add_string(buffer, "  ");
    buffer_add_plain(buffer, reply->key.size ? reply->key : TEXT("?"));
    buffer_add_string(buffer, reply->status.size ? "  " : "");
    buffer_add_plain(buffer, reply->status);
    buffer_add_string(buffer, reply->words.size ? "  " : "");
    buffer_add_plain(buffer, text_cut(reply->words, 100));
    /* Anybody can write a bounce; who knows the id of our message has most likely got it. */
    if (reply->kind == REPLY_HARD && reply->is_known && !reply->is_ours)
        buffer_add_string(buffer, _("; it does not carry the id of a message of ours: look at it first"));
    tell_place(reply, buffer);
}

/* The groups in which replies are told. */
static const struct group {
    enum reply_kind kind;
    const char *title;
} groups[] = {
    {REPLY_UNSUBSCRIBE, N_("unsubscribe")},
    {REPLY_HARD, N_("bounced: the address is gone")},
    {REPLY_SOFT, N_("not delivered this time; nothing to change")},
    {REPLY_ABSENCE, N_("absent; nothing to change")},
    {REPLY_LETTER, N_("to be read by you")},
    {REPLY_UNREADABLE, N_("no messages")},
};

/* Those that ask for a change are told apart when they are of strangers. */
static bool is_in(const struct group *group, const struct reply *reply)
{
    return reply->kind == group->kind && (!asks_for_change(reply) || reply->is_known);
}

static void tell_group(const struct replies *replies, const struct group *group, struct buffer *buffer)
{
    size_t count = 0;
    for (size_t i = 0; i < replies->list.count; i++)
        count += is_in(group, &replies->list.items[i]);
    if (!count)
        return;
    buffer_format(buffer, "%s: %zu\n", translate(group->title), count);
    for (size_t i = 0; i < replies->list.count; i++)
        if (is_in(group, &replies->list.items[i]))
            tell_reply(&replies->list.items[i], buffer);
}

/* Those that are not noted yet. */
static void tell_refused(const struct replies *replies, struct buffer *buffer)
{
    if (replies->refused_proposed)
        buffer_format(buffer, "%s\n", _("called unknown by the server when a letter was sent:"));
    for (size_t i = 0; i < replies->refused_proposed; i++) {
        const struct stop *stop = &replies->proposed.items[i];
        buffer_add_string(buffer, "  ");
        buffer_add_plain(buffer, stop->key);
        buffer_add_string(buffer, "  ");
        buffer_add_plain(buffer, text_cut(stop->words, 100));
        buffer_add_byte(buffer, '\n');
    }
}

/* Bounces and unsubscriptions of addresses that nobody here knows are no reason to change anything. */
static void tell_strangers(const struct replies *replies, struct buffer *buffer)
{
    bool has_title = false;
    for (size_t i = 0; i < replies->list.count; i++) {
        const struct reply *reply = &replies->list.items[i];
        if (reply->is_known || !asks_for_change(reply))
            continue;
        if (!has_title)
            buffer_format(buffer, "%s\n", _("about addresses that stand in no list; nothing to change:"));
        has_title = true;
        tell_reply(reply, buffer);
    }
}

/* The change */

static bool mark_list(struct replies *replies, const struct list *list, struct buffer *buffer)
{
    struct arena *arena = &replies->workshop.arena;
    text_list keys = {0};
    size_t marked = 0;
    for (size_t i = 0; i < replies->proposed.count; i++) {
        const struct stop *stop = &replies->proposed.items[i];
        bool is_of_list = !stop->network.size || !list->network.size || text_equal(stop->network, list->network);
        if (stop->reason == STOP_UNSUBSCRIBED && is_of_list)
            ARRAY_PUSH(arena, &keys, stop->key);
    }
    bool is_marked = participants_mark_left(arena, list->path, keys.items, keys.count, replies->options.date, &marked,
                                            &replies->workshop.diagnostics);
    if (marked)
        buffer_format(buffer, translate_count("%s: %zu line marked\n", "%s: %zu lines marked\n", marked), list->path,
                      marked);
    return is_marked;
}

/* First what keeps them from being written to, then the lists, which are for people to read. */
static bool apply(struct replies *replies, struct buffer *buffer)
{
    size_t count = replies->proposed.count;
    if (!stopped_add(&replies->workshop.arena, STOPPED_FILE, &replies->proposed, &replies->workshop.diagnostics))
        return false;
    buffer_format(buffer, translate_count("%s: %zu added\n", "%s: %zu added\n", count), STOPPED_FILE, count);
    bool is_applied = true;
    for (size_t i = 0; i < replies->lists.count; i++)
        is_applied = mark_list(replies, &replies->lists.items[i], buffer) && is_applied;
    return is_applied;
}

static bool tell(struct replies *replies, struct buffer *buffer)
{
    size_t count = replies->proposed.count;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        tell_group(replies, &groups[i], buffer);
    tell_refused(replies, buffer);
    tell_strangers(replies, buffer);
    buffer_format(buffer,
                  translate_count("\n%zu reply, %zu to be written to no more that was not known before\n",
                                  "\n%zu replies, %zu to be written to no more that were not known before\n",
                                  replies->list.count),
                  replies->list.count, count);
    if (count && replies->options.is_applied)
        return apply(replies, buffer);
    if (count)
        buffer_add_string(buffer, _("nothing was changed; --apply does it\n"));
    return true;
}

static bool run(struct replies *replies, struct buffer *buffer)
{
    struct workshop *workshop = &replies->workshop;
    if (!workshop_open(workshop, &replies->options) ||
        !private_folder_check(&workshop->arena, PRIVATE_FOLDER, &workshop->diagnostics) ||
        !workshop_load_layouts(workshop) || !read_known(replies) || !read_replies(replies))
        return false;
    propose(replies);
    return tell(replies, buffer);
}

int command_replies(const struct options *options)
{
    struct replies replies = {.options = *options};
    struct arena *arena = &replies.workshop.arena;
    struct buffer buffer = {.arena = arena};
    replies.keys.arena = replies.message_ids.arena = replies.networks.arena = arena;
    if (!options->argument_count) {
        fputs(_("rundbrev replies: which folder, or which mailbox file? (see rundbrev help replies)\n"), stderr);
        return STATUS_USAGE;
    }
    umask(077);
    bool is_done = run(&replies, &buffer);
    bool is_told = print(buffer_text(&buffer));
    int status = report(&replies.workshop.diagnostics, SEVERITY_WARNING);
    workshop_close(&replies.workshop);
    return status != STATUS_FINE || (is_done && is_told) ? status : STATUS_WORLD;
}
