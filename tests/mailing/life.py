"""The whole life of a letter with `rundbrev send` and `sent`, as its user meets it: what is refused before anything is
sent, the plan, a test, the sending, trouble of every kind, going on, corrections, drafts."""
import glob
import os
import resource
import shlex
import shutil
import signal
import socket
import subprocess
import threading
import time

from driving import check, folder
from town import LETTER, Server, Town, agree, certificate, parsed, whole

NAMES = ["ada@example.org", "bo@example.org", "cleo@example.org", "dan@example.org", "eva@example.org"]
PASSWORD = "kvitten och 7 päron"
FILE = "content/provstad/2025-2026/newsletters/2.md"


def serve(script=None, **settings):
    """A server, and the town's settings for it."""
    of_server = {name: settings.pop(name) for name in ("tls", "implicit", "login") if name in settings}
    server = Server(os.path.join(work, "server"), script, **of_server)
    town.settings(port=server.port, **settings)
    return server


def taken(server, *wanted):
    """What is wrong when exactly these messages, once each, were to be taken over."""
    accepted = server.accepted()
    return [] if sorted(accepted.elements()) == sorted(wanted) else ["taken over: %s" % dict(accepted)]


def change(name, old, new):
    text = town.read(name)
    assert old in text, old
    town.write(name, text.replace(old, new, 1), 0o644)


def wait_for(condition, seconds=20):
    end = time.time() + seconds
    while not condition() and time.time() < end:
        time.sleep(0.02)
    return condition()


# Before anything is sent


def test_refusals():
    town.fresh(NAMES)
    shutil.rmtree(town.at("private"))
    check("without private/ it says how to make it", town.send().lacks(3, "private", "mkdir -m 700 private"))
    town.fresh(NAMES, port=1)
    os.chmod(town.at("private"), 0o750)
    check("a private/ that others can read is refused",
          town.send().lacks(1, "others on this computer can read the addresses", "chmod -R go= private"))
    town.fresh(NAMES, port=1)
    os.remove(town.at(town.list))
    check("without a list it says where it should be", town.send().lacks(3, "private/provstad.csv"))
    town.fresh(NAMES)
    check("without smtp.yml it says what to write", town.send().lacks(1, "private/smtp.yml", "server:"))
    town.settings(port=1, server="mail.example.org")
    check("without encryption no other computer is sent to",
          town.send().lacks(1, "private/smtp.yml", "Line 2", "encryption"))
    town.settings(port=1)
    check("an unknown letter", town.send(letter="provstad/2025-2026/9").lacks(1, "no letter", "rundbrev send"))
    check("what is no letter", town.send(letter="provstad").lacks(1, "does not name a letter"))
    check("one thing at a time", town.send("--draft", "x.eml", "--really", 5).lacks(2, "at a time"))
    check("--really without a number", town.send("--really").lacks(2, "--really"))
    for number in ("0", "-5", "5x", "", "99999999999999999999"):
        check("--really '%s'" % number, town.send("--really", number).lacks(2, without=("have got it",)))
    town.write(town.list, "e-post;namn\nada@example.org;Ada\ninte en adress;Bo\n")
    check("a bad address is shown where it stands", town.send().lacks(1, "private/provstad.csv", "Line 3", "inte en adress"))


