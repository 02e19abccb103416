/* What a picture's file tells besides the picture: where, by whom and when it was taken (EXIF through
 * libexif, XMP). For picture.c. Any thread. */
#ifndef DELIVER_PICTURE_METADATA_H
#define DELIVER_PICTURE_METADATA_H

#include "base/text.h"

struct picture_metadata {
    bool has_place;  /* coordinates or a town */
    bool has_camera; /* make, model, serial number, owner, artist */
    bool has_time;
};

/* Looks into EXIF and XMP of JPEG (APP1) and PNG (eXIf, tEXt, zTXt, iTXt). Never fails: of bytes that are
 * neither, or damaged, it tells what it finds up to there. */
struct picture_metadata picture_metadata_find(struct text bytes);

#endif
