/* The yardstick of tests/bench/send.sh: a plain loop over libcurl that sends messages made beforehand, with no journal
 * and no care. plain_loop PORT PERSONS. Prints the seconds of the loop and the program's greatest memory in kB. */
#include "deliver/message.h"
#include "letter.h"

#include <curl/curl.h>

struct given {
    struct text message;
    size_t position;
};

static size_t give(char *bytes, size_t size, size_t count, void *context)
{
    struct given *given = context;
    struct text part = text_slice(given->message, given->position, given->position + size * count);
    memcpy(bytes, part.bytes, part.size);
    given->position += part.size;
    return part.size;
}

int main(int count, char **arguments)
{
    struct arena arena = {0}, scratch = {0};
    if (count != 3)
        return 2;
    size_t persons = strtoul(arguments[2], NULL, 10);
    struct letter letter = letter_of(&arena);
    const struct message *message = message_prepare(&arena, &letter);
    struct text *heads = arena_allocate(&arena, persons * sizeof *heads);
    for (size_t i = 0; i < persons; i++) {
        struct recipient recipient = {.to = {TEXT("Person"), text_format(&arena, "p%zu@example.org", i)},
                                      .message_id = text_format(&arena, "%032zu@example.org", i)};
        heads[i] = message_head(&arena, message, &recipient);
    }
    CURL *curl = curl_easy_init();
    char url[64], to[64];
    snprintf(url, sizeof url, "smtp://127.0.0.1:%s", arguments[1]);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "avsandare@example.org");
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    double start = seconds();
    for (size_t i = 0; i < persons; i++) {
        arena_reset(&scratch);
        struct given given = {.message = text_join(&scratch, heads[i], message->body)};
        snprintf(to, sizeof to, "p%zu@example.org", i);
        struct curl_slist *recipients = curl_slist_append(NULL, to);
        curl_easy_setopt(curl, CURLOPT_READDATA, &given);
        curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
        if (curl_easy_perform(curl) != CURLE_OK)
            return 1;
        curl_slist_free_all(recipients);
    }
    print_cost(start);
    curl_easy_cleanup(curl);
    arena_release(&scratch);
    arena_release(&arena);
    return 0;
}
