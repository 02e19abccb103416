"""Postfix takes our letter, and delivers it byte for byte: an instance of its own in a temporary folder, on loopback,
with STARTTLS. Only root can start it."""
import os
import pwd
import re
import shutil
import socket
import subprocess
import time

from driving import check, folder, left_out
from town import Server, Town, agree

LIST = """namn;e-post
"Öst, Åsa ""Å"" 😀";asa@example.org
"Två
rader";bo@example.org
;cleo@example.org
""" + "".join("Person %d;p%d@example.org\n" % (number, number) for number in range(20))
PERSONS = 23
# What Postfix puts before a message.
TRACE = re.compile(rb"\A(?:(?:Return-Path|X-Original-To|Delivered-To|Received):[^\n]*\n(?:[ \t][^\n]*\n)*)+")

MAIN = """
compatibility_level = 3.6
queue_directory = {work}/queue
data_directory = {work}/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = {work}/postfix.log
maillog_file_prefixes = {work}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = test.example.org
mydestination =
alias_maps =
virtual_mailbox_domains = example.org
virtual_mailbox_base = {work}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_tls_cert_file = {work}/server.pem
smtpd_tls_key_file = {work}/server.key
smtpd_tls_security_level = encrypt
smtpd_helo_required = yes
smtpd_helo_restrictions = reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname
smtpd_recipient_restrictions = check_recipient_access inline:{{{{p7@example.org = 550 5.1.1 no such person}}}}, permit_mynetworks, reject
"""
MASTER = """
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
"""


def free_port():
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def prepare(work):
    """A folder with all that Postfix needs, and its port."""
    owner, port = pwd.getpwnam("postfix"), free_port()
    os.chmod(work, 0o755)
    for name in ("etc", "queue", "data", "mail"):
        os.mkdir(os.path.join(work, name))
    for name in ("data", "mail"):
        os.chown(os.path.join(work, name), owner.pw_uid, owner.pw_gid)
    values = {"work": work, "port": port, "uid": owner.pw_uid, "gid": owner.pw_gid}
    for name, text in (("main.cf", MAIN), ("master.cf", MASTER)):
        with open(os.path.join(work, "etc", name), "w") as file:
            file.write(text.format(**values))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-out", work + "/server.pem", "-keyout",
                    work + "/server.key"], check=True, capture_output=True)
    return port


def delivered(work):
    """The messages in the mailbox, by their recipient, as they were sent."""
    box = os.path.join(work, "mail", "all", "new")
    found = {}
    for name in os.listdir(box) if os.path.isdir(box) else []:
        with open(os.path.join(box, name), "rb") as file:
            message = file.read()
        trace = TRACE.match(message)[0]
        recipient = re.search(rb"^X-Original-To: (.*)$", trace, re.M)[1].decode()
        found.setdefault(recipient, []).append(message[len(trace):])
    return found


def comparable(message):
    """Without what differs between two servers: ends of lines, and the moment."""
    return re.sub(rb"^Date: .*$", b"Date:", message.replace(b"\r\n", b"\n"), count=1, flags=re.M)


def send_to_postfix(town, work, port):
    postfix = ["postfix", "-c", work + "/etc"]
    subprocess.run([*postfix, "start"], capture_output=True, check=True)
    try:
        town.settings(port=port, security="starttls", certificates=work + "/server.pem")
        answer = town.send("--really", PERSONS)
        until = time.time() + 20
        while len(delivered(work)) < PERSONS - 1 and time.time() < until:
            time.sleep(0.2)
    finally:
        subprocess.run([*postfix, "stop"], capture_output=True)
    return answer


def run(work):
    town = Town(os.path.join(work, "site"))
    port = prepare(work)
    town.fresh()
    town.write(town.list, LIST)
    answer = send_to_postfix(town, work, port)
    told, found = town.states(), delivered(work)
    check("Postfix takes %d messages over STARTTLS, and refuses one" % (PERSONS - 1), answer.lacks(
        0, "%d have got it, 1 refused" % (PERSONS - 1)) + agree(told, {name: len(all) for name, all in found.items()}) +
        (["p7 is " + told["p7@example.org"]] if told["p7@example.org"] != "refused" else []))
    # The same to a server that keeps every byte.
    town.fresh()
    town.write(town.list, LIST)
    with Server(os.path.join(work, "kept")) as server:
        town.settings(port=server.port)
        town.send("--really", PERSONS)
        sent = dict(server.messages())
    check("they arrive byte for byte, but for what Postfix writes above them", [
        "%s: differs" % name for name in found if comparable(found[name][0]) != comparable(sent[name])] +
        ["%d of %d arrived" % (len(found), PERSONS - 1)] * (len(found) != PERSONS - 1))


if os.geteuid() != 0 or not shutil.which("postfix", path=os.environ["PATH"] + ":/usr/sbin"):
    left_out("Postfix, which has to be installed and can be started by root alone")
else:
    os.environ["PATH"] += ":/usr/sbin"
    with folder() as place:
        run(place)
