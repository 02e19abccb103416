/* Every fault of YAML, in plain words at its place. Faults are shown as
 * "line:column message | hint | line:column note". */
#include "try_yaml.h"

#include "read/yaml_explain.h"
#include "read/yaml_search.h"

static const struct fault {
    const char *name, *yaml, *expected;
} faults[] = {
    /* faults of white space */
    {"tab", "title: Hej\n\tlead: x\n",
     "2:1 a tab at the beginning of the line | indent with ordinary spaces, two for each level\n"},
    {"tabs in several lines",
     "sender:\n\tname: x\n\temail: y\n\treply_to: z\n"
     "ok: b\n",
     "2:1 a tab at the beginning of the line | indent with ordinary spaces, two for each level; other "
     "lines with the same fault: 2\n"},
    {"tab and another fault", "a: 1\nsub:\n\tname: x\n\trole: y\nok: då: nu\n",
     "3:1 a tab at the beginning of the line | indent with ordinary spaces, two for each level; other "
     "lines with the same fault: 1\n5:7 a colon in the value of 'ok', which is not in quotes | put the whole "
     "value in straight quotes: \"då: nu\"\n"},
    {"tab in a text block", "text: |\n\tHej\n\tdu\nb: 1\n",
     "2:1 a tab at the beginning of the line | indent with ordinary spaces, two for each level; other "
     "lines with the same fault: 1\n"},
    {"tab in front of a list item",
     "coaches: \n  - person: ida\n    role: coach\n"
     "  \t- person: b\n",
     "4:3 a tab at the beginning of the line | indent with ordinary spaces, two for each level\n"},
    {"tab in an empty value", "a:\n\t\nb: @\n",
     "2:1 a tab at the beginning of the line | indent with ordinary spaces, two for each level\n"
     "3:4 a value cannot begin with '@' unless it is in quotes | put the whole value in straight quotes: "
     "\"@\"\n"},
    {"no-break spaces as indentation", "title: a\nsub:\n\302\240\302\240lead: x\n",
     "3:1 a no-break space (U+00A0) at the beginning of the line | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space in good YAML", "sub:\n \302\240lead: x\n",
     "2:2 a no-break space (U+00A0) at the beginning of the line | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space before a list", "teams:\n \302\240- a\n",
     "2:2 a no-break space (U+00A0) at the beginning of the line | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space in a goes-on line", "lead: hej\n  \302\240- punkt\n",
     "2:3 a no-break space (U+00A0) at the beginning of the line | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space after a colon", "title:\302\240Hej\nlead: x\n",
     "1:7 a no-break space (U+00A0) after the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space after a colon and a space", "title: \302\240Hej\nlead: x\n",
     "1:8 a no-break space (U+00A0) after the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space after the only colon", "sub:\n  title:\302\240Hej\n",
     "2:9 a no-break space (U+00A0) after the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space before a colon", "title\302\240: Hej\n",
     "1:6 a no-break space (U+00A0) before the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"no-break space before a colon in a broken file", "title\302\240: Hej\nlead: @x\n",
     "1:6 a no-break space (U+00A0) before the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n2:7 a value cannot begin with '@' unless it is in quotes | put "
     "the whole value in straight quotes: \"@x\"\n"},
    {"no-break space after a hyphen", "teams:\n  -\302\240a\n",
     "2:4 a no-break space (U+00A0) after '-' | delete it and type an ordinary space; it often comes "
     "along from Word\n"},
    {"no-break space after hyphens", "teams:\n  -\302\240a\n  - b\nx: 1\n",
     "2:4 a no-break space (U+00A0) after '-' | delete it and type an ordinary space; it often comes "
     "along from Word\n"},
    {"no-break space after a hyphen and a space", "teams:\n  - \302\240a\n",
     "2:5 a no-break space (U+00A0) after '-' | delete it and type an ordinary space; it often comes "
     "along from Word\n"},
    {"no-break space in brackets", "teams: [a, \302\240b]\n",
     "1:12 a no-break space (U+00A0) before the value | delete it and type an ordinary space; it often "
     "comes along from Word\n"},
    {"narrow no-break space", "title:\342\200\257Hej\nlead: x\n",
     "1:7 a narrow no-break space (U+202F) after the colon of 'title' | delete it and type an ordinary "
     "space; it often comes along from Word\n"},
    {"figure space", "title:\342\200\207Hej\nlead: x\n",
     "1:7 a figure space (U+2007) after the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"zero-width space", "aa:\n  bb: 1\n\342\200\213cc: 2\n",
     "3:1 a zero-width space (U+200B) at the beginning of the line | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"soft hyphen", "title: \302\255Hej\n",
     "1:8 a soft hyphen (U+00AD) after the colon of 'title' | delete it and type an ordinary space; it "
     "often comes along from Word\n"},
    {"another space", "title: \342\200\203Hej\n",
     "1:8 a special space (U+2003) after the colon of 'title' | delete it and type an ordinary space; "
     "it often comes along from Word\n"},
    {"zero-width no-break space", "a: 1\nb: x\357\273\277y\n",
     "2:5 an invisible zero-width no-break space (U+FEFF) | delete it\n"},
    {"vertical tab and line separator of Word", "a: rad\013b\342\200\250c\n",
     "1:7 an invisible line break (U+000B) | delete it and press Enter if a new line is meant\n"
     "1:9 an invisible line break (U+2028) | delete it and press Enter if a new line is meant\n"},
    {"control character", "a: \007\n", "1:4 an invisible control character (U+0007) | delete it\n"},
    {"next line", "a: \302\205\n",
     "1:4 an invisible line break (U+0085) | delete it and press Enter if a new line is meant\n"},
    /* quotes */
    {"curly quotes", "title: ”Hej”\nlead: “Du”\nx: ’nu’\ny: »då»\n",
     "1:8 the typographic quote ” cannot stand around a value | write straight quotes: \"Hej\"\n"
     "2:7 the typographic quote “ cannot stand around a value | write straight quotes: \"Du\"\n"
     "3:4 the typographic quote ’ cannot stand around a value | write straight quotes: \"nu\"\n"
     "4:4 the typographic quote » cannot stand around a value | write straight quotes: \"då\"\n"},
    {"curly quote at the beginning", "title: ”Vi vill” säger hon\n",
     "1:8 the typographic quote ” cannot stand around a value | put the whole value in straight quotes: "
     "\"”Vi vill” säger hon\"\n"},
    {"curly quotes twice", "title: ”Vi” och ”ni”\n",
     "1:8 the typographic quote ” cannot stand around a value | put the whole value in straight quotes: "
     "\"”Vi” och ”ni”\"\n"},
    {"curly quote in a list", "a:\n  - ”b”\n",
     "2:5 the typographic quote ” cannot stand around a value | write straight quotes: \"b\"\n"},
    {"curly quote in brackets", "a: [”b”, c]\n",
     "1:5 the typographic quote ” cannot stand around a value | write straight quotes: \"b\"\n"},
    {"curly quote around a key", "”title”: Hej\n",
     "1:1 the typographic quote ” cannot stand around a value | write straight quotes: \"title\"\n"},
    {"curly and straight", "title: ”Hej\"\n",
     "1:8 the typographic quote ” cannot stand around a value | write straight quotes: \"Hej\"\n"},
    {"curly quotes in a broken file", "title: ”Hej”\nlead: a: b\n",
     "1:8 the typographic quote ” cannot stand around a value | write straight quotes: \"Hej\"\n"
     "2:8 a colon in the value of 'lead', which is not in quotes | put the whole value in straight quotes: "
     "\"a: b\"\n"},
    {"unclosed quote", "title: \"Hej\nlead: \"Då\"\nx: 1\n",
     "1:8 the quote \" that begins here is never closed | write \" at the end of the value, or leave "
     "it out here\n"},
    {"unclosed quote at the end", "a: 1\ntitle: \"Hej\n",
     "2:8 the quote \" that begins here is never closed | write \" at the end of the value, or leave "
     "it out here\n"},
    {"unclosed single quote", "links:\n  - 'a\n  - b\n",
     "2:5 the quote ' that begins here is never closed | write ' at the end of the value, or leave it "
     "out here\n"},
    {"unclosed quote in a list of maps",
     "links:\n  - title: \"A\"\n    address: \"http://x\n"
     "  - title: \"B\"\n    address: http://y\n",
     "3:14 the quote \" that begins here is never closed | write \" at the end of the value, or leave "
     "it out here\n"},
    {"closed by a curly quote", "title: \"Hej”\nlead: Då\n",
     "1:8 the quote \" that begins here is never closed | the line ends with the typographic quote ”; "
     "write a straight \"\n"},
    {"unclosed quote that another line closes", "title: \"Hej\nlead: Då\"\n",
     "1:8 the quote \" that begins here is never closed | write \" at the end of the value, or leave "
     "it out here\n"},
    {"text after a closing quote", "title: \"Hej\" sa hon\nlead: x\n",
     "1:14 text after the closing quote \" | put the whole value in straight quotes: '\"Hej\" sa hon'\n"},
    {"quotes in quotes", "title: \"Han sa \"hej\" till\"\n",
     "1:17 text after the closing quote \" | put the whole value in straight quotes: 'Han sa \"hej\" "
     "till'\n"},
    {"unknown escape", "a: \"x\\q\"\n",
     "1:6 a backslash that means nothing in double quotes | write two backslashes for one, or put the "
     "value in single quotes\n"},
    {"broken escape", "a: \"\\xzz\"\n",
     "1:7 a backslash that means nothing in double quotes | write two backslashes for one, or put the "
     "value in single quotes\n"},
    {"broken unicode escape", "a: \"\\ud800\"\n",
     "1:7 a backslash that means nothing in double quotes | write two backslashes for one, or put the "
     "value in single quotes\n"},
    {"NUL by escape", "a: \"b\\0c\"\n", "1:5 an invisible control character (U+0000) | delete it\n"},
    {"quoted name only", "\"title\"\nlead: b\n", "1:1 no colon in this line | write '\"title\": value'\n"},
    /* colons */
    {"colon in a value", "title: Träff 1: start\n",
     "1:15 a colon in the value of 'title', which is not in quotes | put the whole value in straight "
     "quotes: \"Träff 1: start\"\n"},
    {"colon at the end of a value", "title: Vi ses,\nwho: Ida, coach:\n",
     "2:16 a colon in the value of 'who', which is not in quotes | put the whole value in straight quotes: "
     "\"Ida, coach:\"\n"},
    {"colon in a long value",
     "title: mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket "
     "mycket mycket mycket mycket mycket mycket mycket 1: start\n",
     "1:149 a colon in the value of 'title', which is not in quotes | put straight quotes (\") around "
     "all that stands behind the name and its colon\n"},
    {"colon in a line that goes on", "lead: Detta är en text\n  som fortsätter: här\n",
     "2:17 a colon in the value of 'lead', which is not in quotes | put straight quotes (\") around "
     "all that stands behind the name and its colon\n"},
    {"colon in a value with quotes", "title: Träff \"1\": start\n",
     "1:17 a colon in the value of 'title', which is not in quotes | put the whole value in straight "
     "quotes: 'Träff \"1\": start'\n"},
    {"colon in a value with both quotes", "title: Ida's \"träff\": start\n",
     "1:21 a colon in the value of 'title', which is not in quotes | put the whole value in straight "
     "quotes: 'Ida''s \"träff\": start'\n"},
    {"no space after a colon", "title: a\nlead:Hej du\nx: y\n",
     "2:1 no space after the colon of 'lead' | write 'lead: Hej du'\n"},
    {"no space after the first colon", "title:Hej\nlead: x\n",
     "1:1 no space after the colon of 'title' | write 'title: Hej'\n"},
    {"no space after the only colon", "title:Hej\n", "1:1 no space after the colon of 'title' | write 'title: Hej'\n"},
    {"no space after colons below a name", "sender:\n  name:Ida\n  email:x\n",
     "2:3 no space after the colon of 'name' | write 'name: Ida'\n"},
    {"no space after a colon in a list", "coaches:\n  - person:ida\n",
     "2:5 no space after the colon of 'person' | write 'person: ida'\n"},
    {"no space after a colon, long",
     "title: x\nlead:mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket mycket "
     "mycket mycket mycket mycket mycket mycket mycket mycket \n",
     "2:1 no space after the colon of 'lead' | write 'lead: …'\n"},
    {"no colon", "title: a\nhej du\nlead: b\n",
     "2:1 no colon in this line | write 'name: value'; if it goes on with the text of 'title', indent "
     "it\n"},
    {"name without colon", "title\nlead: b\n", "1:1 no colon in this line | write 'title: value'\n"},
    {"no colon below a text block", "text: |\n  ett\nhej på dig\nlead: b\n",
     "3:1 no colon in this line | if it belongs to the text of 'text', indent it like the other lines "
     "of the text\n"},
    {"no colon after a list", "a:\n  - b\nlead= b\n", "3:1 no colon in this line | write 'name: value'\n"},
    {"no colon in the first line below a name", "sender:\n  name Ida\n  email: x\n  list: y\n",
     "2:3 no colon in this line | write 'name: value'\n"},
    {"no colon before a bar", "teams:\n  - aneby\ntext |\n  Nu: ja\n\n  Mer: x\nend: x\n",
     "3:1 no colon in this line | write 'name: value'\n"},
    {"no name before a colon", ": x\n", "1:1 no name before the colon | write 'name: value'\n"},
    /* indentation */
    {"between two levels", "a:\n    b: 1\n  c: 2\nd: 3\n",
     "3:3 the indentation of this line does not fit the lines above | put 0 or 4 spaces before it\n"},
    {"deeper than a value", "title: 1\n  lead: 2\nsub: 3\n",
     "2:3 the indentation of this line does not fit the lines above | put no spaces before it\n"},
    {"deeper names", "title: Hej\n  sub: x\n  lead: y\nend: z\n",
     "2:3 the indentation of this line does not fit the lines above | put no spaces before it\n"},
    {"first line too deep", "   title: a\nlead: b\n",
     "2:1 the indentation of this line does not fit the lines above | put exactly this many spaces before it: 3\n"},
    {"second name of an item",
     "list:\n  - title: a\n   note: b\n  - title: c\n"
     "     note: d\n",
     "3:4 the indentation of this line does not fit the lines above | put exactly this many spaces before it: 4\n"
     "5:6 the indentation of this line does not fit the lines above | put exactly this many spaces before it: 4\n"},
    {"second item", "list:\n  - title: a\n    note: b\n   - title: c\n",
     "4:4 the indentation of this line does not fit the lines above | put exactly this many spaces before it: 2\n"},
    {"an item and its second name", "boxes:\n  - title: a\n    text: b\n   - title: c\n     text: d\n  - title: e\n",
     "4:4 the indentation of this line does not fit the lines above | put exactly this many spaces before it: 2\n"},
    {"after a comment", "title: 1 # c\n  b\n",
     "2:3 the indentation of this line does not fit the lines above | put no spaces before it\n"},
    {"text block", "text: |\n    hej\n  du\nb: 1\n",
     "3:3 this line of the text is indented less than the first one | put as many spaces before it as before "
     "the first line of the text: 4\n"},
    {"empty line with spaces in a text block", "b: |\n      \n  text\n",
     "2:1 this empty line has more spaces than the text below it | delete its spaces, or all but 2 of "
     "them\n"},
    {"list among names", "title: 1\n- b\n",
     "2:1 a list item among names with values | write 'name:' above the list that it belongs to\n"},
    {"name among items", "teams:\n  - a\n  bb: 1\n",
     "3:3 no '-' before this line of a list | begin it with '- ', or indent it below the item it belongs "
     "to\n"},
    {"item in a text", "lead: hej\n  - b\n",
     "2:3 warning: this '-' goes on with the text above and begins no list item | indent it like the "
     "items above; below a name, the name's own line must be empty\n"},
    /* signs */
    {"at sign", "a: @x\n",
     "1:4 a value cannot begin with '@' unless it is in quotes | put the whole value in straight quotes: "
     "\"@x\"\n"},
    {"grave accent", "a: `x`\n",
     "1:4 a value cannot begin with '`' unless it is in quotes | put the whole value in straight quotes: "
     "\"`x`\"\n"},
    {"percent", "a: %x\n",
     "1:4 a value cannot begin with '%' unless it is in quotes | put the whole value in straight quotes: "
     "\"%x\"\n"},
    {"bold", "a: **fet** text\n",
     "1:4 a value cannot begin with '*' unless it is in quotes | put the whole value in straight quotes: "
     "\"**fet** text\"\n"},
    {"anchor", "a: &x y\n",
     "1:4 a value cannot begin with '&' unless it is in quotes | put the whole value in straight quotes: "
     "\"&x y\"\n"},
    {"anchor of a map", "a: &x\n  b: c\n",
     "1:4 a value cannot begin with '&' unless it is in quotes | put the whole value in straight quotes: "
     "\"&x\"\n"},
    {"alias", "a: 1\nb: *x\n",
     "2:4 a value cannot begin with '*' unless it is in quotes | put the whole value in straight quotes: "
     "\"*x\"\n"},
    {"alias as a key", "*x : 1\n",
     "1:1 a value cannot begin with '*' unless it is in quotes | put the whole value in straight quotes: "
     "\"*x : 1\"\n"},
    {"tag", "a: !!str y\n",
     "1:4 a value cannot begin with '!' unless it is in quotes | put the whole value in straight quotes: "
     "\"!!str y\"\n"},
    {"tag of a list", "a: !x [b]\n",
     "1:4 a value cannot begin with '!' unless it is in quotes | put the whole value in straight quotes: "
     "\"!x [b]\"\n"},
    {"exclamation", "a: ! viktigt\n",
     "1:4 a value cannot begin with '!' unless it is in quotes | put the whole value in straight quotes: "
     "\"! viktigt\"\n"},
    {"comma", "a: , b\n",
     "1:4 a value cannot begin with ',' unless it is in quotes | put the whole value in straight quotes: "
     "\", b\"\n"},
    {"text after a bar", "a: | text\n",
     "1:6 text after '|' on the same line | begin the text on the next line, indented; or put the whole "
     "value in straight quotes if '|' belongs to it\n"},
    {"text after greater-than", "a: > 50 procent\n",
     "1:6 text after '>' on the same line | begin the text on the next line, indented; or put the whole "
     "value in straight quotes if '>' belongs to it\n"},
    {"zero after a bar", "a: |0\n  x\n",
     "1:5 text after '|' on the same line | begin the text on the next line, indented; or put the whole "
     "value in straight quotes if '|' belongs to it\n"},
    {"link", "lead: [länk](x.md)\n",
     "1:7 a value cannot begin with '[' unless it is in quotes | put the whole value in straight quotes: "
     "\"[länk](x.md)\"\n"},
    {"template braces", "a: {{x}}\n",
     "1:4 a value cannot begin with '{' unless it is in quotes | put the whole value in straight quotes: "
     "\"{{x}}\"\n"},
    {"template braces in a broken file", "a: {{x}}\nb: @\n",
     "1:4 a value cannot begin with '{' unless it is in quotes | put the whole value in straight quotes: "
     "\"{{x}}\"\n"},
    {"list as a key", "[x]: y\n",
     "1:1 a value cannot begin with '[' unless it is in quotes | put the whole value in straight quotes: "
     "\"[x]: y\"\n"},
    {"map as a key", "? {a: b}\n: c\n",
     "1:3 a value cannot begin with '{' unless it is in quotes | put the whole value in straight quotes: "
     "\"{a: b}\"\n"},
    {"question mark", "a: ? b\n",
     "1:4 a value cannot begin with '?' unless it is in quotes | put the whole value in straight quotes: "
     "\"? b\"\n"},
    {"list on the line of its name", "teams: - a\n",
     "1:8 a list begins on the line of its name | write each '- …' on a line of its own below 'teams'\n"},
    {"list on the line of a list", "- - a\n - b\n",
     "2:2 the indentation of this line does not fit the lines above | put 0 or 2 spaces before it\n"},
    {"no space after a hyphen", "teams:\n  -nässjö\n  -eksjö\n", "2:3 no space after '-' | write '- nässjö'\n"},
    {"no space after the second hyphen", "teams:\n  - a\n  -b\n", "3:3 no space after '-' | write '- b'\n"},
    {"no space after the second hyphen, below the name", "teams:\n- a\n-b\n", "3:1 no space after '-' | write '- b'\n"},
    {"no space after a hyphen, long",
     "teams:\n  - a\n  -bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n",
     "3:3 no space after '-' | write '- …'\n"},
    /* brackets */
    {"unclosed bracket", "a: [x, y\nbb: 2\n",
     "1:4 the bracket '[' that begins here is never closed | write ']' at the end, or put the whole value "
     "in straight quotes if the bracket belongs to the text\n"},
    {"unclosed brace", "a: {x: y\nbb: 2\n",
     "1:4 the bracket '{' that begins here is never closed | write '}' at the end, or put the whole value "
     "in straight quotes if the bracket belongs to the text\n"},
    {"no comma", "a: [\"x\" \"y\"]\n",
     "1:9 no comma or ']' before this | put the whole value in straight quotes if the bracket belongs "
     "to the text | 1:4 the list in brackets begins here\n"},
    {"no comma in braces", "a: {x: \"y\" z}\n",
     "1:12 no comma or '}' before this | put the whole value in straight quotes if the bracket belongs "
     "to the text | 1:4 the braces begin here\n"},
    {"wrong bracket", "a: [x}\n",
     "1:6 no comma or ']' before this | put the whole value in straight quotes if the bracket belongs "
     "to the text | 1:4 the list in brackets begins here\n"},
    /* documents and names */
    {"twice", "a: 1\nb: 2\na: 3\n", "3:1 'a' is given a second time | keep one of them | 1:1 first given here\n"},
    {"twice in brackets", "a: {x: 1, x: 2}\n",
     "1:11 'x' is given a second time | keep one of them | 1:5 first given here\n"},
    {"no value in brackets", "a: [b, , c]\n",
     "1:8 no value where there should be one | write a value, or put the text in straight quotes\n"},
    {"a name that is a list", "? - a\n: b\n", "1:3 a name must be text | write 'name: value'\n"},
    {"two documents", "a: 1\n---\nb: 2\n",
     "2:1 a second document begins here | remove this line; a file holds one document\n"},
    {"directive", "%TAG\n---\na: 1\n", "1:1 no colon in this line | write '%TAG: value'\n"},
    {"unknown directive", "%HEJ x\na: 1\n", "1:1 no colon in this line | write 'name: value'\n"},
    {"two roots", "\"a\"\n\"b\"\n",
     "1:1 no colon in this line | write '\"a\": value'\n"
     "2:1 no colon in this line | write '\"b\": value'\n"},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct try try;
        parse(&try, text_from(faults[i].yaml));
        if (strcmp(render(&try), faults[i].expected) != 0)
            print_error("%s\n", faults[i].name);
        assert_string_equal(render(&try), faults[i].expected);
        assert_true((try.root == NULL) == diagnostics_has_error(&try.diagnostics));
        arena_release(&try.arena);
    }
}

