"""A tagged PDF as those who hear it meet it: its elements in order, with their words."""
import re

import pikepdf

STANDARD = set("""Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6
    L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP
    Warichu WT WP Figure Formula Form""".split())
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
PAINTS = SHOWS_TEXT | {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "INLINE IMAGE"}


def items(value):
    """What /K, /A and their like hold: nothing, one thing, or an array of them."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(value):
    """A PDF name without its slash; None when it is none."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else None


def words(text):
    return " ".join(text.replace("\u00ad", "").split())


class Font:
    """Which character a code of a font stands for, as /ToUnicode says."""

    def __init__(self, dictionary):
        self.dictionary = dictionary
        self.name = str(dictionary.get("/BaseFont", "?"))
        self.bytes = 2 if name(dictionary.get("/Subtype")) == "Type0" else 1
        self.characters = {}
        self.used = set()
        if isinstance(dictionary.get("/ToUnicode"), pikepdf.Stream):
            self.read(dictionary.ToUnicode.read_bytes().decode("latin-1"))

    def read(self, cmap):
        def text(digits):
            return bytes.fromhex(digits).decode("utf-16-be", "replace")

        for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
            for code, character in re.findall(r"<(\w+)>\s*<(\w+)>", block):
                self.characters[int(code, 16)] = text(character)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
            for first, last, start, listed in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block, re.S):
                many = re.findall(r"<(\w+)>", listed)
                for i in range(int(last, 16) - int(first, 16) + 1):
                    if many:
                        self.characters[int(first, 16) + i] = text(many[i])
                    else:
                        self.characters[int(first, 16) + i] = text(f"{int(start, 16) + i:0{len(start)}x}")

    def decode(self, string):
        raw = bytes(string)
        codes = [int.from_bytes(raw[i:i + self.bytes], "big") for i in range(0, len(raw), self.bytes)]
        self.used.update(codes)
        return "".join(self.characters.get(code, "\ufffd") for code in codes)

    def embedded(self):
        if name(self.dictionary.get("/Subtype")) == "Type0":
            descriptors = [font.get("/FontDescriptor") for font in self.dictionary.DescendantFonts]
        else:
            descriptors = [self.dictionary.get("/FontDescriptor")]
        return all(descriptor is not None and any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                   for descriptor in descriptors)


class Canvas:
    """A page or a form: which words each numbered sequence shows, and what is wrong with the marks."""

    def __init__(self, document, thing, page, resources=None):
        self.thing, self.page = thing, page
        self.resources = thing.get("/Resources", resources)
        self.texts, self.faults = {}, []
        self.open = []  # what is open: ("element", number), ("artifact",), ("other", actual text or None)
        self.font, self.fonts, self.document = None, [], document
        self.line, self.last_line = None, None  # where text stands: a line's end divides words, as no space may stand there
        for operation in pikepdf.parse_content_stream(thing):
            self.follow(str(operation.operator), operation.operands)
        if self.open:
            self.fault("a sequence is never ended")

    def fault(self, what):
        self.faults.append((self.page, what))

    def current(self):
        return next((scope for scope in reversed(self.open) if scope[0] != "other"), None)

    def follow(self, operator, operands):
        if operator in ("BDC", "BMC"):
            self.begin(operands)
        elif operator == "EMC":
            if not self.open:
                self.fault("EMC ends nothing")
            else:
                self.end(self.open.pop())
        elif operator == "q":
            self.fonts.append(self.font)
        elif operator == "Q" and self.fonts:
            self.font = self.fonts.pop()
        elif operator == "Tf":
            self.font = self.document.font(self.resources.Font[operands[0]])
        elif operator in ("Tm", "Td", "TD"):
            self.line = (operator, float(operands[-1])) if operator == "Tm" or float(operands[-1]) else self.line
        elif operator == "Do":
            self.paint_object(self.resources.XObject[operands[0]])
        elif operator in PAINTS:
            self.paint(operator, operands)

    def begin(self, operands):
        number, actual, inside = None, None, self.current()
        if len(operands) > 1:
            properties = operands[1]
            if isinstance(properties, pikepdf.Name):
                properties = self.resources.Properties[properties]
            number, actual = properties.get("/MCID"), properties.get("/ActualText")
        if str(operands[0]) == "/Artifact":
            if inside:
                self.fault(f"an artifact within {self.told(inside)}")
            self.open.append(("artifact",))
        elif number is not None:
            if inside:
                self.fault(f"sequence {number} within {self.told(inside)}")
            if number in self.texts:
                self.fault(f"sequence {number} begins twice")
            self.texts[int(number)] = ""
            self.open.append(("element", int(number)))
        else:
            self.open.append(("other", None if actual is None else str(actual)))

    def end(self, scope):
        """A ligature tells in its actual text what it stands for."""
        inside = self.current()
        if scope[0] == "other" and scope[1] is not None and inside and inside[0] == "element":
            self.texts[inside[1]] += " " * (self.line != self.last_line) + scope[1]
            self.last_line = self.line

    @staticmethod
    def told(scope):
        return "an artifact" if scope[0] == "artifact" else f"sequence {scope[1]}"

    def paint(self, operator, operands):
        inside = self.current()
        shown = ""
        if operator in SHOWS_TEXT:
            pieces = operands[-1] if operator == "TJ" else [operands[-1]]
            shown = "".join(self.font.decode(piece) for piece in pieces if isinstance(piece, pikepdf.String))
        if inside is None:
            self.fault(f"{operator} paints outside of all marks" + (f": '{shown}'" if shown else ""))
        elif inside[0] == "element" and not any(scope[0] == "other" and scope[1] is not None for scope in self.open):
            self.texts[inside[1]] += " " * (self.line != self.last_line) + shown
            self.last_line = self.line

    def paint_object(self, thing):
        form = name(thing.get("/Subtype")) == "Form" and self.document.canvas(thing, self.page, self.resources)
        if form and form.texts:
            if self.current():
                self.fault("a form with marks of its own is painted within marks")
        else:
            if form:
                form.faults = []  # it is marked as a whole, here
            self.paint("Do", [])


