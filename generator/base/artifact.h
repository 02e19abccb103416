/* What outputs make and deliveries write: the only thing both know. Plain data, immutable once made;
 * owned by the result arena of the build. */
#ifndef BASE_ARTIFACT_H
#define BASE_ARTIFACT_H

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/text.h"

/* A picture of the content, prepared once before anything is rendered. */
struct picture {
    struct text source;     /* path below content/, the key */
    struct text name;       /* file name when published, of the content's digest: "foto-1a2b3c4d.jpg" */
    struct text media_type; /* image/jpeg or image/png */
    struct text bytes;      /* scaled for screen and paper, without EXIF */
    int width, height;      /* pixels of `bytes` */
    struct text small_name; /* "foto-1a2b3c4d-640.jpg"; empty when there is no second size */
    struct text small_bytes;
    int small_width, small_height;
    struct text mail_bytes; /* scaled to the width of a letter */
    int mail_width, mail_height;
};

typedef ARRAY(struct picture) picture_list;

/* What the address of a picture in a document begins with; its `name` follows. */
#define PICTURE_BY_NAME "picture:"

/* A file of layouts/, assets/ or a font, as it was read. */
struct site_file {
    struct text path; /* below its folder */
    struct text bytes;
};
typedef ARRAY(struct site_file) site_files;

/* A part of a font for the website: some of its characters. A browser fetches it when a page has one of them. */
struct web_font {
    struct text family, weight, style, features, file; /* as the theme says */
    struct text name;                                  /* file name when published, of the content's digest */
    struct text unicode_range;                         /* as CSS writes it: "U+20-7E,U+A0" */
    struct text bytes;                                 /* WOFF2 */
};
typedef ARRAY(struct web_font) web_fonts;

enum artifact_kind {
    ARTIFACT_FILE,     /* bytes for public/`path` */
    ARTIFACT_DOCUMENT, /* print HTML in `bytes`, self-contained but for pictures; its PDF becomes public/`path` */
    ARTIFACT_LETTER,   /* a message that becomes outbox/`path` */
};

/* One address with its name; no line feed in either (checked where they are read). */
struct mailbox {
    struct text name, email;
};

/* A file that goes with a letter. Inline pictures are referred to as "cid:`content_id`". */
struct attachment {
    struct text name, media_type, content_id; /* content_id without <>; empty when not inline */
    struct text bytes;
    struct text drawing; /* SVG, of which a PNG is made for `bytes`; else empty */
    int width, height;   /* of a drawing, as it is shown: CSS pixels */
};

/* A section of a letter's HTML part, or all that is around the sections. */
struct letter_section {
    struct text name;  /* its heading; empty: what is around the sections */
    size_t bytes;      /* as it stands in the part */
    bool is_cut;       /* to its first paragraph and a link to the website */
    struct place from; /* where it was written … */
    unsigned end;      /* … up to before this line; 0: up to the end */
};

struct letter {
    struct mailbox from, reply_to; /* reply_to.email may be empty */
    struct text subject;
    struct date date;       /* sent at 08:00 of this day */
    struct text message_id; /* without <> */
    struct text list_id;    /* domain-shaped, may be empty */
    struct text list_name;
    struct text archive;         /* address of a page with the earlier letters; may be empty */
    struct text unsubscribe;     /* mailto: address, may be empty */
    struct text unsubscribe_url; /* https: address with {key} in it, for one click (RFC 8058); empty: no such place */
    struct text language;
    struct text text, html;                /* both bodies, UTF-8 */
    struct text preheader;                 /* what programs show after the subject */
    struct text network;                   /* its id: which look the letter has */
    ARRAY(struct letter_section) sections; /* of `html`, which is as long as all of them; the last one is around them */
    ARRAY(struct attachment) inline_pictures;
    ARRAY(struct attachment) attachments;
};

struct artifact {
    enum artifact_kind kind;
    struct text path;  /* relative, "/" between folders, no ".." */
    struct text bytes; /* of a file or document */
    struct date date;  /* of a document; may be unset */
    size_t sheets;     /* that a document has to fit on; 0: any number */
    const struct letter *letter;
};

typedef ARRAY(struct artifact) artifact_list;

#endif
