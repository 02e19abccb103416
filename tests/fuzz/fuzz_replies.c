/* Any bytes as a message and as a mailbox: every reply is complete, plain text, and of somebody who is known if it says
 * so. */
#include "fuzz.h"
#include "mailing/mail_store.h"
#include "mailing/replies.h"

struct target {
    struct arena arena;
    struct reply_context context;
    reply_list replies;
};

static void visit(void *context, struct text path, size_t number, struct text bytes)
{
    struct target *target = context;
    replies_read_message(&target->arena, path, number, bytes, &target->context, &target->replies);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct text key = TEXT("anna@example.org"), subject = TEXT("Avsluta nyhetsbrevet");
    struct target target = {0};
    struct map keys = {.arena = &target.arena}, ids = {.arena = &target.arena};
    struct mail_visitor visitor = {visit, &target};
    struct text bytes = {(const char *)data, size};
    map_set(&keys, key, &target);
    map_set(&ids, TEXT("brev-3.anna@example.org"), (void *)(uintptr_t)&key);
    target.context = (struct reply_context){&keys, &ids, &subject, 1};
    visit(&target, TEXT("seed.eml"), 0, bytes);
    require(target.replies.count >= 1);
    mail_store_split(TEXT("seed.mbox"), bytes, &visitor);
    for (size_t i = 0; i < target.replies.count; i++) {
        const struct reply *reply = &target.replies.items[i];
        require(reply->kind < REPLY_KINDS);
        require(utf8_first_invalid(reply->words) == reply->words.size);
        require(text_find_byte(reply->words, '\n', 0) == reply->words.size);
        require(!reply->is_known || text_equal(reply->key, key));
        require(!reply->is_ours || reply->is_known);
        require(reply->kind != REPLY_UNSUBSCRIBE || reply->key.size);
    }
    arena_release(&target.arena);
    return 0;
}
