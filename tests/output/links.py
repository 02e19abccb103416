"""Every address within a website leads somewhere: links.py FOLDER prints what does not and fails."""
import html.parser
import pathlib
import re
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    """The ids of a page, and the addresses that it uses."""

    def __init__(self):
        super().__init__()
        self.ids, self.repeated, self.addresses = set(), set(), []

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                (self.repeated if value in self.ids else self.ids).add(value)
            elif name in ("href", "src") and not (tag == "link" and ("rel", "canonical") in attributes):
                self.addresses.append((tag, name, value))
            elif name == "srcset":
                self.addresses += [(tag, name, candidate.split()[0]) for candidate in value.split(",")]
            elif name == "style":
                self.addresses += styled(value)

    def handle_data(self, data):
        if self.lasttag == "style":
            self.addresses += styled(data)


def styled(style):
    """The addresses that a style asks for."""
    return [("style", "url", address) for address in re.findall(r"""url\(["']?([^"')]*)""", style)]


def main(folder):
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        pages[path.resolve()] = page = Page()
        page.feed(path.read_text(encoding="utf-8"))
    for path in sorted(folder.rglob("*.css")):
        pages[path.resolve()] = page = Page()
        page.addresses = styled(path.read_text(encoding="utf-8"))
    faults = []
    for path, page in pages.items():
        where = path.relative_to(folder.resolve())
        faults += [f"{where}: id '{name}' stands twice" for name in sorted(page.repeated)]
        for tag, name, value in page.addresses:
            parts = urllib.parse.urlsplit(value)
            if parts.scheme in ("http", "https") and tag not in ("a",) and where.name != "404.html":
                faults.append(f"{where}: <{tag} {name}> asks another host: {value}")
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                faults.append(f"{where}: nothing at {value}")
            elif parts.fragment and target in pages and urllib.parse.unquote(parts.fragment) not in pages[target].ids:
                faults.append(f"{where}: no such part: {value}")
    print("\n".join(faults))
    print(f"{len(pages)} pages, {sum(len(page.addresses) for page in pages.values())} addresses, {len(faults)} faults")
    return bool(faults) or not pages


sys.exit(main(pathlib.Path(sys.argv[1])))
