"""Sending to aiosmtpd: TLS, login, bad certificates, and a server that misbehaves towards some."""
import os
import subprocess
import time

from driving import Server, agree, check, folder, send, states

STARTTLS, TLS = 0, 1


def certificate(work, name, address="127.0.0.1"):
    """A certificate of its own issue, and its key."""
    paths = [os.path.join(work, name + ending) for ending in (".pem", ".key")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
                    "-addext", "subjectAltName=IP:" + address, "-out", paths[0], "-keyout", paths[1]],
                   check=True, capture_output=True)
    return paths


def expect(what, work, server, end, values, said="", persons=5, taken=None, quick=False):
    start = time.time()
    ended, words = send(work, persons, port=server.port, **values)
    faults = agree(states(work), *server.accepted())
    if ended != end or said not in words:
        faults += "\nended as %s: %s" % (ended, words)
    if taken is not None and sum(server.accepted()[0].values()) != taken:
        faults += "\n%d taken over instead of %d" % (sum(server.accepted()[0].values()), taken)
    if quick and time.time() - start > 5:
        faults += "\nit took %.0f s" % (time.time() - start)
    if "hemlig" in words:
        faults += "\nthe password is told: " + words
    check(what, faults)


def test_tls():
    with folder() as work:
        good, other = certificate(work, "good"), certificate(work, "other")
        elsewhere = certificate(work, "elsewhere", "127.0.0.2")
        login = {"user": "anna", "password": "hemligt ord"}
        cases = [
            ("STARTTLS and a login", good, STARTTLS, good, login, "done", ""),
            ("TLS from the first byte, and a login", good, TLS, good, login, "done", ""),
            ("a wrong password ends the sending at once", good, STARTTLS, good, dict(login, password="hemlig"),
             "broken", "login is refused (535"),
            ("a certificate that nobody vouches for ends it at once", good, STARTTLS, other, login, "broken",
             "certificate is not valid"),
            ("the same without STARTTLS", good, TLS, other, login, "broken", "certificate is not valid"),
            ("the system does not vouch for it either", good, STARTTLS, None, login, "broken", "certificate"),
            ("a certificate of another name ends it at once", elsewhere, STARTTLS, elsewhere, login, "broken",
             "certificate is not valid"),
        ]
        for number, (what, own, security, trusted, values, end, said) in enumerate(cases):
            place = os.path.join(work, str(number))
            os.mkdir(place)
            arguments = ["--tls", *own, "--login", "anna", "hemligt ord"] + ["--implicit"] * (security == TLS)
            values = dict(values, security=security, retry=30)
            if trusted:
                values["ca"] = trusted[0]
            with Server(place, None, *arguments) as server:
                expect(what, place, server, end, values, said, taken=5 if end == "done" else 0, quick=True)
    with folder() as work, Server(work) as server:
        expect("no message goes to a server without TLS", work, server, "broken",
               {"security": STARTTLS, "retry": 30}, "security", taken=0, quick=True)


def test_misbehaviour():
    names = ["p%d@example.org" % number for number in range(5)]
    cases = [
        ("451 once, twice, and 452 to the message", {names[0]: ["451", "ok"], names[2]: ["451", "451", "ok"],
                                                     names[3]: ["end 452", "ok"]}, "done", "sssss"),
        ("451 always to one", {names[1]: ["451"]}, "later", "slsss"),
        ("550 to some", {names[1]: ["550"], names[4]: ["end 554"]}, "done", "srssr"),
        ("421 once and again", {names[1]: ["421", "ok"], names[2]: ["421", "421", "ok"]}, "done", "sssss"),
        ("421 always", {names[1]: ["421"]}, "broken", "swwww"),
        ("hangs up after the dot, taken over or not", {names[1]: ["drop"], names[3]: ["drop untaken"]}, "done",
         "susus"),
        ("says nothing after the dot", {names[2]: ["silence"]}, "done", "ssuss"),
        ("hangs up after the dot always", {"*": ["drop"]}, "broken", "uuuww"),
    ]
    for what, script, end, expected in cases:
        with folder() as work, Server(work, script) as server:
            ended, words = send(work, 5, port=server.port, timeout=1)
            told = states(work)
            letters = "".join(told[name][0][0] for name in names)
            faults = agree(told, *server.accepted())
            if ended != end or letters != expected:
                faults += "\nended as %s, %s: %s" % (ended, letters, words)
            check(what, faults)
    # After 354 it may be that the end was already sent, but for few; and the next time all is well.
    with folder() as work, Server(work, {"p1@example.org": ["drop data", "drop data", "ok"]}) as server:
        ended, words = send(work, 5, port=server.port)
        told = states(work)
        faults = agree(told, *server.accepted())
        if ended != "done" or sum(state != "sent" for state, _ in told.values()) > 1:
            faults += "\nended as %s, %s: %s" % (ended, told, words)
        check("hangs up after DATA", faults)


test_tls()
test_misbehaviour()