def test_plan():
    town.fresh()
    with serve() as server:
        town.write(town.list, "e-post;namn;team;roll;avanmäld\n"
                   "ada@example.org;Ada;Norr;lärare;\nbo@example.org;Bo;Norr;rektor;\ncleo@example.org;Cleo;Söder;lärare;\n"
                   "dan@example.org;Dan;Söder;rektor;ja\nEVA@Example.org;Eva;Bo's grupp;lärare;\neva@example.ORG;;Norr;;\n")
        town.write("private/stopped.csv", "e-post;orsak;datum\nbo@example.org;studs;2026-01-01\n")
        plan = town.send()
        check("the plan tells to whom, from whom, by which server, subject, weight and warnings", plan.lacks(
            0, "Lärande i Provstad <brev@example.org>", "svar@example.org", "Provstad läser, brev 2",
            "127.0.0.1, port %d" % server.port, "kB of HTML", "warnings", "goes to 3 recipients", "--really 3",
            "1 unsubscribed", "1 bounced", "1 told twice", LETTER))
        check("it sends nothing, and writes nothing", taken(server) +
              ["written: private/sent"] * os.path.exists(town.at("private/sent")))
        check("one team", town.send("--team", "norr").lacks(0, "goes to 1 recipient,", "--team norr --really 1"))
        check("one role", town.send("--role", "Lärare").lacks(0, "goes to 3 recipients"))
        check("a team and a role", town.send("--team", "Söder", "--role", "lärare").lacks(0, "goes to 1 recipient,"))
        check("the plan's own command goes to the same people", command_of_plan(server))
        check("an unknown team", town.send("--team", "Nor").lacks(1, "Nor", "Norr"))
        check("those who have left, and whose address is gone, get nothing", town.send("--replan", "--really", 1).lacks(0) +
              taken(server, "ada@example.org", "cleo@example.org", "EVA@example.org"))


def command_of_plan(server):
    """The line that the plan says to give, given as it stands."""
    plan = town.send("--team", "Norr,Bo's grupp", "--list", town.list)
    line = next(line for line in plan.out.splitlines() if line.startswith("to send it:"))
    given = shlex.split(line.split("rundbrev ", 1)[1])
    answer = town.run(given[0], *given[2:], letter=given[1])
    return answer.lacks(0, "2 have got it") + taken(server, "ada@example.org", "EVA@example.org")


def test_test():
    town.fresh(NAMES)
    with serve() as server:
        check("--test sends one message, to oneself", town.send("--test", "jag@example.org").lacks(0, "jag@example.org") +
              taken(server, "jag@example.org"))
        check("of which the journal knows nothing", town.run("sent").lacks(0, "nothing has been sent"))
        town.send("--test", "jag@example.org")
        check("no list needed, and no other address in it", [address for _, message in server.messages()
                                                             for address in NAMES if address in whole(message)])
        check("a test to oneself can be repeated", taken(server, "jag@example.org", "jag@example.org"))
        check("no address, no test", town.send("--test", "jag").lacks(1, "no e-mail address"))


# The sending


def faults_of(recipient, message, others):
    """What is wrong with a message as it arrived."""
    tree, faults = parsed(message), []
    if [str(address.addr_spec) for address in tree["To"].addresses] != [recipient]:
        faults.append("To: %s, for %s" % (tree["To"], recipient))
    if tree["Cc"] or tree["Bcc"] or len(tree.get_all("To")) != 1 or len(tree.get_all("Message-ID")) != 1:
        faults.append("headers: %s" % tree.keys())
    faults += ["defect: %s" % defect for part in tree.walk() for defect in part.defects]
    faults += ["defect in %s: %s" % (name, defect) for name, value in tree.items() for defect in value.defects]
    text = whole(message).lower()
    return faults + ["%s stands in the message to %s" % (other, recipient) for other in others
                     if other != recipient and other in text]


def test_sending():
    town.fresh(NAMES)
    with serve() as server:
        for number in (4, 6):
            check("--really %d, where the plan has 5" % number,
                  town.send("--really", number).lacks(2, "has 5 recipients, not %d" % number, "nothing was sent") +
                  taken(server))
        answer = town.send("--really", 5)
        check("with the right number each gets one", answer.lacks(0, "5 have got it", "rundbrev sent " + LETTER) +
              taken(server, *NAMES))
        messages = list(server.messages())
        check("a message of their own, with nobody else's address",
              [fault for pair in messages for fault in faults_of(*pair, NAMES)])
        check("no two have the same id", "" if len({parsed(m)["Message-ID"] for _, m in messages}) == 5 else "same")
        check("and all the same letter", "" if len({m.split(b"\r\n\r\n", 1)[1] for _, m in messages}) == 1 else "differs")
        check("'sent' tells so", town.run("sent").lacks(0, "revision 1, planned for 5 people", "have got it: 5", *NAMES))
        check("all letters, and how far they are", town.run("sent", letter="").lacks(0, "sent to 5 of 5", "not sent"))
        check("again: nobody is left", town.send().lacks(0, "nobody to send it to", without=("--really",)) +
              town.send("--really", 5).lacks(2, "nothing was sent") + taken(server, *NAMES))
        check("somebody new on the list is told of", new_on_list())
        check("and gets it with --replan", town.send("--replan", "--really", 1).lacks(0) +
              taken(server, *NAMES, "fia@example.org"))
        modes = {path: oct(os.stat(path).st_mode & 0o777) for path in glob.glob(town.at("private/**"), recursive=True)}
        check("what is written there is readable by the owner alone",
              ["%s: %s" % pair for pair in modes.items() if int(pair[1], 8) & 0o077])


