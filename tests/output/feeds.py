"""The feeds of a website are what RFC 4287 demands, and can be read anywhere: feeds.py FOLDER."""
import html.parser
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
MOST_ENTRIES = 20
ONCE = {"feed": ("id", "title", "updated"), "entry": ("id", "title", "updated", "content", "summary", "published")}
KNOWN = {
    "feed": {"id", "title", "subtitle", "link", "updated", "author", "generator", "entry"},
    "entry": {"id", "title", "link", "published", "updated", "category", "summary", "content"},
}
faults = []


def is_whole(address):
    parts = urllib.parse.urlsplit(address or "")
    return bool(parts.scheme in ("http", "https") and parts.netloc) or parts.scheme == "mailto"


class Content(html.parser.HTMLParser):
    """The addresses and ids of a letter, and what no reader should meet in it."""

    VOID = {"br", "hr", "img"}

    def __init__(self):
        super().__init__()
        self.addresses, self.ids, self.bad, self.open = [], set(), [], []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("script", "style", "link", "iframe", "form"):
            self.bad.append(f"<{tag}>")
        for name, value in attributes:
            if name in ("href", "src"):
                self.addresses.append(value)
            elif name == "id":
                self.ids.add(value)
            elif name == "style" or name.startswith("on"):
                self.bad.append(f"{tag} {name}")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"</{tag}> in the wrong place")


def texts(element, name):
    return [child.text or "" for child in element.findall(ATOM + name)]


def check_common(where, element, kind):
    for name in ONCE[kind]:
        if len(texts(element, name)) != 1 or not texts(element, name)[0].strip():
            faults.append(f"{where}: one <{name}> is asked for")
    for child in element:
        if child.tag.removeprefix(ATOM) not in KNOWN[kind]:
            faults.append(f"{where}: <{child.tag}> is unknown")
    for name in ("updated", "published"):
        faults.extend(f"{where}: <{name}> {text}" for text in texts(element, name) if not INSTANT.match(text))
    if not is_whole(element.findtext(ATOM + "id")):
        faults.append(f"{where}: <id> is no whole address")
    seen = set()
    for link in element.findall(ATOM + "link"):
        key = (link.get("rel"), link.get("type"))
        if key in seen or not is_whole(link.get("href")):
            faults.append(f"{where}: <link> {link.attrib}")
        seen.add(key)
    if ("alternate", "text/html") not in seen:
        faults.append(f"{where}: no page to go to")


def check_target(where, folder, site, address):
    """What lies on the site itself must be there, also the part of the page."""
    if not address.startswith(site):
        return
    path, _, fragment = urllib.parse.unquote(address[len(site):]).partition("#")
    file = folder / path / "index.html" if path == "" or path.endswith("/") else folder / path
    if not file.is_file():
        faults.append(f"{where}: nothing at {address}")
    elif fragment and f'id="{fragment}"' not in file.read_text(encoding="utf-8"):
        faults.append(f"{where}: no such part: {address}")


def check_entry(where, folder, site, entry):
    check_common(where, entry, "entry")
    for category in entry.findall(ATOM + "category"):
        if not category.get("term"):
            faults.append(f"{where}: a category without a term")
    body = entry.find(ATOM + "content")
    if body.get("type") != "html" or len(body):
        faults.append(f"{where}: the content is not HTML as text")
    content = Content()
    content.feed(body.text or "")
    content.close()
    faults.extend(f"{where}: {bad}" for bad in content.bad + [f"<{tag}> is not closed" for tag in content.open])
    faults.extend(f"{where}: not a whole address: {a}" for a in content.addresses if not is_whole(a))
    for address in content.addresses + [link.get("href") for link in entry.findall(ATOM + "link")]:
        check_target(where, folder, site, address)
    if entry.findtext(ATOM + "summary") not in re.sub(r"\s+", " ", "".join(re.split(r"<[^>]*>", body.text))) \
            .replace("&amp;", "&").replace("&quot;", '"'):
        faults.append(f"{where}: the lead is not in the content")


def check_feed(folder, path, site):
    where = str(path.relative_to(folder))
    root = ElementTree.parse(path).getroot()
    entries = root.findall(ATOM + "entry")
    check_common(where, root, "feed")
    if root.tag != ATOM + "feed" or not root.get(LANGUAGE):
        faults.append(f"{where}: no <feed> with a language")
    if len(root.findall(f"{ATOM}author/{ATOM}name")) != 1:
        faults.append(f"{where}: no author")
    if [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self"] != [site + where]:
        faults.append(f"{where}: does not tell its own address")
    ids = [entry.findtext(ATOM + "id") for entry in entries]
    dates = [entry.findtext(ATOM + "updated")[:10] for entry in entries]
    if len(set(ids)) != len(ids) or dates != sorted(dates, reverse=True) or len(ids) > MOST_ENTRIES:
        faults.append(f"{where}: letters twice, in the wrong order, or too many")
    if dates and root.findtext(ATOM + "updated")[:10] != dates[0]:
        faults.append(f"{where}: updated at another time than its newest letter")
    for entry in entries:
        check_entry(f"{where}, {entry.findtext(ATOM + 'title')}", folder, site, entry)
    return root.findtext(ATOM + "id"), set(ids)


def main(folder):
    home = (folder / "index.html").read_text(encoding="utf-8")
    site = re.search(r'<link rel="canonical" href="([^"]*)">', home)[1]
    feeds = {path: check_feed(folder, path, site) for path in sorted(folder.rglob("feed.xml"))}
    if len({feed_id for feed_id, _ in feeds.values()}) != len(feeds):
        faults.append("two feeds have one id")
    every = set().union(*(ids for path, (_, ids) in feeds.items() if path.parent != folder))
    newest = feeds[folder / "feed.xml"][1]
    if not newest <= every or len(newest) != min(len(every), MOST_ENTRIES):
        faults.append("the feed of the site has not the letters of its networks")
    print("\n".join(faults))
    print(f"{len(feeds)} feeds, {len(every)} letters, {len(faults)} faults")
    return bool(faults) or len(feeds) < 2 or not every


sys.exit(main(pathlib.Path(sys.argv[1])))
