"""Letters as an independent reader finds them: letters.py FOLDER prints what is wrong and fails."""
import email
import pathlib
import re
import sys
from email import policy


def faults_of(raw):
    message = email.message_from_bytes(raw, policy=policy.SMTP)
    for part in message.walk():
        yield from (f"{part.get_content_type()}: {defect!r}" for defect in part.defects)
        for name, value in part.items():
            yield from (f"{name}: {defect!r}" for defect in getattr(value, "defects", ()))
    for name in ("From", "Subject", "Date", "Message-ID", "List-Unsubscribe", "Auto-Submitted", "Content-Language"):
        if message[name] is None:
            yield f"{name} is missing"
    for name in ("To", "Cc", "Bcc"):
        if message[name] is not None:
            yield f"{name} is set in a draft"
    if b"\n" in raw.replace(b"\r\n", b""):
        yield "a line ends without CR LF"
    if max(map(len, raw.split(b"\r\n"))) > 78:
        yield "a line is longer than 78 bytes"
    if any(byte > 126 for byte in raw):
        yield "a byte is not ASCII"
    yield from body_faults(message)


def body_faults(message):
    bodies = [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"]
    if bodies[:2] != ["text/plain", "text/html"]:
        yield f"the parts are {bodies}"
    html = message.get_body(("html",)).get_content()
    text = message.get_body(("plain",)).get_content()
    known = {part["Content-ID"].strip("<>") for part in message.walk() if part["Content-ID"]}
    used = set(re.findall(r'cid:([^"]+)"', html))
    if known != used:
        yield f"pictures in the letter {sorted(known)}, used {sorted(used)}"
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
    for line in text.splitlines():
        if len(line) > 72 and " " in line.strip() and not line.startswith("    "):
            yield f"a line of {len(line)} characters: {line}"
    if re.search(r"<[a-z]+[ >]|&[a-z]+;", text):
        yield "markup in the plain text"


def main(folder):
    letters = sorted(folder.rglob("*.eml"))
    faults = [f"{path.relative_to(folder)}: {fault}" for path in letters for fault in faults_of(path.read_bytes())]
    print("\n".join(faults))
    print(f"{len(letters)} letters, {len(faults)} faults")
    return bool(faults) or not letters


sys.exit(main(pathlib.Path(sys.argv[1])))