def new_on_list():
    town.write(town.list, town.read(town.list) + "fia@example.org;Fia\n")
    return town.send().lacks(0, "nobody to send it to", "1 more on the list have got nothing", "--replan")


def leaks(answer, server, *places):
    """Where the password stands that should stand nowhere."""
    found = ["in what was said"] if PASSWORD in answer.said else []
    for path in glob.glob(town.at("private/**"), recursive=True) + glob.glob(town.at("build/**"), recursive=True):
        if os.path.isfile(path) and path not in places and PASSWORD.encode() in open(path, "rb").read():
            found.append("in " + path)
    return found + ["in a message" for _, message in server.messages() if PASSWORD in whole(message)]


class Watch(threading.Thread):
    """Looks for the password in the arguments of all processes but one."""

    def __init__(self, but):
        super().__init__(daemon=True)
        self.but, self.found, self.looks, self.is_over = str(but), [], 0, False

    def run(self):
        while not self.is_over:
            self.looks += 1
            for path in glob.glob("/proc/[0-9]*/cmdline"):
                try:
                    if path.split("/")[2] != self.but and PASSWORD.encode() in open(path, "rb").read():
                        self.found.append(path)
                except OSError:
                    pass


def test_login():
    right = certificate(work, "right")
    secret = town.at("private/password")
    ways = [("a command", {"password_command": "cat private/password"}, {}),
            ("a file", {"password_file": "password"}, {}),
            ("the environment", {}, {"RUNDBREV_SMTP_PASSWORD": PASSWORD})]
    for security in ("starttls", "tls"):
        for what, settings, environment in ways:
            town.fresh(NAMES[:3])
            if not environment:
                town.write("private/password", PASSWORD + "\n")
            with serve(tls=right, implicit=security == "tls", login=("brev", PASSWORD), certificates=right[0], user="brev",
                       security=security, **settings) as server:
                watch = Watch(server.process.pid)
                watch.start()
                answer = town.send("--really", 3, environment=environment)
                watch.is_over = True
                watch.join()
                check("%s and a login, the password from %s" % (security, what),
                      answer.lacks(0, "3 have got it") + taken(server, *NAMES[:3]))
                check("which stands nowhere else (%d looks)" % watch.looks, watch.found + leaks(answer, server, secret))


