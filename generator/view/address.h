/* Where everything is published: the one place that knows the site's paths. For view/ and output/. */
#ifndef VIEW_ADDRESS_H
#define VIEW_ADDRESS_H

#include "view/view.h"

/* Paths below public/, such as "basta-platsen/2020-2021/newsletter-1/index.html"; in `arena`. */
struct text address_home(void);
struct text address_people(void);
struct text address_accessibility(void);
struct text address_not_found(void);
struct text address_sitemap(void);
struct text address_style(struct arena *arena, struct text look);
struct text address_asset(struct arena *arena, struct text path); /* a file of assets/ */
struct text address_font(struct arena *arena, struct text name);
struct text address_picture(struct arena *arena, const struct picture *picture);
struct text address_page(struct arena *arena, const struct page *page);
struct text address_network(struct arena *arena, const struct network *network);
struct text address_feed(struct arena *arena, const struct network *network);
struct text address_team(struct arena *arena, const struct team *team);
struct text address_round(struct arena *arena, const struct round *round);
struct text address_calendar(struct arena *arena, const struct round *round);
struct text address_meeting(struct arena *arena, const struct meeting *meeting);
struct text address_report(struct arena *arena, const struct report *report);
struct text address_newsletter(struct arena *arena, const struct newsletter *letter);
struct text address_newsletter_pdf(struct arena *arena, const struct newsletter *letter);
struct text address_newsletter_letter(struct arena *arena, const struct newsletter *letter); /* below outbox/ */

/* "../../" for a path two folders deep; in `arena`. */
struct text address_root(struct arena *arena, struct text path);
/* The address of a path as the view writes it: relative, or absolute without "index.html". */
struct text address_of(struct view *view, struct text path);
/* The absolute address of a path. */
struct text address_absolute(struct view *view, struct text path);
/* "natverk.example.org" of the site's address: for message ids and calendar entries. Borrows. */
struct text address_host(const struct view *view);
/* The address of what a link in a text points to; unchanged for outside addresses and fragments. */
struct text address_of_link(struct view *view, const struct markup_node *link);

#endif
