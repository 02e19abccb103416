#!/usr/bin/python3
"""PDF/UA-1 as far as a machine can tell.

pdfua.py FILE.pdf [FILE.html] …    one line for each check that failed, and how many passed; HTML: what it was printed from
pdfua.py --all PDFS HTMLS          all PDFs of a folder, and their HTML at the same paths of another
pdfua.py --read FILE.pdf           the document as a screen reader would say it
pdfua.py --checks                  all checks, with their clauses in ISO 14289-1 (UA), ISO 32000-1 (PDF) or the
                                   Matterhorn protocol (MP)
"""
import collections
import pathlib
import re
import sys

import pikepdf

from printed_html import NUMBER, Page, letters
from tagged_pdf import STANDARD, Document, Element, items, name, words

sys.setrecursionlimit(10_000)
MOST_SHED = 40  # steps of leaving out, more than any sheet of the tests takes
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?(-[a-zA-Z0-9]{5,8})*(-x(-[a-zA-Z0-9]{1,8})+)?$")


# Each check yields (page or None, what is wrong).

def version(document):
    if tuple(map(int, document.pdf.pdf_version.split("."))) < (1, 7):
        yield None, f"version {document.pdf.pdf_version}"


def not_encrypted(document):
    if document.pdf.is_encrypted:
        yield None, "it is encrypted"


def identifier(document):
    if not re.search(r"<pdfuaid:part>\s*1\s*</pdfuaid:part>", metadata(document)):
        yield None, "no pdfuaid:part 1 in the XMP metadata"


def metadata(document):
    stream = document.root.get("/Metadata")
    return stream.read_bytes().decode("utf-8", "replace") if isinstance(stream, pikepdf.Stream) else ""


def title_of(document):
    return str(document.pdf.trailer.get("/Info", {}).get("/Title", ""))


def title(document):
    with document.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        told = xmp.get("dc:title", "")
    if not told:
        yield None, "no dc:title in the XMP metadata"
    if words(str(told)) != words(title_of(document)):
        yield None, f"dc:title is '{told}', the document's title '{title_of(document)}'"


def shows_title(document):
    if document.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield None, "the window does not show the title (DisplayDocTitle)"


def marked(document):
    mark = document.root.get("/MarkInfo", {})
    if mark.get("/Marked") is not True:
        yield None, "not marked as tagged"
    if mark.get("/Suspects", False) is not False:
        yield None, "some tags are marked as suspect"
    if not document.tops:
        yield None, "no structure tree"


def languages(document):
    if not document.lang:
        yield None, "the document has no language"
    for where, language in [(None, document.lang)] + [(e.page(), e.lang) for e in document.elements if e.lang is not None]:
        if not LANGUAGE.match(language):
            yield where, f"'{language}' is no language"


def roles(document):
    for tag in sorted({str(element.tag) for element in document.elements if element.role not in STANDARD}):
        yield None, f"'{tag}' stands for no standard role"
    for tag in document.role_map.keys():
        if tag[1:] in STANDARD:
            yield None, f"the standard role '{tag[1:]}' is mapped to another"


def content(document):
    for canvas in document.canvases.values():
        yield from canvas.faults


def parents(document):
    """The tree of parents and the elements name each other."""
    owners = collections.defaultdict(list)
    for element in document.elements:
        for kid in element.kids:
            if not isinstance(kid, Element):
                owners[kid].append(element)
    for key, canvas in document.canvases.items():
        number = canvas.thing.get("/StructParents")
        listed = list(document.numbers.get(number, [])) if number is not None else []
        for sequence in canvas.texts:
            known = owners.pop((key, sequence), [])
            named = listed[sequence] if sequence < len(listed) else None
            if len(known) != 1:
                yield canvas.page, f"sequence {sequence} belongs to {len(known)} elements"
            elif getattr(named, "objgen", None) != known[0].dictionary.objgen:
                yield canvas.page, f"the tree of parents does not lead from sequence {sequence} to its {known[0].tag}"
    for (_, sequence), elements in owners.items():
        yield None, f"sequence {sequence} of a {elements[0].tag} is painted nowhere"
    for element in document.elements:
        if element.parent and element.dictionary.get("/P") != element.parent.dictionary:
            yield element.page(), f"a {element.tag} names another parent than the one that holds it"


def empty(document):
    for element in document.elements:
        if not element.kids and not element.objects and element.role not in ("TD", "TH") and not element.alt:
            yield element.parent and element.parent.page(), f"an empty {element.tag}"


