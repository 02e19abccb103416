"""A sending to 500 is killed (SIGKILL) at 200 random moments and resumed: each address is taken over exactly once, or
named as uncertain, at most one for each kill."""
import os
import random
import signal
import subprocess
import sys
import time

from driving import Server, agree, check, command, folder, send, states

PERSONS, KILLS = 500, 200
seed = int(sys.argv[1]) if len(sys.argv) > 1 else random.randrange(1 << 30)
chance = random.Random(seed)


def kill_once(work, port, longest):
    """Whether the sending was killed before it was through; 0 for `longest` lets it end."""
    process = subprocess.Popen(command(work, PERSONS, port=port), stderr=subprocess.DEVNULL)
    time.sleep(chance.uniform(0, longest))
    process.send_signal(signal.SIGKILL)
    return process.wait() != 0


def campaign(kills_left, longest):
    """One sending with at most so many kills: what is wrong, kills, uncertain persons."""
    with folder() as work, Server(work) as server:
        kills = 0
        while kills < kills_left and kill_once(work, server.port, longest):
            kills += 1
        end, said = send(work, PERSONS, port=server.port)
        told, (accepted, ids) = states(work), server.accepted()
    faults = agree(told, accepted, ids)
    uncertain = [address for address, (state, _) in told.items() if state == "uncertain"]
    if end != "done" or len(told) != PERSONS or len(uncertain) > kills:
        faults += "\nended as %s: %d persons, %d uncertain, %d kills\n%s" % (end, len(told), len(uncertain), kills, said)
    return faults, kills, len(uncertain), len([a for a in uncertain if accepted.get(a)])


def main():
    os.environ.setdefault("ASAN_OPTIONS", "detect_leaks=0")
    start = time.time()
    with folder() as work, Server(work) as server:
        once = time.time()
        end, said = send(work, PERSONS, port=server.port)
        whole = time.time() - once
    check("500 messages to aiosmtpd, undisturbed", "" if end == "done" else said)
    kills = uncertain = taken = campaigns = 0
    faults = ""
    while kills < KILLS and not faults:
        # A twentieth of a sending at a time, and starting up.
        faults, more, unsure, unsure_taken = campaign(KILLS - kills, 0.06 + whole / 20)
        kills, uncertain, taken, campaigns = kills + more, uncertain + unsure, taken + unsure_taken, campaigns + 1
    check("killed at %d moments of %d sendings (seed %d): nobody twice, nobody forgotten, %d uncertain, of whom %d "
          "had got it; %.0f s" % (kills, campaigns, seed, uncertain, taken, time.time() - start), faults)
    check("kills have hit between try and answer", "" if uncertain else "nobody was uncertain: the test proves little")


main()
