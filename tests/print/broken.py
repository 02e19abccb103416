#!/usr/bin/python3
"""That pdfua.py finds what is wrong: broken.py GOOD.pdf GOOD.html breaks a good document in one way after the other, each
of which must be found by the first check that is named, and by none but those."""
import pathlib
import re
import sys
import tempfile

import pikepdf
from pikepdf import Array, Dictionary, Name, String

import pdfua
from tagged_pdf import Document


def elements(pdf, role):
    """The elements of a role, as they stand in the PDF."""
    return [pdf.get_object(element.dictionary.objgen) for element in Document(pdf.filename).of(role)]


def first(pdf, role):
    return elements(pdf, role)[0]


def annotation(pdf):
    return next(page.Annots[0] for page in pdf.pages if "/Annots" in page)


def rewrite(pdf, find, replacement, count=1):
    """Changes the content stream of the first page that holds what is looked for."""
    for page in pdf.pages:
        stream = page.Contents.read_bytes()
        if re.search(find, stream, re.S):
            page.Contents.write(re.sub(find, replacement, stream, count=count, flags=re.S))
            return
    raise SystemExit(f"no page holds {find}")


def put(dictionary, key, value):
    dictionary[key] = value


def drop(dictionary, key):
    del dictionary[key]


def xmp(pdf, find, replacement):
    pdf.Root.Metadata.write(re.sub(find, replacement, pdf.Root.Metadata.read_bytes()))


def used_font(pdf):
    return next(font for _, font in pdf.pages[0].Resources.Font.items())


def stray_link(pdf):
    page = pdf.pages[0]
    page.Annots.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]),
                                                    Contents=String("x"), A=Dictionary(S=Name.URI, URI=String("x:")))))


def insert(pdf, role, element):
    """Puts a new element at the end of what the first of a role holds."""
    holder = first(pdf, role)
    element.P, element.Type = holder, Name.StructElem
    added = pdf.make_indirect(element)
    holder.K = Array((list(holder.K) if isinstance(holder.K, Array) else [holder.K]) + [added])


def set_attribute(element, key, value):
    for attributes in element.A:
        if key in attributes:
            del attributes[key]
    if value is not None:
        element.A.append(Dictionary({"/O": Name.Table, key: value}))


