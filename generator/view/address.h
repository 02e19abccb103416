/* Where everything is published: the one place that knows the site's paths. For view/ and output/. */
#ifndef VIEW_ADDRESS_H
#define VIEW_ADDRESS_H

#include "view/view.h"

/* Paths below public/, such as "basta-platsen/2020-2021/newsletter-1/index.html"; in `arena`. */
struct text address_home(void);
struct text address_people(void);
struct text address_person(struct arena *arena, const struct person *person); /* view_has_page */
struct text address_archive(void);
struct text address_year(struct arena *arena, const struct archive_year *year);
struct text address_municipalities(void);
struct text address_municipality_id(struct arena *arena, struct text name); /* of its part of that page */
struct text address_films(void);
struct text address_reports(void);
struct text address_accessibility(void);
struct text address_search(void);
struct text address_search_index(void);
struct text address_not_found(void);
struct text address_sitemap(void);
struct text address_style(struct arena *arena, struct text look);
struct text address_asset(struct arena *arena, struct text path); /* a file of assets/ */
struct text address_font(struct arena *arena, struct text name);
struct text address_picture(struct arena *arena, const struct picture *picture);
struct text address_small_picture(struct arena *arena, const struct picture *picture); /* which has a small size */
struct text address_person_entry(struct arena *arena, const struct person *person);    /* in the list: with "#…" */
struct text address_page(struct arena *arena, const struct page *page);
struct text address_network(struct arena *arena, const struct network *network);
struct text address_feed(struct arena *arena, const struct network *network);
struct text address_site_feed(void);
struct text address_team(struct arena *arena, const struct team *team);
struct text address_round(struct arena *arena, const struct round *round);
struct text address_meeting(struct arena *arena, const struct meeting *meeting);
/* The page that stays where a meeting was that has moved; of a change with is_left. */
struct text address_left(struct arena *arena, const struct meeting_change *change);
/* Calendars; empty when there is no day to put into one. */
struct text address_meeting_calendar(struct arena *arena, const struct meeting *meeting);
struct text address_round_calendar(struct arena *arena, const struct round *round);
struct text address_network_calendar(struct arena *arena, const struct network *network);
struct text address_report(struct arena *arena, const struct report *report);
struct text address_newsletter(struct arena *arena, const struct newsletter *letter);
struct text address_newsletter_letter(struct arena *arena, const struct newsletter *letter); /* below outbox/ */

/* Documents. Empty for a meeting that has nothing to print: no programme, nothing to prepare. */
struct text address_newsletter_pdf(struct arena *arena, const struct newsletter *letter);
struct text address_meeting_pdf(struct arena *arena, const struct meeting *meeting);
struct text address_report_pdf(struct arena *arena, const struct report *report);
struct text address_round_pdf(struct arena *arena, const struct round *round); /* the booklet */
struct text address_team_pdf(struct arena *arena, const struct team *team);

/* Ids of the parts of a round's booklet; in `arena`. */
struct text address_newsletter_part(struct arena *arena, const struct newsletter *letter);
struct text address_meeting_part(struct arena *arena, const struct meeting *meeting);
struct text address_notes_part(struct arena *arena, const struct newsletter *letter, const struct meeting *meeting);
struct text address_team_part(struct arena *arena, const struct team *team);

/* "../../" for a path two folders deep; in `arena`. */
struct text address_root(struct arena *arena, struct text path);
/* The address of a path as the view writes it: relative, or absolute without "index.html"; "#…" of what stands in the
 * same booklet. */
struct text address_of(struct view *view, struct text path);
/* The absolute address of a path. */
struct text address_absolute(struct view *view, struct text path);
/* "natverk.example.org" of the site's address: for message ids and calendar entries. Borrows. */
struct text address_host(const struct view *view);
/* The address of what a link in a text points to; unchanged for outside addresses and fragments. */
struct text address_of_link(struct view *view, const struct markup_node *link);

#endif