def heading_levels(document):
    levels = [int(element.role[1]) for element in document.of(*HEADINGS)]
    if document.of("H"):
        yield None, "H is used" + (" beside H1 to H6" if levels else "")
    if levels.count(1) != 1:
        yield None, f"{levels.count(1)} headings of level 1"
    for before, after, element in zip([0] + levels, levels, document.of(*HEADINGS)):
        if after > before + 1:
            yield element.page(), f"heading '{words(element.own_text())}' of level {after} follows level {before}"
    for element in document.of(*HEADINGS):
        if not words(element.own_text()):
            yield element.page(), "a heading without words"


def figures(document):
    for element in document.of("Figure", "Formula"):
        if not (element.alt or "").strip() and "/ActualText" not in element.dictionary:
            yield element.page(), "a figure without alternative text"
        if element.within("Figure"):
            yield element.page(), f"a figure within a figure, whose text hides it: '{element.alt}'"


def alternatives(document):
    for element in document.elements:
        if element.alt is not None and not element.alt.strip():
            yield element.page(), f"an empty alternative text of a {element.tag}"


def rows_of(table):
    groups = [table] + [kid for kid in table.elements() if kid.role in ("THead", "TBody", "TFoot")]
    return [row for group in groups for row in group.elements() if row.role == "TR"]


def width_of(rows):
    """How many columns each row fills, with what reaches down from above."""
    reaching = collections.Counter()
    for row in rows:
        filled = {column for column, left in reaching.items() if left > 0}
        column = 0
        for column_left in list(reaching):
            reaching[column_left] -= 1
        for cell in row.elements():
            attributes = cell.attributes()
            for _ in range(int(attributes.get("/ColSpan", 1))):
                while column in filled:
                    column += 1
                filled.add(column)
                reaching[column] = max(reaching[column], int(attributes.get("/RowSpan", 1)) - 1)
        yield len(filled)


def tables(document):
    within = {"Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
              "TR": {"TH", "TD"}}
    holders = {"TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",), "THead": ("Table",),
               "TBody": ("Table",), "TFoot": ("Table",)}
    for element in document.elements:
        for kid in element.kids:
            if element.role in within and (not isinstance(kid, Element) or kid.role not in within[element.role]):
                yield element.page(), f"a {element.role} holds " + (kid.tag if isinstance(kid, Element) else "words")
        if element.role in holders and (not element.parent or element.parent.role not in holders[element.role]):
            yield element.page(), f"a {element.role} stands outside of a table"
    for table in document.of("Table"):
        widths = list(width_of(rows_of(table)))
        if len(set(widths)) != 1:
            yield table.page(), f"rows of {sorted(set(widths))} columns in one table"
        captions = [i for i, kid in enumerate(table.elements()) if kid.role == "Caption"]
        if len(captions) > 1 or any(i not in (0, len(table.elements()) - 1) for i in captions):
            yield table.page(), "a table with several captions, or one in its middle"


def table_heads(document):
    names = {str(element.dictionary.ID) for element in document.elements if "/ID" in element.dictionary}
    for element in document.of("TH"):
        if name(element.attributes().get("/Scope")) not in ("Row", "Column", "Both"):
            yield element.page(), f"a header cell without scope: '{words(element.own_text())}'"
    for element in document.of("TD", "TH"):
        for header in items(element.attributes().get("/Headers")):
            if str(header) not in names:
                yield element.page(), f"a cell names a header '{header}' that is none"


def lists(document):
    for element in document.of("L"):
        for kid in element.kids:
            if not isinstance(kid, Element) or kid.role not in ("LI", "Caption"):
                yield element.page(), "a list holds " + (kid.tag if isinstance(kid, Element) else "words")
        labelled = any(kid.role == "Lbl" for entry in element.elements() for kid in entry.elements())
        if labelled and name(element.attributes().get("/ListNumbering")) in (None, "None"):
            yield element.page(), "a list with labels does not tell its numbering"
    for element in document.of("LI"):
        held = [kid.role if isinstance(kid, Element) else "words" for kid in element.kids]
        if held not in (["Lbl", "LBody"], ["LBody"], ["Lbl"]):
            yield element.page(), f"an item of a list holds {', '.join(held)}"
        if not element.parent or element.parent.role != "L":
            yield element.page(), "an item stands outside of a list"


