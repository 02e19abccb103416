"""For the tests with servers: starts tests/mailing/server.py, sends with drive.c, and prints TAP."""
import collections
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DRIVE = os.environ.get("RUNDBREV_DRIVE", os.path.join(HERE, "../../build/address-undefined/tests/mailing/drive"))
SENDING_END = ["done", "ended", "later", "broken", "unwritten"]

_count = 0


def check(what, faults):
    """One TAP line; `faults` is what is wrong, empty when all is well."""
    global _count
    _count += 1
    print(("not ok" if faults else "ok"), _count, "-", what)
    if faults:
        told = faults if isinstance(faults, str) else "\n".join(faults)
        print("\n".join("# " + line for line in told.splitlines()))
    sys.stdout.flush()


def left_out(why):
    check("left out: " + why, "")


class Server:
    def __init__(self, folder, script=None, *arguments):
        self.log = os.path.join(folder, "accepted")
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", os.path.join(HERE, "server.py"), self.log, "--script",
             json.dumps(script or {}), *arguments],
            stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def accepted(self):
        """How often a message to each address was taken over, and their ids."""
        with open(self.log) as log:
            lines = [line.split() for line in log]
        return collections.Counter(line[0] for line in lines), {line[0]: line[1] for line in lines}


def command(folder, persons, **values):
    return [DRIVE, os.path.join(folder, "sent"), str(persons)] + ["%s=%s" % pair for pair in values.items()]


def send(folder, persons, **values):
    """How the sending ended, in a word, and what it said."""
    done = subprocess.run(command(folder, persons, **values), capture_output=True, text=True, timeout=120)
    end = SENDING_END[done.returncode] if 0 <= done.returncode < len(SENDING_END) else "status %d" % done.returncode
    return end, done.stderr


def states(folder):
    """address: (state, message id), as a new reading of the journal tells."""
    lines = subprocess.run(command(folder, 0, states=1), capture_output=True, text=True, check=True).stdout
    told = {}
    for line in lines.splitlines():
        address, state, message_id = (line + " ").split(" ")[:3]
        told[address] = (state, message_id)
    return told


def agree(told, accepted, ids=None):
    """What is wrong between what the journal tells and what the server took over: faults, one a line."""
    faults = []
    for address, (state, message_id) in told.items():
        times = accepted.get(address, 0)
        if times > 1 or (state == "sent" and times != 1) or (state in ("waiting", "later", "refused") and times):
            faults.append("%s is told as %s, and was taken over %d times" % (address, state, times))
        if ids and address in ids and ids[address] != message_id:
            faults.append("%s: id %s, taken over as %s" % (address, message_id, ids[address]))
    faults += ["%s is on no list" % address for address in accepted if address not in told]
    return "\n".join(faults)


def folder():
    return tempfile.TemporaryDirectory(prefix="rundbrev-test-")
