"""Letters as an independent reader finds them: letters.py FOLDER prints what is wrong and fails."""
import email
import html as markup
import pathlib
import re
import struct
import sys
from email import policy

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "deliver"))
import message as messages

WIDTH = 72


def faults_of(raw):
    message = email.message_from_bytes(raw, policy=policy.SMTP)
    yield from messages.faults_of(raw)
    for name in ("List-Id", "List-Unsubscribe", "List-Archive", "Auto-Submitted", "Content-Language"):
        if message[name] is None:
            yield f"{name} is missing"
    for name in ("To", "Cc", "Bcc"):
        if message[name] is not None:
            yield f"{name} is set in a draft"
    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    yield from html_faults(html)
    yield from text_faults(text, message)
    yield from lost_headings(html, text)
    yield from drawing_faults(message, html, text)


def html_faults(html):
    if len(html.encode()) > 95_000:
        yield f"the HTML part weighs {len(html.encode())} bytes"
    for forbidden in ("<script", "<link", "<style", "http-equiv", 'src="http', "display:flex", "position:absolute"):
        if forbidden in html:
            yield f"the HTML part holds {forbidden}"
    for table in re.findall(r"<table[^>]*>", html):
        if 'role="presentation"' not in table and "<th" not in html:
            yield f"a layout table without a role: {table}"
    for picture in re.findall(r"<img[^>]*>", html):
        if not re.search(r'width="\d+"', picture) or "alt=" not in picture:
            yield f"a picture without width or alternative text: {picture}"


def text_faults(text, message):
    """What a person would not have written."""
    lines = text.splitlines()
    for line in lines:
        is_address = re.fullmatch(r"\s*(- |> )?[(<]?\S+://\S+", line)
        if len(line) > WIDTH and not is_address and not line.startswith("    "):
            yield f"a line of {len(line)} characters: {line}"
        if line != line.rstrip():
            yield f"a line ends with a space: {line!r}"
    if "\n\n\n" in "\n".join(lines) or lines[0] == "" or lines[-1] == "":
        yield "two blank lines beside each other, or one at an end"
    prose = "\n".join(line for line in lines if not line.startswith("    "))
    for sign in (r"</?(?:p|a|br|em|b|strong|t[dhr]|table|div|span|h[1-6]|[uo]l|li)[ >]", r"&[a-z]+;", r"\*\*", r"\]\(", r"~~", r"cid:", r"^#", r"\{\{", r"^\|"):
        if re.search(sign, prose, re.M):
            yield f"markup in the plain text: {sign}"
    for link in re.findall(r"\S+://\S+", text):
        if text.count(f"{link} ({link})"):
            yield f"an address twice: {link}"
    if message["Reply-To"] and message["Reply-To"].addresses[0].addr_spec not in text:
        yield "the text does not say how to leave"


def words_of(text):
    return " ".join(markup.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00ad", "").split())


def lost_headings(html, text):
    said = " ".join(text.replace("\u00ad", "").split())
    for heading in re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", html, re.S):
        words = words_of(heading)
        if words and words not in said:
            yield f"a heading of the HTML part is not in the text: {words}"


def png_head(data):
    """Width, height and colour type of a PNG."""
    return *struct.unpack(">II", data[16:24]), data[25]


def drawing_faults(message, html, text):
    """A chart is an opaque PNG at twice the size that it is shown at, and stands in words beside it too."""
    parts = {part["Content-ID"][1:-1]: part for part in message.walk() if part["Content-ID"]}
    shown = {markup.unescape(address): (tag, int(width), int(height)) for tag, address, width, height in re.findall(
        r'(<img src="cid:([^"]*)"[^>]* width="(\d+)" height="(\d+)"[^>]*>)', html)}
    said = words_of(re.sub(r"<img[^>]*>", "", html))
    for name, part in parts.items():
        if name.startswith("chart-") and name not in shown:
            yield f"a chart that is attached, but not shown: {name}"
    for name, (tag, width, height) in shown.items():
        if not name.startswith("chart-"):
            continue
        if name not in parts or parts[name].get_content_type() != "image/png":
            yield f"a chart that is not attached: {name}"
            continue
        if png_head(parts[name].get_content()) != (2 * width, 2 * height, 2):
            yield f"a chart of the wrong size, or not opaque: {name} {png_head(parts[name].get_content())}"
        if width > 544:
            yield f"a chart wider than a letter: {name} {width}"
        words = " ".join(markup.unescape(re.search(r'alt="([^"]*)"', tag).group(1)).replace("\u00ad", "").split())
        # Small ones beside each other have too little room for sentences, but the text part has.
        if not words or (words not in said and width > 300) or words not in " ".join(text.split()):
            yield f"a chart whose words do not stand beside it: {name} {words}"


def main(folder):
    letters = sorted(folder.rglob("*.eml"))
    faults = [f"{path.relative_to(folder)}: {fault}" for path in letters for fault in faults_of(path.read_bytes())]
    print("\n".join(faults))
    print(f"{len(letters)} letters, {len(faults)} faults")
    return bool(faults) or not letters


sys.exit(main(pathlib.Path(sys.argv[1])))
