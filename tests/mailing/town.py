"""The small town, whose letters the tests send by `rundbrev send`, and a mail server that keeps what it takes over."""
import email
import email.policy
import os
import shutil
import subprocess

import driving

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
LETTER = "provstad/2025-2026/2"
DATE = ["--date", "2026-03-01"]
# The titles of `rundbrev sent`, and what we call those who stand below them.
GROUPS = {"uncertain: whether": "uncertain", "refused by": "refused", "to be tried": "later", "not tried": "waiting",
          "have got": "sent", "got an earlier": "earlier"}


class Answer:
    """How a run of the program ended, and what it said."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err, self.said = status, out, err, out + err

    def lacks(self, status, *words, without=()):
        """What is wrong with it: another status, words that it does not say, or should not."""
        faults = ["status %d instead of %d" % (self.status, status)] if self.status != status else []
        faults += ["not said: " + word for word in words if word not in self.said]
        faults += ["said: " + word for word in without if word in self.said]
        return faults + [self.said] if faults else []


class Town:
    """A copy of the small town in a folder of its own, with a private/ that is made anew by `fresh`."""

    def __init__(self, path, letter=LETTER):
        self.path, self.letter = path, letter
        self.program = os.environ.get("RUNDBREV", os.path.join(ROOT, "build/rundbrev"))
        self.list, self.journal = "private/%s.csv" % letter.split("/")[0], "private/sent/%s.journal" % letter
        subprocess.run(["bash", "-c", 'source tests/tap.sh; new_site "$1"', "-", path], cwd=ROOT, check=True)
        self.content = self.at("content")
        shutil.rmtree(path + ".content", ignore_errors=True)
        shutil.copytree(self.content, path + ".content")

    def at(self, *names):
        return os.path.join(self.path, *names)

    def fresh(self, addresses=(), **settings):
        for name in ("private", "content"):
            shutil.rmtree(self.at(name), ignore_errors=True)
        shutil.copytree(self.path + ".content", self.content)
        os.mkdir(self.at("private"), 0o700)
        self.write(self.list, "e-post;namn\n" + "".join(
            "%s;%s\n" % (address, "Person " + address.split("@")[0]) for address in addresses))
        if settings:
            self.settings(**settings)

    def settings(self, **values):
        values = {"server": "127.0.0.1", "security": "none", "per_minute": 0, "retry": 0, **values}
        self.write("private/smtp.yml", "".join("%s: %s\n" % pair for pair in values.items() if pair[1] is not None))

    def write(self, name, text, mode=0o600):
        data = text.encode() if isinstance(text, str) else text
        with open(os.open(self.at(name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)

    def read(self, name):
        with open(self.at(name), encoding="utf-8") as file:
            return file.read()

    def command(self, *arguments, letter=None):
        name, *rest = arguments
        return [self.program, name, "-C", self.path, *([self.letter] if letter is None else [letter] if letter else []),
                *(DATE if name == "send" else []), *map(str, rest)]

    def run(self, *arguments, letter=None, environment=None, before=None, timeout=120):
        done = subprocess.run(self.command(*arguments, letter=letter), capture_output=True, timeout=timeout,
                              env={**os.environ, **(environment or {})}, preexec_fn=before)
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *arguments, letter=None, **more):
        return subprocess.Popen(self.command(*arguments, letter=letter), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                **more)

    def send(self, *arguments, **more):
        return self.run("send", *arguments, **more)

    def states(self):
        """address: state, as `rundbrev sent` tells."""
        told, group = {}, None
        answer = self.run("sent")
        if answer.status:
            raise RuntimeError(answer.said)
        for line in answer.out.splitlines():
            if line.startswith("  "):
                told.setdefault(line.split()[0], group)
            else:
                group = next((state for title, state in GROUPS.items() if line.startswith(title)), None)
        return told

    def left(self):
        """How many would be sent to now, as the journal tells; all on the list when nothing was planned."""
        told = self.states() if os.path.exists(self.at(self.journal)) else {}
        return sum(state in ("waiting", "later") for state in told.values()) if told else self.listed()

    def listed(self):
        return len(self.read(self.list).splitlines()) - 1


class Server(driving.Server):
    """tests/mailing/server.py, which keeps its messages in a folder made anew."""

    def __init__(self, folder, script=None, tls=None, implicit=False, login=None):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        self.folder = folder
        super().__init__(folder, script, "--keep", folder, *(["--tls", *tls] if tls else []),
                         *(["--implicit"] if implicit else []), *(["--login", *login] if login else []))

    def accepted(self):
        """How often a message to each address was taken over."""
        return super().accepted()[0]

    def messages(self):
        """The envelope's recipient, and the bytes."""
        with open(self.log) as log:
            for number, line in enumerate(log, 1):
                with open(os.path.join(self.folder, "%d.eml" % number), "rb") as file:
                    yield line.split()[0], file.read()


def parsed(message):
    return email.message_from_bytes(message, policy=email.policy.default)


def whole(message):
    """All that somebody could read in a message: its bytes, and its parts and headers decoded."""
    tree = parsed(message)
    texts = [part.get_content() for part in tree.walk() if part.get_content_maintype() == "text"]
    return message.decode("latin-1") + "\n".join(texts) + "\n".join("%s: %s" % pair for pair in tree.items())


def agree(told, accepted):
    """What is wrong between what the journal tells and what a server took over: faults."""
    faults = []
    for address, state in told.items():
        times = accepted.get(address, 0)
        if times > 1 or (state == "sent" and times != 1) or (state in ("waiting", "later", "refused") and times):
            faults.append("%s is told as %s, and was taken over %d times" % (address, state, times))
    return faults + ["%s is on no list" % address for address in accepted if address not in told]


def certificate(folder, name, names="DNS:localhost,IP:127.0.0.1"):
    """A certificate signed by itself, and its key."""
    files = [os.path.join(folder, name + end) for end in (".pem", ".key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=" + names, "-out", files[0],
                    "-keyout", files[1]], check=True, capture_output=True)
    return files