def notes(document):
    seen = collections.Counter(str(element.dictionary.ID) for element in document.elements if "/ID" in element.dictionary)
    for element in document.of("Note"):
        if "/ID" not in element.dictionary:
            yield element.page(), "a note without a name"
    for identity, times in seen.items():
        if times > 1:
            yield None, f"{times} elements are named '{identity}'"
    named = dict(document.read_tree(document.tree.get("/IDTree"), "/Names"))
    for identity in seen:
        if identity not in named:
            yield None, f"the name '{identity}' is missing in the tree of names"


def annotations(document):
    holders = {item.objgen: element for element in document.elements for item in element.objects}
    for page, annotation in document.annotations():
        kind, holder = name(annotation.get("/Subtype")), holders.get(annotation.objgen)
        named = document.numbers.get(annotation.get("/StructParent"))
        if not holder:
            yield page, f"a {kind} annotation stands in no element"
        elif kind == "Link" and holder.role != "Link":
            yield page, f"a link stands in a {holder.tag}"
        elif getattr(named, "objgen", None) != holder.dictionary.objgen:
            yield page, f"the tree of parents does not lead from an annotation to its {holder.tag}"
        if not str(annotation.get("/Contents", "")).strip():
            yield page, f"a {kind} annotation without contents"
    for element in document.of("Link"):
        if not element.objects:
            yield element.page(), f"a link that leads nowhere: '{words(element.own_text())}'"


def tab_order(document):
    for number, page in enumerate(document.pdf.pages, 1):
        if page.get("/Annots") and name(page.get("/Tabs")) != "S":
            yield number, "the tab order is not that of the structure"


def destinations(document):
    for page, annotation in document.annotations():
        target = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
        if target is not None and not document.leads_somewhere(target):
            yield page, f"a link to '{target}', which is nowhere"


def outline(document):
    listed = [words(entry) for entry, _ in document.outline()]
    wanted = [words(element.own_text()) for element in document.of(*HEADINGS)]
    if [letters(entry) for entry in listed] != [letters(entry) for entry in wanted]:
        missing = [entry for entry in wanted if letters(entry) not in map(letters, listed)]
        yield None, f"the outline has {len(listed)} entries, the document {len(wanted)} headings; missing: {missing}"
    for entry, target in document.outline():
        if not document.leads_somewhere(target):
            yield None, f"'{entry}' of the outline leads to no page"


def fonts(document):
    for font in document.fonts.values():
        if name(font.dictionary.get("/Subtype")) == "Type3":
            yield None, "a font of drawings (Type 3)"
        elif not font.embedded():
            yield None, f"font {font.name} is not embedded"
        if not font.characters:
            yield None, f"font {font.name} tells no characters (ToUnicode)"


def characters(document):
    for font in document.fonts.values():
        for code in sorted(font.used):
            meaning = font.characters.get(code, "")
            if font.bytes == 2 and code == 0:
                yield None, f"font {font.name} lacks a character (.notdef)"
            elif font.characters and (not meaning or set(meaning) & set("\0\ufeff\ufffe\ufffd")):
                yield None, f"code {code} of font {font.name} stands for no character"


# With the HTML: each gets it too.

def same_title(document, page):
    """The page's title may name the network after the document's."""
    found, wanted = words(title_of(document)), words(page.title)
    if not found or (found != wanted and not wanted.startswith(found + " – ")):
        yield None, f"'{title_of(document)}' instead of '{page.title}'"


def same_headings(document, page):
    found = [(int(element.role[1]), letters(element.own_text())) for element in document.of(*HEADINGS)]
    wanted = [(level, letters(text)) for level, text in page.headings]
    missing = [text for level, text in page.headings if (level, letters(text)) not in found]
    if sorted(found) != sorted(wanted):
        yield None, f"{len(found)} headings instead of {len(wanted)}; missing: {missing}"


def same_figures(document, page):
    found = collections.Counter(words(element.alt or "") for element in document.of("Figure"))
    wanted = collections.Counter(words(figure) for figure in page.figures)
    for text in (wanted - found).elements():
        yield None, f"missing: '{text}'"
    for text in (found - wanted).elements():
        yield None, f"not in the HTML: '{text}'"


def same_counts(document, page):
    for what, roles_, wanted in (("links", "Link", page.links), ("data cells", "TD", page.cells),
                                 ("header cells", "TH", page.heads), ("items of lists", "LI", page.entries)):
        if len(document.of(roles_)) != wanted:
            yield None, f"{len(document.of(roles_))} {what} instead of {wanted}"


