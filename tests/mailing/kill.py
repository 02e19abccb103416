"""Sendings by `rundbrev send` that are killed (SIGKILL) at random moments and resumed: each address is taken over
exactly once, or named as uncertain by `rundbrev sent`, at most one for each kill; and an uncertain one at most once.

    kill.py [SEED]
"""
import os
import random
import signal
import subprocess
import sys
import time

from driving import check, folder
from town import Server, Town, agree, certificate

seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1 << 30)
chance = random.Random(seed)


def names(count):
    return ["p%03d@example.org" % number for number in range(count)]


def kill_once(longest):
    """Whether the sending was killed before it was through."""
    process = subprocess.Popen(site.command("send", "--really", site.left()), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, longest))
    process.send_signal(signal.SIGKILL)
    return process.wait() < 0


def campaign(persons, kills, longest, script=None, extra=0, **settings):
    """Kills a sending at most so often, then lets it end: faults, kills, who is told as what, what was taken over.
    `extra`: so many uncertain ones may come from the server."""
    done = 0
    site.fresh(names(persons))
    with Server(os.path.join(work, "server"), script, tls=settings.pop("tls", None)) as server:
        site.settings(port=server.port, **settings)
        while done < kills and kill_once(longest):
            done += 1
        for _ in range(12): # a server that misbehaves may end a sending, which the same command resumes
            left = site.left()
            said = site.send("--really", left).said if left else ""
        told, accepted = site.states(), server.accepted()
    faults = agree(told, accepted)
    uncertain = [address for address, state in told.items() if state == "uncertain"]
    if sorted(told) != names(persons):
        faults.append("%d of %d persons are told of" % (len(told), persons))
    if len(uncertain) > done + extra:
        faults.append("%d are uncertain after %d kills" % (len(uncertain), done))
    return faults + ["last said: " + said] if faults else [], done, told, accepted


def undisturbed():
    """Seconds that 500 messages take, without the start of the program."""
    times = []
    for persons in (1, 500):
        site.fresh(names(persons))
        with Server(os.path.join(work, "server")) as server:
            site.settings(port=server.port)
            start = time.time()
            answer = site.send("--really", persons)
            times.append(time.time() - start)
            faults = answer.lacks(0) + agree(site.states(), server.accepted())
    check("500 messages, undisturbed: %.1f s" % times[1], faults)
    return times[0], times[1] - times[0]


def random_moments(begin, whole):
    kills = uncertain = taken = campaigns = 0
    faults, start = [], time.time()
    while kills < 200 and not faults:
        # A little of a sending at a time, and starting up.
        faults, more, told, accepted = campaign(500, 200 - kills, begin + whole / 100)
        unsure = [address for address, state in told.items() if state == "uncertain"]
        faults += ["%s is %s at the end" % pair for pair in told.items() if pair[1] not in ("sent", "uncertain")]
        uncertain, taken = uncertain + len(unsure), taken + sum(accepted.get(address, 0) for address in unsure)
        kills, campaigns = kills + more, campaigns + 1
    check("killed at %d random moments of %d sendings to 500 (seed %d): nobody twice, nobody forgotten; %d uncertain, "
          "of whom %d had got it (%.0f s)" % (kills, campaigns, seed, uncertain, taken, time.time() - start), faults)
    check("some were killed between try and answer", "" if uncertain else "nobody was uncertain: this proves little")


def misbehaving(begin, whole):
    """The same with servers that do not do as they should: what they do, how many are uncertain by that, what the
    others are at the end, and settings."""
    wrong = certificate(work, "unknown")
    cases = [
        # The end may have been on its way when the line broke.
        ("hangs up after DATA, now and then", {"#%d" % n: "drop data" for n in range(3, 3000, 9)}, 10, {"sent"}, {}),
        ("hangs up after the end of 2 messages, taken over", {"p010@example.org": ["drop"], "p020@example.org": ["drop"]},
         2, {"sent"}, {}),
        ("hangs up after the end of 2 messages, not taken over",
         {"p010@example.org": ["drop untaken", "ok"], "p020@example.org": ["drop untaken", "ok"]}, 2, {"sent"}, {}),
        ("answers 451 to everybody once", {"*": ["451", "ok"]}, 0, {"sent"}, {}),
        ("answers 451 after the end, to everybody once", {"*": ["end 451", "ok"]}, 0, {"sent"}, {}),
        ("answers 550 to every tenth", {"p%02d0@example.org" % n: ["550"] for n in range(6)}, 0,
         {"sent", "refused"}, {}),
        ("answers 550 after the end to every tenth", {"p%02d0@example.org" % n: ["end 550"] for n in range(6)}, 0,
         {"sent", "refused"}, {}),
        ("answers 421, now and then", {"#%d" % n: "421" for n in range(3, 3000, 9)}, 0, {"sent"}, {}),
        ("answers nothing to 2", {"p010@example.org": ["silence"], "p020@example.org": ["silence"]}, 2, {"sent"},
         {"timeout": 1}),
        ("has a bad certificate", None, 0, {"waiting"}, {"tls": wrong, "security": "starttls"}),
    ]
    for what, script, extra, ends, settings in cases:
        faults, kills, told, accepted = campaign(60, 5, begin + whole / 10, script, extra, **settings)
        faults += ["%s is %s at the end" % pair for pair in told.items() if pair[1] not in ends | {"uncertain"}]
        check("killed %d times while the server %s: nobody twice; %d taken over" % (kills, what, len(accepted)), faults)


with folder() as work:
    site = Town(os.path.join(work, "site"), "ashcombe/2026/1") # the smallest letter
    begin, whole = undisturbed()
    random_moments(begin, whole)
    misbehaving(begin, whole / 8)