def test_no_trust():
    right, wrong = certificate(work, "right"), certificate(work, "elsewhere", "DNS:mail.example.org")
    login = {"login": ("brev", PASSWORD), "user": "brev", "retry": 60}
    cases = [
        ("a certificate that nobody vouches for", {"tls": right, "security": "starttls", **login}, ("certificate",)),
        ("the same with TLS from the start", {"tls": right, "implicit": True, "security": "tls", **login},
         ("certificate",)),
        ("a certificate of another server", {"tls": wrong, "certificates": wrong[0], "security": "starttls", **login},
         ("certificate", "agree with the certificate")),
        ("no STARTTLS offered", {"security": "starttls", "retry": 60}, ("'security'", "port 587")),
        ("TLS where STARTTLS is spoken", {"tls": right, "certificates": right[0], "security": "tls", **login},
         ("'security'", "port 465")),
        ("a wrong password", {"tls": right, "certificates": right[0], "security": "starttls", **login,
                              "login": ("brev", "another")}, ("the login is refused", "'user' and the password")),
        ("no login offered", {"user": "brev", "retry": 60}, ("login",)),
        ("the sender is refused", {"script": {"*": ["sender 550"]}, "retry": 60}, ("in the name of the sender",)),
    ]
    for what, settings, words in cases:
        town.fresh(NAMES)
        with serve(settings.pop("script", None), **settings) as server:
            start = time.time()
            answer = town.send("--really", 5, environment={"RUNDBREV_SMTP_PASSWORD": PASSWORD})
            late = ["it took %.0f s to say so" % (time.time() - start)] if time.time() - start > 10 else []
            waiting = [] if set(town.states().values()) == {"waiting"} else [str(town.states())]
            check("%s: plain words, and nothing is sent" % what,
                  answer.lacks(3, *words) + taken(server) + late + waiting + leaks(answer, server))
            check("%s: so also in a test to oneself" % what,
                  town.send("--test", "jag@example.org", environment={"RUNDBREV_SMTP_PASSWORD": PASSWORD}).lacks(3, words[0])
                  + taken(server))
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for caller in (first, second):
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        for what, port in (("the server is gone", 9), ("nobody answers", full.getsockname()[1])):
            town.fresh(NAMES, port=port, retry=60, timeout=1)
            for arguments in (("--really", 5), ("--test", "jag@example.org")):
                try:
                    answer = town.send(*arguments, timeout=20)
                    faults = answer.lacks(3, "127.0.0.1:%d" % port, "'server' and 'port' in private/smtp.yml")
                except subprocess.TimeoutExpired:
                    faults = "no word after 20 s"
                check("%s: it says so at once (%s)" % (what, arguments[0]), faults)
    town.fresh(NAMES, user="brev", port=9)
    check("no password anywhere", town.send("--really", 5).lacks(1, "password"))
    town.fresh(NAMES, user="brev", port=9, password_command="'echo fel >&2; false'")
    check("a password command that fails", town.send("--really", 5).lacks(1, "password"))


# Trouble on the way


def test_answers():
    town.fresh(NAMES)
    script = {NAMES[0]: ["550"], NAMES[1]: ["451"], NAMES[2]: ["end 550"], NAMES[3]: ["drop"]}
    with serve(script, attempts=2) as server:
        answer = town.send("--really", 5)
        check("refused, put off, uncertain and sent, all in one sending", answer.lacks(
            3, "1 have got it, 2 refused, 1 to be tried again, 1 uncertain, 0 not tried"))
        told = town.states()
        check("'sent' names each of them", agree(told, server.accepted()) + (
            [] if [told[name] for name in NAMES] == ["refused", "later", "refused", "uncertain", "sent"] else [str(told)]))
        check("with the server's words", town.run("sent").lacks(0, "5.1.1 as the script says"))
        check("the list of letters tells it too",
              town.run("sent", letter="").lacks(0, "sent to 1 of 5, 1 uncertain, 2 refused"))
        check("the plan names what is left", town.send().lacks(0, "goes to 1 recipient,", "names those who are uncertain",
                                                               "--really 1"))
        before = server.accepted()[NAMES[3]]
        check("who is uncertain is not written to by accident", town.send("--really", 2).lacks(2) +
              ([] if server.accepted()[NAMES[3]] == before == 1 else ["twice"]))
        check("but with --resend-uncertain", town.send("--resend-uncertain", "--really", 2).lacks(3) +
              ([] if server.accepted()[NAMES[3]] == 2 else ["not again"]))
    with serve(attempts=2):
        check("who was put off gets it later", town.send("--really", 1).lacks(0) +
              ([] if town.states()[NAMES[1]] == "sent" else [str(town.states())]))


