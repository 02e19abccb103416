"""The HTML that a document was printed from: what must be found again in its PDF."""
import re
import unicodedata

import bs4

UNSEEN = "head, style, script, template, noscript, [hidden], [aria-hidden=true]"
TELLING = "img, svg, table, ul, ol, a"
NUMBER = "\0"  # of a page, filled in when the document is printed
NO_WORDS = (bs4.Comment, bs4.Doctype, bs4.ProcessingInstruction, bs4.Declaration)


def declarations(styles):
    """Each declaration with its selectors; those of a rule that is nested in another one as if it stood alone."""
    outer = [""]
    for text, end in re.findall(r"([^{};]*)([{};])", re.sub(r"/\*.*?\*/", "", styles, flags=re.S)):
        text = text.strip()
        if end == "{":
            above = outer[-1]
            if text.startswith("@"):
                text = "@page" if text.startswith("@page") or not above else above
            elif "&" in text:
                text = text.replace("&", f":is({above})")
            elif above and above != "@page":
                text = f":is({above}) :is({text})"
            outer.append(text)
            continue
        if text:
            yield outer[-1], text
        if end == "}":
            outer.pop()


def hidden_by(soup, styles):
    """What the styles take off the paper, or clip to nothing. The last rule decides, whatever it weighs."""
    hidden = {}
    for selectors, declaration in declarations(styles):
        name, _, value = declaration.partition(":")
        if name in ("display", "visibility", "clip-path") and not re.search("::|@|:empty", selectors):
            for element in soup.select(selectors):
                hidden[id(element)] = element, value.strip() in ("none", "hidden", "inset(50%)")
    return [element for element, is_hidden in hidden.values() if is_hidden]


def leads(element):
    return element.name in ("h2", "h3", "h4") or element.get_text().rstrip().endswith(":")


def shed(soup, steps):
    """Takes away what a sheet leaves out, step by step as the browser's script does; how many steps there were."""
    for step in range(steps):
        parts = soup.select("[data-fit] [data-shed]")
        if not parts:
            return step
        part = max(enumerate(parts), key=lambda one: (float(one[1]["data-shed"]), one[0]))[1]
        kids = part.find_all(True, recursive=False)
        while kids:
            kids.pop().extract()
            if not kids or not leads(kids[-1]):
                break
        while not part.has_attr("data-fit") and not part.find_all(lambda one: one.name not in ("h2", "h3", "h4"), recursive=False):
            part, gone = part.parent, part
            gone.extract()
        soup.html["data-shed"] = ""
    return steps


class Page:
    """`title`, `headings` (level, words), `figures` (words), `phrases` (languages of what is in another one), `told` (all
    words in order), and counts: `links`, `cells`, `heads`, `entries`. `sides`: how many boxes stand beside each letter, of
    which the last ones, `spilled`, may have had no room there and stand below it. `shed`: how many of the `steps` asked
    for a sheet without room has left out."""

    def __init__(self, text, spilled=(), steps=0):
        self.soup = bs4.BeautifulSoup(text, "html.parser")
        self.shed = shed(self.soup, steps)
        sides = self.soup.select("[data-beside]")
        self.sides = [len(side.find_all(True, recursive=False)) for side in sides]
        for side, count in zip(sides, spilled):
            boxes = side.find_all(True, recursive=False)
            side.parent.select_one("[data-rest]").extend(boxes[len(boxes) - count:])
        self.title = " ".join(self.soup.title.get_text().split()) if self.soup.title else ""
        styles = "".join(style.get_text() for style in self.soup.find_all("style"))
        for element in hidden_by(self.soup, styles) + self.soup.select(UNSEEN):
            if not element.decomposed:
                element.decompose()
        self.headings, self.figures, self.phrases, self.told = [], [], [], []
        self.links = self.cells = self.heads = self.entries = 0
        self.see(self.soup, "")

    def see(self, element, language):
        own = element.get("lang", language) if element.name != "[document]" else language
        if own != language and language:
            self.phrases.append(own)
        figure = self.figure(element)
        if figure is not None:
            if figure:
                self.figures.append(" ".join(figure.split()))
                self.told.append(figure)
            for caption in element.find_all("figcaption"):
                self.see(caption, own)
            return
        if element.has_attr("data-page"):
            self.told.append(NUMBER)
            return
        self.count(element)
        for kid in in_order(element):
            if isinstance(kid, bs4.Tag):
                self.see(kid, own)
            elif not isinstance(kid, NO_WORDS):
                self.told.append(str(kid))

    def figure(self, element):
        """The words for a picture; "" for a decoration; None for what is no picture."""
        if element.name == "[document]":
            return None
        label = element.get("aria-label", "")
        if element.name == "svg" and not label and element.title:
            label = element.title.get_text()
        if element.get("role") in ("presentation", "none"):
            return "" if element.name in ("img", "svg") else None
        if element.name == "img":
            return element.get("alt") or label
        if element.get("role") == "img":
            return label
        if element.name == "svg":
            return label
        if element.name == "figure" and not any(self.figure(kid) != "" for kid in element.select(TELLING)):
            return label or " ".join(caption.get_text() for caption in element.find_all("figcaption"))
        return None

    def count(self, element):
        if re.fullmatch("h[1-6]", element.name):
            self.headings.append((int(element.name[1]), " ".join(element.get_text().split())))
        self.links += element.name == "a" and element.has_attr("href")
        self.entries += element.name == "li"
        table = element.find_parent("table") if element.name in ("td", "th") else None
        if table and table.get("role") not in ("presentation", "none"):
            self.cells += element.name == "td"
            self.heads += element.name == "th"


def in_order(element):
    """What it holds, in the order in which it is read: the side comes after the rest (reading-order in print.css)."""
    return sorted(element.children, key=lambda kid: isinstance(kid, bs4.Tag) and kid.name == "aside"
                  and "side" in kid.get("class", []))


def letters(text):
    """Without all that printing changes: spaces, ligatures, case, and where a word may be divided."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().replace("\u00ad", "").replace("\u200b", "").split())
