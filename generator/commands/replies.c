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
        else if (!text_starts_with(name, sent) && text_ends_with(name, ".csv") && strcmp(path, STOPPED_FILE) != 0 &&
                 !replies->options.list)
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

static bool is_change(const struct reply *reply)
{
    return reply->is_known && (reply->kind == REPLY_HARD || reply->kind == REPLY_UNSUBSCRIBE);
}

static void propose(struct replies *replies)
{
    struct arena *arena = &replies->workshop.arena;
    struct map proposed = {.arena = arena};
    stop_list all = replies->refused;
    for (size_t i = 0; i < replies->list.count; i++)
        if (is_change(&replies->list.items[i]))
            ARRAY_PUSH(arena, &all, stop_of(replies, &replies->list.items[i]));
    for (size_t i = 0; i < all.count; i++)
        if (!stopped_find(&replies->stopped, all.items[i].key, all.items[i].network) &&
            !map_set(&proposed, all.items[i].key, &all.items[i]))
            ARRAY_PUSH(arena, &replies->proposed, all.items[i]);
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

/* The groups in which replies are told; the first two ask for a change. */
static const struct group {
    enum reply_kind kind;
    bool is_known; /* those of strangers are told apart where that matters */
    const char *title;
} groups[] = {
    {REPLY_UNSUBSCRIBE, true, N_("unsubscribe")},
    {REPLY_HARD, true, N_("bounced: the address is gone")},
    {REPLY_SOFT, true, N_("not delivered this time; nothing to change")},
    {REPLY_ABSENCE, true, N_("absent; nothing to change")},
    {REPLY_LETTER, true, N_("to be read by you")},
    {REPLY_UNREADABLE, true, N_("no messages")},
};

static bool is_in(const struct group *group, const struct reply *reply)
{
    bool matters = group->kind == REPLY_UNSUBSCRIBE || group->kind == REPLY_HARD;
    return reply->kind == group->kind && (!matters || reply->is_known);
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
    bool has_title = false;
    for (size_t i = 0; i < replies->proposed.count; i++) {
        const struct stop *stop = &replies->proposed.items[i];
        for (size_t j = 0; j < replies->refused.count; j++) {
            if (!text_equal(replies->refused.items[j].key, stop->key) || stop->reason != STOP_BOUNCED)
                continue;
            if (!has_title)
                buffer_format(buffer, "%s\n", _("called unknown by the server when a letter was sent:"));
            has_title = true;
            buffer_format(buffer, "  %.*s  ", TEXT_ARGUMENTS(stop->key));
            buffer_add_plain(buffer, text_cut(stop->words, 100));
            buffer_add_byte(buffer, '\n');
            break;
        }
    }
}

/* Bounces and unsubscriptions of addresses that nobody here knows are no reason to change anything. */
static void tell_strangers(const struct replies *replies, struct buffer *buffer)
{
    bool has_title = false;
    for (size_t i = 0; i < replies->list.count; i++) {
        const struct reply *reply = &replies->list.items[i];
        if (reply->is_known || (reply->kind != REPLY_HARD && reply->kind != REPLY_UNSUBSCRIBE))
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
        if (!stop->network.size || !list->network.size || text_equal(stop->network, list->network))
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
