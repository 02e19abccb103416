"""What a website tells other programs holds together: sharing.py FOLDER reads the Open Graph, the JSON-LD and the
calendars of all pages, by a time zone of its own."""
import datetime
import html.parser
import json
import pathlib
import re
import sys
import zoneinfo

STOCKHOLM = zoneinfo.ZoneInfo("Europe/Stockholm")
STATUSES = {"EventScheduled": "CONFIRMED", "EventRescheduled": "CONFIRMED", "EventCancelled": "CANCELLED"}
faults = []
counts = {}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.properties, self.data, self.feeds, self.canonical = {}, [], 0, None
        self.is_data = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "meta" and "property" in attributes:
            name = attributes["property"]
            if name in self.properties:
                faults.append(f"{name} stands twice")
            self.properties[name] = attributes["content"]
        if tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = attributes["href"]
        self.feeds += tag == "link" and attributes.get("type") == "application/atom+xml"
        self.is_data = tag == "script" and attributes.get("type") == "application/ld+json"
        if self.is_data:
            self.data.append("")

    def handle_endtag(self, tag):
        self.is_data = self.is_data and tag != "script"

    def handle_data(self, data):
        if self.is_data:
            self.data[-1] += data


def check_open_graph(where, folder, page):
    for name in ("og:title", "og:type", "og:url", "og:site_name", "og:locale"):
        if not page.properties.get(name):
            faults.append(f"{where}: no {name}")
    if page.properties.get("og:url") != page.canonical:
        faults.append(f"{where}: og:url is not the address of the page")
    if ("article:published_time" in page.properties) != (page.properties.get("og:type") == "article"):
        faults.append(f"{where}: an article without a day, or a day without an article")
    image = page.properties.get("og:image")
    if image:
        counts["pictures"] = counts.get("pictures", 0) + 1
        if not re.match("https?://", image) or not (folder / "pictures" / image.rsplit("/", 1)[1]).is_file():
            faults.append(f"{where}: no picture at {image}")
        for name in ("width", "height", "alt"):
            if not page.properties.get(f"og:image:{name}"):
                faults.append(f"{where}: no og:image:{name}")


def is_swedish(instant):
    """Whether an instant with an offset is one by the clock in Sweden."""
    time = datetime.datetime.fromisoformat(instant)
    return time.utcoffset() == time.astimezone(STOCKHOLM).utcoffset()


def unfolded(path):
    text = path.read_bytes().decode("utf-8")
    if text.replace("\r\n", "").count("\n") or any(len(line.encode()) > 75 for line in text.split("\r\n")):
        faults.append(f"{path}: a line is too long, or does not end as it must")
    lines = text.replace("\r\n ", "").split("\r\n")
    event = lines[lines.index("BEGIN:VEVENT") + 1:lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in event)


def check_event(where, event, page_file):
    calendar = unfolded(page_file.parent.with_suffix(".ics"))
    start = event["startDate"]
    if "T" in start:
        if not is_swedish(start) or ("endDate" in event and not is_swedish(event["endDate"])):
            faults.append(f"{where}: the offset is not that of Sweden: {start}")
        if calendar.get("DTSTART;TZID=Europe/Stockholm") != re.sub("[-:]", "", start[:19]):
            faults.append(f"{where}: the calendar says another time than {start}")
    elif calendar.get("DTSTART;VALUE=DATE") != start.replace("-", ""):
        faults.append(f"{where}: the calendar says another day than {start}")
    status = event["eventStatus"].removeprefix("https://schema.org/")
    if calendar["STATUS"] not in (STATUSES[status], "TENTATIVE"):
        faults.append(f"{where}: {status}, but the calendar says {calendar['STATUS']}")
    if (status == "EventRescheduled") > ("previousStartDate" in event):
        faults.append(f"{where}: moved from no day")
    for name in ("name", "url", "organizer", "inLanguage"):
        if not event.get(name):
            faults.append(f"{where}: the event has no {name}")
    counts[status] = counts.get(status, 0) + 1


def check_way(where, way):
    steps = way["itemListElement"]
    if [step["position"] for step in steps] != list(range(1, len(steps) + 1)) or len(steps) < 2:
        faults.append(f"{where}: the way has a step missing")
    faults.extend(f"{where}: not a whole address: {s['item']}" for s in steps if not s["item"].startswith("http"))


def check_data(where, page, page_file):
    if len(page.data) > 1:
        faults.append(f"{where}: told twice")
    for text in page.data:
        root = json.loads(text)
        if root["@context"] != "https://schema.org":
            faults.append(f"{where}: {root['@context']}")
        for thing in root["@graph"]:
            kind = thing["@type"]
            counts[kind] = counts.get(kind, 0) + 1
            if kind == "Event":
                check_event(where, thing, page_file)
            elif kind == "BreadcrumbList":
                check_way(where, thing)
            elif not {"headline", "datePublished", "publisher", "isPartOf", "inLanguage"} <= thing.keys():
                faults.append(f"{where}: something is missing of {thing}")


def main(folder):
    for path in sorted(folder.rglob("*.html")):
        where = str(path.relative_to(folder))
        page = Page()
        page.feed(path.read_text(encoding="utf-8"))
        if not page.feeds:
            faults.append(f"{where}: does not tell of a feed")
        if where == "404.html":
            continue
        check_open_graph(where, folder, page)
        check_data(where, page, path)
    for kind in ("Event", "Article", "BreadcrumbList", "EventRescheduled", "EventCancelled", "pictures"):
        if not counts.get(kind):
            faults.append(f"nowhere: {kind}")
    print("\n".join(faults))
    print(counts, f"{len(faults)} faults")
    return bool(faults)


sys.exit(main(pathlib.Path(sys.argv[1])))