def same_languages(document, page):
    found = sorted(element.lang.lower() for element in document.elements
                   if element.lang and element.parent and element.language() != element.parent.language())
    if found != sorted(phrase.lower() for phrase in page.phrases):
        yield None, f"phrases in {found} instead of {sorted(page.phrases)}"


def same_order(document, page):
    """Every word of the HTML, in its order; what the styles add is no word of the document."""
    found, wanted, at = compared(document, page)
    if found != wanted:
        yield None, f"…{found[max(0, at - 20):at + 30]}… instead of …{wanted[max(0, at - 20):at + 30]}…"


def compared(document, page):
    """The letters of both, and how many are the same."""
    found, wanted = letters("".join(told(document.tops))), letters("".join(page.told))
    for at in [match.start() for match in re.finditer(NUMBER, wanted)]:
        found = found[:at] + re.sub(r"^\d+", NUMBER, found[at:])
    same = next((i for i, (a, b) in enumerate(zip(found, wanted)) if a != b), min(len(found), len(wanted)))
    return found, wanted, same


def page_of(document, text):
    """The HTML as it was printed: boxes without room beside their letter stand below it; a sheet may have left out some."""
    page, spilled = Page(text), []
    for steps in range(1, MOST_SHED) if "data-shed" in text and any(same_order(document, page)) else []:
        shorter = Page(text, steps=steps)
        if shorter.shed < steps:
            break
        if not any(same_order(document, shorter)):
            return shorter
    for boxes in page.sides if any(same_order(document, page)) else []:
        spilled.append(max(range(boxes + 1), key=lambda count: compared(document, Page(text, spilled + [count]))[2]))
    return Page(text, spilled) if spilled else page


def told(elements):
    """All words in the order of the tree, without the labels that a list adds."""
    for element in elements:
        if element.role == "Lbl":
            continue
        if element.role == "Figure":
            yield element.alt or ""
            yield from told(kid for kid in element.elements() if kid.role == "Caption")
            continue
        for kid in element.kids:
            if isinstance(kid, Element):
                yield from told([kid])
            else:
                yield element.document.text_of(kid)


CHECKS = [
    ("version", "PDF 7.5.2", version),
    ("not encrypted", "UA 7.16", not_encrypted),
    ("identifier", "UA 5, MP 06-002", identifier),
    ("title", "UA 7.1, MP 06-003", title),
    ("title shown", "UA 7.1, MP 07-001", shows_title),
    ("tagged", "UA 7.1, MP 00, 04-001", marked),
    ("languages", "UA 7.2, MP 11-001 to 11-006", languages),
    ("roles", "UA 7.1, MP 02-001, 02-003", roles),
    ("tagged or artifact", "UA 7.1, MP 01-003 to 01-005", content),
    ("tree of parents", "PDF 14.7.4.4", parents),
    ("nothing empty", "UA 7.1, MP 09", empty),
    ("heading levels", "UA 7.4, MP 14", heading_levels),
    ("figures", "UA 7.3, MP 13-004", figures),
    ("alternative texts", "UA 7.3", alternatives),
    ("tables", "UA 7.5, MP 09-004, 15-005", tables),
    ("header cells", "UA 7.5, MP 15-003", table_heads),
    ("lists", "UA 7.6, MP 09-005, 16-003", lists),
    ("names", "UA 7.9, MP 19-003, 19-004", notes),
    ("annotations", "UA 7.18, MP 28-002, 28-004, 28-011, 28-012", annotations),
    ("tab order", "UA 7.18.3, MP 28-008", tab_order),
    ("destinations", "PDF 12.3.2", destinations),
    ("outline", "UA 7.17", outline),
    ("fonts", "UA 7.21, MP 31-009", fonts),
    ("characters", "UA 7.21.7, 7.21.8, MP 10-001, 31-027, 31-030", characters),
]

AGAINST_HTML = [
    ("title of the HTML", "UA 7.1", same_title),
    ("headings of the HTML", "UA 7.4", same_headings),
    ("pictures of the HTML", "UA 7.3", same_figures),
    ("links, cells, items of the HTML", "UA 7.5, 7.6, 7.18.5", same_counts),
    ("languages of the HTML", "UA 7.2", same_languages),
    ("words of the HTML in order", "UA 7.1, MP 09-001", same_order),
]


