"""The English of every call that shows a message, as a compiler reads it: xgettext misses a literal behind an
argument with a comma between braces. Prints what stands in no msgid of the .po file named; run from the top."""
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


catalogue = pathlib.Path(sys.argv[1]).read_text()
known = {literal(re.findall(r'"[^\n]*"', entry)) for entry in re.findall(r'^msgid ((?:"[^\n]*"\n)+)', catalogue, re.M)}
found = 0
for path in sorted(pathlib.Path("generator").rglob("*.c")):
    code = path.read_text()
    for call in re.finditer(r"\b(%s)\(" % "|".join(WHICH), code):
        message = literal(arguments(code, call.end())[WHICH[call[1]] - 1])
        found += message != ""
        if message and message not in known:
            print(f"{path}: {message}")
assert found > 100, found
