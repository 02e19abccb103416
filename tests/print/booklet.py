"""A booklet against the HTML that it was printed from, as a reader with poppler's tools sees it.

    booklet.py BOOKLET.html BOOKLET.pdf TITLE…    the titles of the round's newsletters, the oldest first

Prints what is wrong, and ends with 1 when something is."""

import re
import subprocess
import sys
from html.parser import HTMLParser

VOID = {"br", "img", "meta", "wbr", "hr", "link", "input", "col"}
faults = []


def letters(text):
    """Only letters and figures: lines break, and typography changes signs."""
    return re.sub(r"[\W_]+", "", text).lower()


class Booklet(HTMLParser):
    """Ids, addresses, headings as (level, id, words), and the contents as (id, words)."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.addresses, self.headings, self.entries = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.addresses.append(attributes["href"])
            if any(other == "nav" for other, _ in self.open):
                self.entries.append([attributes["href"][1:], ""])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append([int(tag[1]), attributes.get("id"), ""])
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tags = [tag for tag, _ in self.open]
        if any(re.fullmatch("h[1-6]", tag) for tag in tags):
            self.headings[-1][2] += data
        in_page_number = any("data-page" in attributes for _, attributes in self.open)
        if "nav" in tags and "a" in tags and not in_page_number:
            self.entries[-1][1] += data


def pages_of(pdf):
    text = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.split("\f")[:-1]


def check_html(booklet, titles):
    for name in sorted({name for name in booklet.ids if booklet.ids.count(name) > 1}):
        faults.append(f"the id '{name}' is there {booklet.ids.count(name)} times")
    for address in booklet.addresses:
        if address.startswith("#") and address[1:] not in booklet.ids:
            faults.append(f"a link leads to '{address}', which is not there")
    level = 0
    for heading, _, words in booklet.headings:
        if heading > level + 1:
            faults.append(f"the heading '{words.strip()}' skips a level: {heading} after {level}")
        level = heading
    if [heading for heading, _, _ in booklet.headings].count(1) != 1:
        faults.append("there is not one h1")
    own = [letters(words) for _, name, words in booklet.headings if re.fullmatch(r"newsletter-\d+", name or "")]
    if own != [letters(title) for title in titles]:
        faults.append(f"the newsletters are {own}, not {titles}")


def check_contents(booklet, pages):
    """Each entry is printed with a number, and its heading stands on that page."""
    headings = {name: words for _, name, words in booklet.headings if name}
    # The page foot holds figures of its own.
    contents = letters("".join(re.sub(r"^(Sida|Page) \d+ .*$", "", page, flags=re.M) for page in pages[1:6]))
    at = 0
    for name, words in booklet.entries:
        found = re.compile(re.escape(letters(words)) + r"(\d+)").search(contents, at)
        if not found:
            faults.append(f"the contents do not print '{words.strip()}' with a page")
            continue
        at = found.end()
        # Where an entry that begins with a figure follows, its figure is not of the number.
        numbers = [int(found[1][:size]) for size in range(1, len(found[1]) + 1)]
        numbers = [number for number in numbers if number <= len(pages)]
        if not any(letters(headings.get(name, words)) in letters(pages[number - 1]) for number in numbers):
            where = [i + 1 for i, page in enumerate(pages) if letters(headings.get(name, words)) in letters(page)]
            faults.append(f"'{words.strip()}' is not on page {found[1]}, but on {where}")
    if not booklet.entries:
        faults.append("there are no contents")


def check_feet(pages):
    count = len(pages)
    for number, page in enumerate(pages, 1):
        is_there = re.search(rf"^(Sida {number} av|Page {number} of) {count}$", page, re.M)
        if bool(is_there) != (number > 1):
            faults.append(f"page {number} has {'a' if is_there else 'no'} foot")
    if any(not letters(page) for page in pages):
        faults.append("a page is empty")


with open(sys.argv[1], encoding="utf-8") as file:
    html = Booklet(file.read())
printed = pages_of(sys.argv[2])
check_html(html, sys.argv[3:])
check_contents(html, printed)
check_feet(printed)
print("\n".join(faults))
sys.exit(bool(faults))
