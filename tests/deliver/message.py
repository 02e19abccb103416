"""Messages as an independent reader finds them: message.py FOLDER prints what is wrong in *.eml below it, and fails."""
import collections
import email
import pathlib
import re
import sys
from email import policy

# RFC 5322, 3.6: these stand once, or not at all.
SINGLE = ("date from reply-to to cc bcc message-id in-reply-to references subject mime-version content-type list-id "
          "list-unsubscribe list-unsubscribe-post list-archive list-post content-language auto-submitted").split()
ADDRESS = re.compile(r"[^@\s<>,]+@[a-z0-9.?-]+")


def byte_faults(raw):
    if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""):
        yield "a line ends without CR LF"
    longest = max(raw.split(b"\r\n"), key=len)
    if len(longest) > 78:
        yield f"a line of {len(longest)} bytes: {longest[:100]}"
    if any(byte > 126 or byte < 32 and byte not in b"\r\n\t" for byte in raw):
        yield "a byte is not printable ASCII"
    head = raw[:raw.index(b"\r\n\r\n")].decode()
    for word in re.findall(r"=\?[^?]*\?[^?]*\?[^?]*\?=", head):
        if len(word) > 75:
            yield f"an encoded word of {len(word)} bytes"
    for line in head.split("\r\n"):
        if not line.strip():
            yield "a line of the head is blank"


def head_faults(message):
    names = collections.Counter(name.lower() for name in message.keys())
    yield from (f"{name} stands {names[name]} times" for name in SINGLE if names[name] > 1)
    yield from (f"{name} is missing" for name in ("from", "date", "message-id", "subject", "mime-version", "content-type")
                if not names[name])
    if any("inject" in name for name in names):
        yield "a value has become a field"
    for part in message.walk():
        yield from (f"{part.get_content_type()}: {defect!r}" for defect in part.defects)
        for name, value in part.items():
            yield from (f"{name}: {defect!r}" for defect in getattr(value, "defects", ()))
    for name in ("From", "Reply-To", "To", "Bcc"):
        for address in message[name].addresses if message[name] else ():
            if not ADDRESS.fullmatch(address.addr_spec):
                yield f"{name}: this is no address: {address.addr_spec!r}"
    for name in ("From", "Reply-To", "To"):
        if message[name] and len(message[name].addresses) != 1:
            yield f"{name} has {len(message[name].addresses)} addresses"
    if not re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", message["Message-ID"] or ""):
        yield f"Message-ID: {message['Message-ID']!r}"
    one_click = message["List-Unsubscribe-Post"] is not None
    if one_click and (message["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click"
                      or not re.match(r"<https://[^>]+>, <mailto:", message["List-Unsubscribe"])):
        yield "List-Unsubscribe does not fit one click"
    if "{key}" in (message["List-Unsubscribe"] or ""):
        yield "List-Unsubscribe has no key"


def body_faults(message):
    """The parts in the order that mail programs need, and a picture for each address of one."""
    html = message.get_body(("html",))
    if html is None or message.get_body(("plain",)) is None:
        yield "a body is missing"
        return
    known = {part["Content-ID"].strip("<>") for part in message.walk() if part["Content-ID"]}
    used = set(re.findall(r'cid:([^"]+)"', html.get_content()))
    if known != used:
        yield f"pictures in the letter {sorted(known)}, used {sorted(used)}"
    order = [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"]
    if order[:2] != ["text/plain", "text/html"]:
        yield f"the parts are {order}"


def faults_of(raw):
    message = email.message_from_bytes(raw, policy=policy.SMTP)
    yield from byte_faults(raw)
    yield from head_faults(message)
    yield from body_faults(message)


def main(folder):
    paths = sorted(folder.rglob("*.eml"))
    faults = [f"{path.relative_to(folder)}: {fault}" for path in paths for fault in faults_of(path.read_bytes())]
    print("\n".join(faults))
    print(f"{len(paths)} messages, {len(faults)} faults")
    return bool(faults) or not paths


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
