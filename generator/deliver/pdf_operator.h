/* The operators of a PDF content stream, one after the other, with what pdf_content.c asks of their operands. In linear
 * time, for any bytes: what is no operand and no operator is passed over. */
#ifndef DELIVER_PDF_OPERATOR_H
#define DELIVER_PDF_OPERATOR_H

#include "base/text.h"

/* `{.stream = bytes}` begins. */
struct pdf_reader {
    struct text stream;
    size_t position;
};

struct pdf_operator {
    struct text word;     /* "Tj"; an inline image is one operator "BI" up to its end */
    size_t from, to;      /* with its operands */
    struct text tag;      /* the first name among the operands, with its '/' */
    struct text property; /* the second one, without '/' */
    int number;           /* /MCID in a dictionary among the operands, or -1 */
};

/* False at the end of the stream. The texts are borrowed from it. */
bool pdf_next_operator(struct pdf_reader *reader, struct pdf_operator *found);

#endif