def test_changes():
    """A letter or list that changes in the middle of its sending."""
    town.fresh(NAMES)
    stops = {"#%d" % n: "421" for n in range(3, 99)}
    with serve(stops, attempts=1) as server:
        check("a server that stops in the middle", town.send("--really", 5).lacks(3, "2 have got it", "3 not tried"))
    got, left = [name for name, state in town.states().items() if state == "sent"], town.left()
    change(FILE, "Vi är halvvägs.", "Vi är nästan halvvägs.")
    with serve() as server:
        for arguments in ((), ("--really", left)):
            check("the letter has changed: refused, with both ways told (%s)" % " ".join(map(str, arguments)),
                  town.send(*arguments).lacks(1, "2 have got it as it was before", "--replan", "--correction"))
        check("nothing was sent", taken(server))
        change(FILE, "Vi är nästan halvvägs.", "Vi är halvvägs.")
        town.write(town.list, town.read(town.list).replace("dan@example.org;Person dan\n", "fia@example.org;Fia\n"))
        check("the list has changed: who came and who is gone is told", town.send("--really", left).lacks(
            1, "fia@example.org", "dan@example.org", "--replan") + taken(server))
        check("--replan is for those who have got nothing", town.send("--replan").lacks(0, "goes to 3 recipients",
                                                                                       "--replan --really 3"))
        check("and leaves out who is gone", town.send("--replan", "--really", 3).lacks(0) +
              taken(server, "cleo@example.org", "eva@example.org", "fia@example.org"))
        check("'sent' tells who got which", town.run("sent").lacks(0, "planned anew, revision 2", "earlier", *got))
    town.fresh(NAMES)
    with serve(stops, attempts=1):
        town.send("--really", 5)
    town.write("private/stopped.csv", "e-post;orsak;datum\nCleo@example.org;avanmäld;2026-03-01\n")
    with serve() as server:
        check("who unsubscribes in the middle is skipped", town.send("--really", 2).lacks(0) +
              taken(server, "dan@example.org", "eva@example.org"))
    town.fresh(NAMES)
    with serve(stops, attempts=1):
        town.send("--really", 5)
    town.write(town.list, "e-post;namn;avanmäld\n" + "".join(
        "%s;X;%s\n" % (name, "ja" if name == "eva@example.org" else "") for name in NAMES))
    with serve() as server:
        check("also who does so in the list", town.send("--really", 2).lacks(0) +
              taken(server, "cleo@example.org", "dan@example.org"))


def test_correction():
    town.fresh(NAMES)
    text = town.read(FILE)
    correction = text[text.index("correction:"):text.index("title:")]
    change(FILE, correction, "")
    with serve({NAMES[0]: ["550"], NAMES[1]: ["drop"]}) as server:
        check("before anybody has got it there is nothing to correct",
              town.send("--correction").lacks(1, "nothing to correct"))
        town.send("--really", 5)
        first = {recipient: parsed(message)["Message-ID"] for recipient, message in server.messages()}
    change(FILE, "Vi är halvvägs.", "Vi är framme.")
    with serve() as server:
        check("a correction must say what it corrects", town.send("--correction", "--really", 4).lacks(1, "correction:"))
        change(FILE, "lead: Ett brev", correction + "lead: Ett brev")
        town.write("private/stopped.csv", "e-post;orsak;datum\neva@example.org;avanmäld;2026-03-01\n")
        check("its plan", town.send("--correction").lacks(0, "goes to 3 recipients", "--correction --really 3"))
        check("it goes to exactly those who got the letter, or may have", town.send("--correction", "--really", 3).lacks(0) +
              taken(server, *NAMES[1:4]))
        faults = []
        for recipient, message in server.messages():
            tree = parsed(message)
            if tree["In-Reply-To"] != first[recipient] or tree["Message-ID"] == first[recipient]:
                faults.append("%s: In-Reply-To %s" % (recipient, tree["In-Reply-To"]))
            if "Rättelse" not in tree["Subject"] or any(
                    "Rättelse" not in tree.get_body((kind,)).get_content() or
                    "fel tid" not in tree.get_body((kind,)).get_content() for kind in ("plain", "html")):
                faults.append("%s: it does not say that it is a correction" % recipient)
        check("as an answer to the message they got, with the word Rättelse", faults)
        check("'sent' tells it", town.run("sent").lacks(0, "correction, revision 2", "have got it: 3"))
        check("again: it goes on, and nobody is left", town.send().lacks(0, "nobody to send it to") +
              taken(server, *NAMES[1:4]))


# Two at once, and the end before the end


