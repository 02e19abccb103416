#include "view/address.h"
#include "view/lookup.h"

static const struct accessibility *statement_of(const void *object)
{
    return object;
}

static struct value statement_url(struct view *view, const void *object)
{
    (void)object;
    return value_text(address_of(view, address_accessibility()));
}

static struct value statement_is_full(struct view *view, const void *object)
{
    (void)view;
    return value_flag(text_is(statement_of(object)->compliance, "full"));
}

static struct value statement_is_partial(struct view *view, const void *object)
{
    (void)view;
    return value_flag(text_is(statement_of(object)->compliance, "partial"));
}

static struct value statement_is_none(struct view *view, const void *object)
{
    (void)view;
    return value_flag(text_is(statement_of(object)->compliance, "none"));
}

/* These texts stand below headings of the layout. */
static struct value statement_outside(struct view *view, const void *object)
{
    return view_prose(view, &statement_of(object)->outside, 1, TEXT("outside_"));
}

static struct value statement_burden(struct view *view, const void *object)
{
    return view_prose(view, &statement_of(object)->burden, 1, TEXT("burden_"));
}

static struct value statement_method(struct view *view, const void *object)
{
    return view_prose(view, &statement_of(object)->method, 1, TEXT("method_"));
}

static struct value statement_has_assessment(struct view *view, const void *object)
{
    const struct accessibility *statement = statement_of(object);
    bool has_method = statement_method(view, object).kind != VALUE_NOTHING;
    return value_flag(has_method || date_is_set(statement->assessed) || date_is_set(statement->updated));
}

static const struct derived derived[] = {
    {"url", statement_url},
    {"is_full", statement_is_full},
    {"is_partial", statement_is_partial},
    {"is_none", statement_is_none},
    {"has_assessment", statement_has_assessment},
    {"outside", statement_outside},
    {"burden", statement_burden},
    {"method", statement_method},
    {NULL, NULL},
};

const struct view_type accessibility_view = {&accessibility_type, derived};
