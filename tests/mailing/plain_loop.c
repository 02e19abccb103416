/* The yardstick of tests/bench/send.py: a plain loop over libcurl that sends a message made beforehand, with no journal
 * and no care. plain_loop PORT PERSONS MESSAGE. */
#include "base/file.h"

#include <curl/curl.h>
#include <stdlib.h>

struct given {
    struct text message;
    size_t position;
};

static size_t give(char *bytes, size_t size, size_t count, void *context)
{
    struct given *given = context;
    struct text part = text_slice(given->message, given->position, given->position + size * count);
    if (part.size)
        memcpy(bytes, part.bytes, part.size);
    given->position += part.size;
    return part.size;
}

int main(int count, char **arguments)
{
    struct arena arena = {0};
    struct diagnostics diagnostics = {.arena = &arena};
    struct text message;
    if (count != 4 || !file_read(&arena, arguments[3], &message, &diagnostics))
        return 2;
    size_t persons = strtoul(arguments[2], NULL, 10);
    CURL *curl = curl_easy_init();
    char url[64], to[64];
    snprintf(url, sizeof url, "smtp://127.0.0.1:%s", arguments[1]);
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, "avsandare@example.org");
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    for (size_t i = 0; i < persons; i++) {
        struct given given = {.message = message};
        snprintf(to, sizeof to, "p%zu@example.org", i);
        struct curl_slist *recipients = curl_slist_append(NULL, to);
        curl_easy_setopt(curl, CURLOPT_READDATA, &given);
        curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
        if (curl_easy_perform(curl) != CURLE_OK)
            return 1;
        curl_slist_free_all(recipients);
    }
    curl_easy_cleanup(curl);
    arena_release(&arena);
    return 0;
}