CASES = [
    # what is broken, how, which check finds it, and which may too
    ("no identifier", lambda pdf: xmp(pdf, rb"<pdfuaid:part>1", b"<pdfuaid:part>2"), ["identifier"]),
    ("no metadata", lambda pdf: drop(pdf.Root, "/Metadata"), ["identifier", "title"]),
    ("another title", lambda pdf: xmp(pdf, rb"(<rdf:li[^>]*>)", rb"\1x"), ["title"]),
    ("title not shown", lambda pdf: drop(pdf.Root, "/ViewerPreferences"), ["title shown"]),
    ("not marked", lambda pdf: drop(pdf.Root, "/MarkInfo"), ["tagged"]),
    ("suspect", lambda pdf: put(pdf.Root.MarkInfo, "/Suspects", True), ["tagged"]),
    ("no language", lambda pdf: drop(pdf.Root, "/Lang"), ["languages"]),
    ("a wrong language", lambda pdf: put(first(pdf, "P"), "/Lang", String("svenska!")),
     ["languages", "languages of the HTML"]),
    ("no role map", lambda pdf: drop(pdf.Root.StructTreeRoot, "/RoleMap"), ["roles"]),
    ("untagged words", lambda pdf: rewrite(pdf, rb"\n/P <</MCID \d+ ?>> ?BDC(.*?)EMC|/NonStruct <</MCID \d+ ?>> ?BDC(.*?)EMC",
                                           rb"\1\2"),
     ["tagged or artifact", "tree of parents", "words of the HTML in order", "headings of the HTML", "outline",
      "heading levels"]),
    ("an artifact within words", lambda pdf: rewrite(pdf, rb"(/NonStruct <</MCID \d+ ?>> ?BDC)", rb"\1 /Artifact BMC EMC"),
     ["tagged or artifact"]),
    ("words within an artifact", lambda pdf: rewrite(pdf, rb"(/NonStruct <</MCID \d+ ?>> ?BDC.*?EMC)",
                                                     rb"/Artifact BMC \1 EMC"), ["tagged or artifact"]),
    ("a mark without end", lambda pdf: rewrite(pdf, rb"\Z", rb"\n/Artifact BMC"), ["tagged or artifact"]),
    ("no tree of parents", lambda pdf: drop(pdf.Root.StructTreeRoot, "/ParentTree"), ["tree of parents", "annotations"]),
    ("a wrong parent", lambda pdf: put(first(pdf, "H1"), "/P", first(pdf, "H2")), ["tree of parents"]),
    ("an empty element", lambda pdf: insert(pdf, "Document", Dictionary(S=Name.P)), ["nothing empty"]),
    ("a level left out", lambda pdf: put(first(pdf, "H2"), "/S", Name.H3), ["heading levels", "headings of the HTML"]),
    ("two headings of level 1", lambda pdf: put(first(pdf, "H2"), "/S", Name.H1),
     ["heading levels", "headings of the HTML"]),
    ("other words for a picture", lambda pdf: put(first(pdf, "Figure"), "/Alt", String("x")),
     ["pictures of the HTML", "words of the HTML in order"]),
    ("a heading fewer", lambda pdf: put(elements(pdf, "H3")[-1], "/S", Name.P),
     ["headings of the HTML", "outline"]),
    ("a phrase in another language", lambda pdf: put(first(pdf, "P"), "/Lang", String("en")), ["languages of the HTML"]),
    ("another order", lambda pdf: put(first(pdf, "Document"), "/K", Array(reversed(first(pdf, "Document").K))),
     ["words of the HTML in order", "heading levels", "outline"]),
    ("H and H1", lambda pdf: put(first(pdf, "H2"), "/S", Name.H), ["heading levels", "headings of the HTML", "outline"]),
    ("no alternative text", lambda pdf: drop(first(pdf, "Figure"), "/Alt"),
     ["figures", "pictures of the HTML", "words of the HTML in order"]),
    ("a blank alternative text", lambda pdf: put(first(pdf, "Figure"), "/Alt", String(" ")),
     ["alternative texts", "figures", "pictures of the HTML", "words of the HTML in order"]),
    ("a row too short", lambda pdf: first(pdf, "TR").K.__delitem__(0),
     ["tables", "tree of parents", "header cells", "names", "links, cells, items of the HTML", "words of the HTML in order"]),
    ("two captions", lambda pdf: [insert(pdf, "Table", Dictionary(S=Name.Caption, Alt=String("x"))) for _ in "12"],
     ["tables"]),
    ("no scope", lambda pdf: set_attribute(first(pdf, "TH"), "/Scope", None), ["header cells"]),
    ("a span too wide", lambda pdf: set_attribute(first(pdf, "TD"), "/ColSpan", 3), ["tables"]),
    ("a list of paragraphs", lambda pdf: put(first(pdf, "LI"), "/S", Name.P),
     ["links, cells, items of the HTML", "lists"]),
    ("an item without body", lambda pdf: put(first(pdf, "LBody"), "/S", Name.Div), ["lists"]),
    ("a note without name", lambda pdf: put(first(pdf, "P"), "/S", Name.Note), ["names"]),
    ("a link outside of the tags", stray_link, ["annotations"]),
    ("a link without contents", lambda pdf: drop(annotation(pdf), "/Contents"), ["annotations"]),
    ("a link that is no Link", lambda pdf: put(first(pdf, "Link"), "/S", Name.Span),
     ["annotations", "links, cells, items of the HTML"]),
    ("another tab order", lambda pdf: [put(page, "/Tabs", Name.R) for page in map(lambda p: p.obj, pdf.pages)],
     ["tab order"]),
    ("a link to nowhere", lambda pdf: put(annotation(pdf), "/Dest", Name("/nowhere")), ["destinations"]),
    ("no outline", lambda pdf: drop(pdf.Root, "/Outlines"), ["outline"]),
    ("an entry that leads nowhere", lambda pdf: put(pdf.Root.Outlines.First, "/Dest", Name("/nowhere")), ["outline"]),
    ("a font that is not embedded", lambda pdf: drop(used_font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile2"),
     ["fonts"]),
    ("a font without characters", lambda pdf: drop(used_font(pdf), "/ToUnicode"),
     ["fonts", "headings of the HTML", "outline", "words of the HTML in order"]),
    ("an unknown character", lambda pdf: rewrite(pdf, rb"<([0-9a-f]{4})([0-9a-f]*)> Tj", rb"<0000\2> Tj"),
     ["characters", "headings of the HTML", "outline", "words of the HTML in order"]),
    ("another document title", lambda pdf: put(pdf.trailer.Info, "/Title", String("x")), ["title of the HTML", "title"]),
]


def main(good, html):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, damage, wanted in CASES:
            broken = str(pathlib.Path(folder) / "broken.pdf")
            with pikepdf.open(good) as pdf:
                damage(pdf)
                pdf.save(broken)
            found = {label for label, _, _ in pdfua.faults_of(broken, html)}
            if wanted[0] not in found or not found <= set(wanted):
                print(f"{what}: found by {sorted(found)} instead of {wanted}")
                failed = 1
        broken = str(pathlib.Path(folder) / "broken.pdf")
        for what, options in (("an old version", {"force_version": "1.4"}),
                              ("encrypted", {"encryption": pikepdf.Encryption(owner="x", user="")})):
            with pikepdf.open(good) as pdf:
                pdf.save(broken, **options)
            found = {label for label, _, _ in pdfua.faults_of(broken, html)}
            if found != {"version" if what == "an old version" else "not encrypted"}:
                print(f"{what}: found by {sorted(found)}")
                failed = 1
        pathlib.Path(broken).write_bytes(b"%PDF-1.7 and no more")
        if [label for label, _, _ in pdfua.faults_of(broken)] != ["readable"]:
            print("what is no PDF is not told")
            failed = 1
    tried = {check for _, _, wanted in CASES for check in wanted[:1]} | {"version", "not encrypted"}
    for label, _, _ in pdfua.CHECKS + pdfua.AGAINST_HTML:
        if label not in tried:
            print(f"nothing shows that the check '{label}' can fail")
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