def test_at_once():
    town.fresh(NAMES)
    with serve(per_minute=120) as server:
        sending = town.start("send", "--really", 5)
        wait_for(lambda: len(server.accepted()) >= 1)
        check("a second sending at once is refused", refused_at_once(sending))
        check("--pause ends it after the message it is at", town.send("--pause", letter="").lacks(0, "ends after"))
        out = sending.communicate(timeout=20)[0].decode()
        status, some = sending.returncode, sum(server.accepted().values())
        check("it says how to go on, and ends with 3", ([] if status == 3 and "goes on" in out and 1 <= some < 5 else
                                                        ["status %d, %d sent: %s" % (status, some, out)]) +
              agree(town.states(), server.accepted()))
        check("nothing to pause", town.send("--pause", letter="").lacks(2, "no sending is under way"))
        check("the same command goes on", town.send("--really", 5 - some).lacks(0, "5 have got it") + taken(server, *NAMES))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        town.fresh(NAMES)
        with serve({"*": ["slow"]}) as server:
            sending = town.start("send", "--really", 5)
            wait_for(lambda: os.path.exists(town.at(town.journal)) and "\ttry\t" in town.read(town.journal))
            time.sleep(0.3)
            sending.send_signal(number)
            sending.communicate(timeout=20)
            told = town.states()
            check("%s: the message under way is finished" % signal.Signals(number).name, (
                [] if sending.returncode == 3 and sum(server.accepted().values()) == 1 else
                ["status %d: %s" % (sending.returncode, server.accepted())]) + agree(told, server.accepted()) +
                ["uncertain"] * ("uncertain" in told.values()))
    with serve() as server:
        check("and it goes on with the others", town.send("--really", 4).lacks(0) + taken(server, *NAMES[1:]))
    town.fresh(NAMES)
    with serve({NAMES[0]: ["451"]}, attempts=3, retry=600) as server:
        sending = town.start("send", "--really", 5)
        wait_for(lambda: len(server.accepted()) == 4)
        time.sleep(0.3)
        start = time.time()
        sending.send_signal(signal.SIGINT)
        sending.communicate(timeout=20)
        check("Ctrl-C while it waits ends it at once", "" if sending.returncode == 3 and time.time() - start < 2 else
              "status %d after %.0f s" % (sending.returncode, time.time() - start))


def refused_at_once(sending):
    """A second sending, with the number that is left at the moment; a third, of another letter."""
    town.write("private/ashcombe.csv", "e-mail\nada@example.org\n")
    return (town.send("--really", 1, letter="ashcombe/2026/1").lacks(3, "another sending is under way", str(sending.pid)) +
            ["it was not under way"] * (sending.poll() is not None))


# Without a server


def test_draft():
    town.fresh(NAMES)
    draft = os.path.join(work, "draft.eml")
    check("--draft needs no server", town.send("--draft", draft).lacks(0, "5 recipients", "Bcc", "uncertain"))
    with open(draft, "rb") as file:
        tree = parsed(file.read())
    check("a draft to all, unsent", [] if tree["X-Unsent"] == "1" and sorted(
        address.addr_spec for address in tree["Bcc"].addresses) == NAMES else [str(tree["Bcc"])])
    check("all are uncertain", [] if set(town.states().values()) == {"uncertain"} else [str(town.states())])
    with serve() as server:
        check("nobody is written to again", town.send().lacks(0, "nobody to send it to", without=("--really",)) +
              town.send("--really", 5).lacks(2) + taken(server))
        check("a second draft is for nobody", town.send("--draft", draft).lacks(2, "nobody to write to"))
        check("with --resend-uncertain they are", town.send("--resend-uncertain", "--really", 5).lacks(0) +
              taken(server, *NAMES))
    town.fresh(NAMES)
    handed = os.path.join(work, "handed")
    check("--handover writes letter and list", town.send("--handover", handed).lacks(0, "subscribers.csv", "letter.html"))
    with open(os.path.join(handed, "subscribers.csv"), encoding="utf-8-sig") as file:
        text = file.read()
    check("of all, for listmonk", [name for name in NAMES if name not in text])
    check("which the journal does not know", town.run("sent").lacks(0, "nothing has been sent"))
    modes = [oct(os.stat(path).st_mode & 0o777) for path in glob.glob(handed + "/*") + [draft]]
    check("others cannot read either", [mode for mode in modes if int(mode, 8) & 0o077])


# The disk