/* libyaml's complaints that the search explains nearly always; here it finds nothing in the text. */
static const struct complaint {
    const char *problem, *expected;
} complaints[] = {
    {"mapping values are not allowed in this context",
     "2:3 a colon that does not belong here | put the value in straight quotes if the colon is part of it\n"},
    {"could not find expected ':'", "1:1 no colon in this line | write 'name: value'\n"},
    {"did not find expected key", "2:3 the indentation of this line does not fit the lines above | names that belong "
                                  "together begin at the same column\n"},
    {"did not find expected '-' indicator",
     "2:3 no '-' before this line of a list | begin it with '- ', or indent it below the item it belongs to\n"},
    {"block sequence entries are not allowed in this context",
     "2:3 a list item that does not belong here | write each '- …' on a line of its own, below the name of the list\n"},
    {"did not find expected comment or line break",
     "2:3 text where the line should end | begin the text on the next line, indented\n"},
    {"found an indentation indicator equal to 0",
     "2:3 a '0' after the sign of a text block | write '|' alone and the text indented on the lines below\n"},
    {"did not find expected <document start>",
     "2:3 this line does not belong to the lines above | write 'name: value' on every line, all at the same column\n"},
    {"found a tab character that violates indentation",
     "2:3 a tab at the beginning of the line | indent with ordinary spaces, two for each level\n"},
    {"mapping keys are not allowed in this context",
     "2:3 a value cannot begin with 'b' unless it is in quotes | put the whole value in straight quotes: \"bb: d\"\n"},
    {"found unknown directive name",
     "1:1 a value cannot begin with 'a' unless it is in quotes | put the whole value in straight quotes: \"aa:\"\n"},
    {"found unexpected document indicator",
     "1:1 the quote a that begins here is never closed | write a at the end of the value, or leave it out here\n"},
    {"hej", "2:3 this is no YAML (libyaml says: hej)\n"},
};

