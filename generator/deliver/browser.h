/* Chromium as a child process that prints HTML to PDF, several documents at once, driven over a
 * socket in place of its pipe (DevTools protocol: JSON ended by NUL). For pdf.c. One thread.
 *
 * Invariants: the process and all it starts are one process group, killed by browser_stop, or by the
 * system when we die; its profile is a folder of its own below /tmp, removed by browser_stop. What it
 * prints can reach neither the network nor files. A tab prints one document at a time.
 *
 *     struct browser *browser = browser_start(path, 2, 30);
 *     browser_print(browser, 0, html, 30);
 *     struct browser_event event = browser_wait(browser, &scratch);   // event.tab is idle again
 *     browser_stop(browser);
 */
#ifndef DELIVER_BROWSER_H
#define DELIVER_BROWSER_H

#include "deliver/pdf_finish.h"

struct browser;

enum browser_outcome {
    BROWSER_PRINTED,
    BROWSER_REFUSED,  /* it answered with an error: `reason` */
    BROWSER_TOO_SLOW, /* no answer in time */
    BROWSER_DIED,     /* all tabs are lost; `tab` means nothing */
};

struct browser_event {
    enum browser_outcome outcome;
    int tab;
    struct text pdf; /* as printed; owned by the arena given to browser_wait, like all here */
    struct text reason;
    ARRAY(struct pdf_link) links; /* of the document, in its order */
    text_list headings;           /* likewise */
    /* What browser_script.h promises to documents: */
    text_list references; /* destinations whose page numbers it prints, in its order */
    bool is_overfull;     /* more than fits, at the smallest size */
};

/* NULL when it does not start and answer within `timeout_seconds` or 30 seconds, whichever is longer. */
struct browser *browser_start(const char *path, int tabs, int timeout_seconds);
/* Begins to print; the tab must be idle. Failures come with browser_wait, within so many seconds. */
void browser_print(struct browser *browser, int tab, struct text html, int seconds);
/* After BROWSER_PRINTED: changes the document by a call of browser_script.h and prints it again. */
void browser_print_again(struct browser *browser, int tab, const char *script, int seconds);
/* Waits for the next tab that is done; at least one must print. After any outcome but
 * BROWSER_PRINTED the browser is good for nothing but browser_stop. */
struct browser_event browser_wait(struct browser *browser, struct arena *arena);
void browser_stop(struct browser *browser);

#endif