class Element:
    """An element of the structure tree."""

    def __init__(self, document, dictionary, parent):
        self.dictionary, self.parent, self.document = dictionary, parent, document
        self.tag = name(dictionary.get("/S"))
        self.role = document.role_of(self.tag)
        self.sequences, self.objects, self.kids = [], [], []  # kids: elements and (canvas key, number), in order
        self.lang = str(dictionary.Lang) if "/Lang" in dictionary else None
        self.alt = str(dictionary.Alt) if "/Alt" in dictionary else None

    def language(self):
        return self.lang or (self.parent.language() if self.parent else self.document.lang)

    def elements(self):
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def own_text(self):
        return "".join(self.document.text_of(kid) if not isinstance(kid, Element) else kid.own_text() for kid in self.kids)

    def page(self):
        for kid in self.kids:
            found = kid.page() if isinstance(kid, Element) else self.document.canvases[kid[0]].page \
                if kid[0] in self.document.canvases else None
            if found:
                return found
        return None

    def attributes(self):
        found = {}
        for attributes in items(self.dictionary.get("/A")):
            if isinstance(attributes, pikepdf.Dictionary):
                found.update({key: value for key, value in attributes.items() if key != "/O"})
        return found

    def within(self, *roles):
        return self.parent is not None and (self.parent.role in roles or self.parent.within(*roles))


class Document:
    def __init__(self, path):
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.fonts, self.canvases, self.elements, self.faults = {}, {}, [], []
        self.lang = str(self.root.get("/Lang", ""))
        self.tree = self.root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.role_map = self.tree.get("/RoleMap", pikepdf.Dictionary())
        self.pages = {page.objgen: i for i, page in enumerate(self.pdf.pages, 1)}
        for page in self.pdf.pages:
            self.canvas(page.obj, self.pages[page.objgen])
        self.tops = [self.read(top, None) for top in items(self.tree.get("/K"))]
        self.numbers = dict(self.read_tree(self.tree.get("/ParentTree"), "/Nums"))

    def canvas(self, thing, page, resources=None):
        if thing.objgen not in self.canvases:
            self.canvases[thing.objgen] = None
            self.canvases[thing.objgen] = Canvas(self, thing, page, resources)
        return self.canvases[thing.objgen]

    def font(self, dictionary):
        if dictionary.objgen not in self.fonts:
            self.fonts[dictionary.objgen] = Font(dictionary)
        return self.fonts[dictionary.objgen]

    def role_of(self, tag):
        for _ in range(10):
            if tag in STANDARD or "/" + str(tag) not in self.role_map:
                break
            tag = name(self.role_map["/" + tag])
        return tag

    def read(self, dictionary, parent):
        element = Element(self, dictionary, parent)
        self.elements.append(element)
        for kid in items(dictionary.get("/K")):
            if isinstance(kid, int):
                page = dictionary.get("/Pg")
                element.kids.append((page.objgen if page is not None else None, int(kid)))
            elif "/MCID" in kid:
                canvas = kid.get("/Stm", kid.get("/Pg", dictionary.get("/Pg")))
                element.kids.append((canvas.objgen if canvas is not None else None, int(kid.MCID)))
            elif "/Obj" in kid:
                element.objects.append(kid.Obj)
            else:
                element.kids.append(self.read(kid, element))
        return element

    def read_tree(self, tree, key):
        """The pairs of a name tree or number tree."""
        if tree is None:
            return
        pairs = list(tree.get(key, []))
        yield from ((str(first) if key == "/Names" else int(first), second)
                    for first, second in zip(pairs[::2], pairs[1::2]))
        for kid in tree.get("/Kids", []):
            yield from self.read_tree(kid, key)

    def text_of(self, sequence):
        canvas = self.canvases.get(sequence[0])
        return canvas.texts.get(sequence[1], "") if canvas else ""

    def of(self, *roles):
        return [element for element in self.elements if element.role in roles]

    def annotations(self):
        """(page, annotation) of all pages."""
        for page in self.pdf.pages:
            for annotation in page.get("/Annots", []):
                yield self.pages[page.objgen], annotation

    def destinations(self):
        found = {key[1:] for key in self.root.get("/Dests", {}).keys()}
        if "/Names" in self.root:
            found.update(key for key, _ in self.read_tree(self.root.Names.get("/Dests"), "/Names"))
        return found

    def leads_somewhere(self, destination):
        """Whether an explicit or named destination is a page of this document."""
        if isinstance(destination, (pikepdf.Name, pikepdf.String)):
            return str(destination).lstrip("/") in self.destinations()
        return bool(items(destination)) and getattr(items(destination)[0], "objgen", None) in self.pages

    def outline(self):
        """(title, destination) of each entry, in order."""
        def entries(entry):
            while entry is not None:
                yield str(entry.get("/Title", "")), entry.get("/Dest", entry.get("/A", {}).get("/D"))
                yield from entries(entry.get("/First"))
                entry = entry.get("/Next")

        return list(entries(self.root.get("/Outlines", pikepdf.Dictionary()).get("/First")))