static void test_complaints(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof complaints / sizeof *complaints; i++) {
        struct try try;
        parse(&try, TEXT("aa:\n  bb: d\n"));
        assert_string_equal(render(&try), "");
        struct yaml_failure failure = {complaints[i].problem, {6, 2, 3}, {0, 1, 1}};
        yaml_explain(&try.passage, &failure, &try.diagnostics);
        assert_string_equal(render(&try), complaints[i].expected);
        arena_release(&try.arena);
    }
}

/* A broken file of thousands of lines must not give thousands of messages. */
static void test_limit(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buffer buffer = {.arena = &arena};
    for (int i = 0; i < 1000; i++)
        buffer_format(&buffer, "key%d: a: b\n", i);
    struct try try;
    parse(&try, buffer_text(&buffer));
    assert_int_equal(try.diagnostics.list.count, YAML_SEARCH_LIMIT);
    arena_release(&try.arena);
    buffer.size = 0;
    for (int i = 0; i < 1000; i++)
        buffer_format(&buffer, "key: ”b”\n");
    parse(&try, buffer_text(&buffer));
    assert_in_range(try.diagnostics.list.count, YAML_SEARCH_LIMIT, YAML_SEARCH_LIMIT + 3);
    assert_null(try.root);
    arena_release(&try.arena);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_complaints),
        cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
