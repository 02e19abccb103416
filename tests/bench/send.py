#!/usr/bin/python3
"""What sending costs: `rundbrev send` to 10,000 over one connection to Postfix's smtp-sink, without a limit of the rate,
against a plain libcurl loop that sends one of its messages as often, turn by turn; each less the same to 1 person. With
the journal on the disk, which has to take each person's line before their message is complete, and in memory.

    send.py [TURNS [PERSONS]]
"""
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
sys.path.insert(0, os.path.join(ROOT, "tests/mailing"))
from town import Server, Town  # noqa: E402

turns, persons = (int(value) for value in (sys.argv[1:] + ["5", "10000"][len(sys.argv) - 1:]))


def cost(command):
    """Seconds, those of the processor, and MB at most."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("status %d: %s" % (status, command))
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def ours(town, port, count):
    town.fresh(["p%d@example.org" % number for number in range(count)], port=port)
    return cost(town.command("send", "--really", count))


def plain(town, port, count):
    return cost([os.path.join(ROOT, "build/tests/mailing/plain_loop"), str(port), str(count), town.at("message.eml")])


def prepare(folder):
    """The town, and beside it a message of its letter."""
    town = Town(os.path.join(folder, "town"))
    town.fresh(["p0@example.org"])
    with Server(os.path.join(folder, "server")) as server:
        town.settings(port=server.port)
        town.send("--really", 1)
        town.write("message.eml", next(server.messages())[1])
    return town


def compare(where, folder, port):
    """Its rate is how many times as many messages a second as the loop's."""
    town, rates, peak = prepare(folder), [], 0
    size = os.path.getsize(town.at("message.eml")) / 1000
    for turn in range(turns):
        seconds, busy = {}, {}
        for run in (ours, plain) if turn % 2 else (plain, ours):
            start, start_busy, _ = run(town, port, 1)
            whole, whole_busy, memory = run(town, port, persons)
            seconds[run], busy[run] = whole - start, whole_busy - start_busy
            peak = max(peak, memory if run is ours else 0)
        rates.append(seconds[plain] / seconds[ours])
        print("  %d messages of %.0f kB: %.1f s (processor %.1f), plain loop %.1f s (%.1f)" % (
            persons, size, seconds[ours], busy[ours], seconds[plain], busy[plain]), flush=True)
    print("sending, journal %s: %.2f of the rate of a plain libcurl loop (median of %s; at least 0.90 is wanted), "
          "%.0f MB (below 64)" % (where, statistics.median(rates), " ".join("%.2f" % rate for rate in rates), peak))


def main():
    sink = shutil.which("smtp-sink", path=os.environ["PATH"] + ":/usr/sbin")
    if not sink:
        sys.exit("left out: sending, because Postfix is not installed (make setup)")
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    process = subprocess.Popen([sink, *([] if os.geteuid() else ["-u", "nobody"]), "127.0.0.1:%d" % port, "1000"])
    try:
        for where, parent in (("on the disk", os.path.join(ROOT, "build")), ("in memory", "/dev/shm")):
            if os.path.isdir(parent):
                with tempfile.TemporaryDirectory(prefix="rundbrev-bench-", dir=parent) as folder:
                    compare(where, folder, port)
    finally:
        process.kill()
        process.wait()


main()
