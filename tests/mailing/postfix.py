"""Postfix takes our messages: an instance of its own in a temporary folder, on loopback, with STARTTLS. Only root can
start it."""
import email
import email.policy
import os
import pwd
import shutil
import socket
import subprocess
import time

from driving import agree, check, folder, left_out, send, states

STARTTLS = 0
PERSONS = 50

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
    """The messages in the mailbox, by their recipient."""
    box = os.path.join(work, "mail", "all", "new")
    found = {}
    for name in os.listdir(box) if os.path.isdir(box) else []:
        with open(os.path.join(box, name), "rb") as file:
            message = email.message_from_bytes(file.read(), policy=email.policy.default)
        found.setdefault(message["Delivered-To"] or message["X-Original-To"], []).append(message)
    return found


def faults_of(found, told):
    faults = []
    for address, messages in found.items():
        message = messages[0]
        if "<%s>" % told[address][1] != message["Message-ID"]:
            faults.append("%s: Message-ID %s" % (address, message["Message-ID"]))
        if [one.addr_spec for one in message["To"].addresses] != [address] or message["Cc"] or message["Bcc"]:
            faults.append("%s: To %s" % (address, message["To"]))
        if message.defects or any(part.defects for part in message.walk()):
            faults.append("%s: defects" % address)
        if "den 299:e" not in message.get_body(("plain",)).get_content():
            faults.append("%s: not whole" % address)
    return faults


def run(work):
    port = prepare(work)
    postfix = ["postfix", "-c", work + "/etc"]
    started = subprocess.run([*postfix, "start"], capture_output=True, text=True)
    if started.returncode:
        check("Postfix starts", started.stdout + started.stderr)
        return
    try:
        end, said = send(work, PERSONS, port=port, security=STARTTLS, ca=work + "/server.pem", timeout=10)
        until = time.time() + 20
        while len(delivered(work)) < PERSONS - 1 and time.time() < until:
            time.sleep(0.2)
    finally:
        subprocess.run([*postfix, "stop"], capture_output=True)
    told, found = states(work), delivered(work)
    faults = agree(told, {address: len(messages) for address, messages in found.items()})
    faults += "\n".join(faults_of(found, told))
    if end != "done" or told["p7@example.org"][0] != "refused" or len(found) != PERSONS - 1:
        faults += "\nended as %s: %s%d delivered, p7 is %s" % (end, said, len(found), told["p7@example.org"][0])
    check("Postfix delivers %d messages over STARTTLS, and refuses one" % (PERSONS - 1), faults)


if os.geteuid() != 0 or not shutil.which("postfix", path=os.environ["PATH"] + ":/usr/sbin"):
    left_out("Postfix, which has to be installed and can be started by root alone")
else:
    os.environ["PATH"] += ":/usr/sbin"
    with folder() as place:
        run(place)
