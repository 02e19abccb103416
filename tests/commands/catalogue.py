"""Two things that gettext's own tools do not see in the .po file named; prints what is wrong. Run from the top.

Every English literal in a call that shows a message must be a msgid: xgettext misses those behind an argument
with a comma between braces. And the Swedish must quote in the Swedish way."""
import pathlib, re, sys

WHICH = {"diagnostic_error": 3, "diagnostic_warning": 3, "diagnostic_check": 4, "diagnostic_world": 4,
         "diagnostic_hint": 3, "diagnostic_note": 4, "report_mistake": 3, "complain": 2}
TOKEN = re.compile(r"""/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)+'|[(){}\[\],]|[^"'(){}\[\],/]+|/""", re.S)


def arguments(code, at):
    """Those of the call whose opening parenthesis stands before `at`, each as a list of tokens."""
    depth, found = 1, [[]]
    for token in TOKEN.finditer(code, at):
        text = token.group()
        depth += (text in ("(", "{", "[")) - (text in (")", "}", "]"))
        if depth == 0:
            return found
        if text == "," and depth == 1:
            found.append([])
        else:
            found[-1].append(text)


def literal(tokens):
    return "".join(token[1:-1] for token in tokens if token.startswith('"'))


ENTRY = re.compile(r'^(msgid|msgid_plural|msgstr|msgstr\[\d\]) ((?:"[^\n]*"\n)+)', re.M)
entries = [(kind, literal(re.findall(r'"[^\n]*"', text))) for kind, text in ENTRY.findall(pathlib.Path(sys.argv[1]).read_text())]
known = {text for kind, text in entries if kind == "msgid"}
found = 0
for path in sorted(pathlib.Path("generator").rglob("*.c")):
    code = path.read_text()
    for call in re.finditer(r"\b(%s)\(" % "|".join(WHICH), code):
        message = literal(arguments(code, call.end())[WHICH[call[1]] - 1])
        found += message != ""
        if message and message not in known:
            print(f"{path}: not in the catalogue: {message}")
assert found > 100 and len(entries) > 500, (found, len(entries))

for kind, text in entries:
    if kind.startswith("msgstr") and (text.count("”") % 2 or re.search("[“„]|'", text.replace("(')", ""))):
        print(f"quotes: {text}")