def faults_of(path, html=None):
    """(check, page, what) for all that is wrong."""
    try:
        document = Document(path)
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        return [("readable", None, f"it cannot be read: {error!r}")]
    found = [(label, page, what) for label, _, check in CHECKS for page, what in check(document)]
    if html:
        source = page_of(document, pathlib.Path(html).read_text(encoding="utf-8"))
        found += [(label, page, what) for label, _, check in AGAINST_HTML for page, what in check(document, source)]
    return found


# Read aloud.

NAMED = {"BlockQuote": "Citat", "Aside": "Vid sidan", "Caption": "Bildtext", "Note": "Not", "Code": "Kod"}


def sentence(element, language):
    """The words of an element and what stands in its line."""
    said = ""
    for kid in element.kids:
        if not isinstance(kid, Element):
            said += element.document.text_of(kid) + " "
        elif kid.role == "Figure":
            said += f"[Bild: {kid.alt}] "
        elif kid.role == "Link":
            said += f"[Länk: {words(sentence(kid, language))}] "
        elif kid.role != "Lbl":
            said += sentence(kid, language) + " "
    if element.language() != language and element.parent and element.language() != element.parent.language():
        said = f"[{element.language()}: {words(said)}] "
    return said


def is_line(element):
    return not any(kid.role in HEADINGS + ("P", "L", "Table", "Div", "Sect", "BlockQuote", "Art", "Part") or not is_line(kid)
                   for kid in element.elements())


def read(element, depth=0):
    """Lines as a screen reader would say them."""
    language = element.document.lang
    indent = "    " * depth
    if element.role in HEADINGS:
        yield f"{indent}Rubrik {element.role[1]}: {words(sentence(element, language))}"
    elif element.role == "L":
        yield f"{indent}Lista, {len(element.elements())} punkter"
        for entry in element.elements():
            label = " ".join(words(kid.own_text()) for kid in entry.elements() if kid.role == "Lbl")
            lines = [line for kid in entry.elements() if kid.role != "Lbl" for line in read(kid)] or [""]
            yield f"{indent}    {label or '–'} {lines[0]}"
            yield from (f"{indent}      {line}" for line in lines[1:])
    elif element.role == "Table":
        rows = rows_of(element)
        yield f"{indent}Tabell, {len(rows)} rader, {max(width_of(rows), default=0)} kolumner"
        for kid in element.elements():
            if kid.role == "Caption":
                yield f"{indent}    Tabellrubrik: {words(sentence(kid, language))}"
        for row in rows:
            cells = (("Rubrik " if cell.role == "TH" else "") + words(sentence(cell, language)) for cell in row.elements())
            yield f"{indent}    {' | '.join(cells)}"
    elif element.role == "Figure":
        yield f"{indent}Bild: {element.alt}"
        yield from (line for kid in element.elements() if kid.role == "Caption" for line in read(kid, depth + 1))
    elif is_line(element):
        said = words(sentence(element, language))
        if said:
            yield indent + (f"{NAMED[element.role]}: " if element.role in NAMED else "") + said
    else:
        label = NAMED.get(element.tag, NAMED.get(element.role))
        if label:
            yield f"{indent}{label}:"
        for kid in element.elements():
            yield from read(kid, depth + bool(label))


def main(arguments):
    if arguments[:1] == ["--checks"]:
        for label, clause, _ in CHECKS + AGAINST_HTML:
            print(f"{label:32} {clause}")
        return 0
    if arguments[:1] == ["--read"]:
        document = Document(arguments[1])
        print(f"Titel: {title_of(document)}\nSpråk: {document.lang}")
        for top in document.tops:
            print("\n".join(read(top)))
        return 0
    if arguments[:1] == ["--all"]:
        pdfs, htmls = map(pathlib.Path, arguments[1:])
        paths = sorted(pdfs.rglob("*.pdf"))
        arguments = [str(file) for path in paths for file in (path, htmls / path.relative_to(pdfs).with_suffix(".html"))]
    failed = not arguments
    while arguments:
        path = arguments.pop(0)
        html = arguments.pop(0) if arguments and arguments[0].endswith(".html") else None
        faults = faults_of(path, html)
        for label, page, what in faults:
            print(f"{path}{f', page {page}' if page else ''}: {label}: {what}")
        all_checks = len(CHECKS) + (len(AGAINST_HTML) if html else 0)
        print(f"{path}: {all_checks - len({label for label, _, _ in faults})} of {all_checks} checks passed")
        failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