def test_full_disk():
    """The journal cannot be written: nothing is sent that it does not know."""
    for size, what in ((300, "the plan"), (1000, "a line of the sending")):
        town.fresh(NAMES)
        with serve() as server:
            def limit():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            answer = town.send("--really", 5, before=limit)
            accepted = dict(server.accepted())
            check("no room for %s: it says so and ends" % what, answer.lacks(3, "cannot write the journal"))
            told = town.states() if "\tplan\t" in town.read(town.journal) and size > 300 else {}
            check("no room for %s: nobody got it unknown to the journal" % what,
                  ["%s got it, and is %s" % (name, told.get(name)) for name in accepted
                   if told.get(name) not in ("sent", "uncertain")])
            rest = town.left() if told else 5
            again = town.send("--really", rest)
            check("no room for %s: with room again it goes on" % what, again.lacks(0) +
                  [name for name in NAMES if server.accepted()[name] != 1 and town.states()[name] != "uncertain"])


# Hostile lists

HOSTILE = """namn;e-post
"Ada
Bcc: eva@example.org";ada@example.org
"Bo ""Bosse"" Ek, rektor";bo@example.org
Åsa 😀 Öst;asa@example.org
"<script>alert(1)</script>";cleo@example.org
=HYPERLINK("http://example.org");dan@example.org
Räka på ö;fisk@räksmörgås.example.org
%s;lang@example.org
"\tTab\\r\\n; och ; <x@example.org>";gun@example.org
""" % ("Lång " * 60)


def test_hostile():
    town.fresh()
    town.write(town.list, HOSTILE)
    with serve() as server:
        answer = town.send("--really", 8)
        check("hostile names and foreign domains: each gets one", answer.lacks(0, "8 have got it") + (
            [] if set(server.accepted().values()) == {1} and len(server.accepted()) == 8 else [str(server.accepted())]))
        messages = list(server.messages())
        others = [recipient for recipient, _ in messages] + ["eva@example.org"]
        check("nothing gets into the headers", [fault for recipient, message in messages for fault in faults_of(
            recipient, message, [other for other in others if other != "eva@example.org" or recipient != "ada@example.org"])])
        names = {recipient: parsed(message)["To"].addresses[0].display_name for recipient, message in messages}
        wanted = {"bo@example.org": 'Bo "Bosse" Ek, rektor', "asa@example.org": "Åsa 😀 Öst",
                  "cleo@example.org": "<script>alert(1)</script>",
                  "fisk@xn--rksmrgs-5wao1o.example.org": "Räka på ö"}
        check("names come out as they went in", ["%s: %r" % (address, names.get(address)) for address, name in wanted.items()
                                                  if names.get(address) != name])
        check("'sent' prints no control characters", [line for line in town.run("sent").out.splitlines()
                                                      if any(ord(letter) < 32 or letter == "\x7f" for letter in line)])
    for letter in ("provstad/../../etc", "provstad/2025-2026/2\n", "../x/2", "a/b/c/d", "provstad//2"):
        check("no letter: %r" % letter[:30], town.send(letter=letter).lacks(1))
    town.fresh(NAMES)
    for words, what in (("250 \x1b[31mröd\x07" + "x" * 3000, "control characters"),):
        with serve({"ada@example.org": ["end 550 " + words]}):
            town.send("--really", 5)
            check("a server's %s stay in the journal's line" % what, [line for line in town.run("sent").out.splitlines()
                                                                      if "\x1b" in line or "\x07" in line or len(line) > 1500])


def test_swedish():
    town.fresh(NAMES)
    swedish = ("--language", "sv")
    with serve({NAMES[0]: ["550"]}):
        english = ["recipient", "warnings", "subject", "have got", "refused", " sent", "who", "server works"]
        check("the plan in Swedish", town.send(*swedish).lacks(0, "5 mottagare", "ämne", "varningar", without=english))
        check("the wrong number in Swedish", town.send("--really", 4, *swedish).lacks(
            2, "planen har 5 mottagare, inte 4; inget skickades", without=english))
        check("the sending in Swedish", town.send("--really", 5, *swedish).lacks(
            0, "har fått brevet: 4", "avvisade: 1", without=english[:-3]))
        check("'sent' in Swedish", town.run("sent", *swedish).lacks(
            0, "har fått brevet: 4", "avvisade av servern: 1", without=english[:4]))


with folder() as work:
    town = Town(os.path.join(work, "site"))
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
