"""A mail server for tests (aiosmtpd), on loopback: takes messages over, or misbehaves as it is told.

    server.py LOG [--tls CERTIFICATE KEY] [--implicit] [--login USER PASSWORD] [--script JSON] [--keep FOLDER]

Prints its port. LOG gets a line for each message taken over, "recipient message-id sha256", before the answer is given;
the n-th of them is then FOLDER/n.eml. The script tells what happens to an address in turn, the last for ever,
{"p1@example.org": ["451", "ok"], "*": ["ok"]}, or to the n-th attempt of all, {"#3": "421"}:
  ok            taken over
  451 550 421   the answer to RCPT TO; "end 451" the one to the whole message
  drop data     hangs up after 354
  drop          hangs up after the dot, taken over or not ("drop untaken")
  silence       no answer to the dot
  slow          a second until the answer to the dot
  sender 550    the answer to MAIL FROM ("#n" and "*" alone)
"""
import argparse
import asyncio
import hashlib
import json
import logging
import os
import re
import ssl

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, log, script, keep):
        self.log, self.script, self.turns = open(log, "ab", buffering=0), script, {}
        self.keep, self.kept, self.attempts = keep, 0, 0

    def behaviour(self, address):
        """What the address meets this time."""
        of_attempt = self.script.get("#%d" % self.attempts)
        if of_attempt:
            return of_attempt
        turns = self.script.get(address) or self.script.get("*", ["ok"])
        turn = self.turns.get(address, 0)
        self.turns[address] = turn + 1
        return turns[min(turn, len(turns) - 1)]

    async def handle_MAIL(self, server, session, envelope, address, options):
        self.attempts += 1
        behaviour = self.script.get("#%d" % self.attempts) or self.script.get("*", ["ok"])[0]
        if behaviour.startswith("sender "):
            return behaviour[7:] + " 5.7.60 not in this name"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.behaviour = self.behaviour(address)
        envelope.rcpt_tos.append(address)
        if re.fullmatch(r"[45]\d\d", envelope.behaviour):
            if envelope.behaviour == "421":
                await server.push("421 closing")
                server.transport.close()
            return envelope.behaviour + " 5.1.1 as the script says"
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        behaviour = envelope.behaviour
        if behaviour.startswith("end "):
            return behaviour[4:] + " as the script says"
        if behaviour == "slow":
            await asyncio.sleep(1)
        if behaviour != "drop untaken":
            self.take_over(envelope)
        if behaviour == "silence":
            await asyncio.sleep(3600)
        if behaviour.startswith("drop"):
            server.transport.abort()
        return "250 2.0.0 taken over"

    def take_over(self, envelope):
        content = envelope.original_content
        if self.keep:
            self.kept += 1
            with open(os.path.join(self.keep, "%d.eml" % self.kept), "wb") as message:
                message.write(content)
        found = re.search(rb"^message-id:\s*<([^>]*)>", content, re.I | re.M)
        line = "%s %s %s\n" % (",".join(envelope.rcpt_tos), found[1].decode() if found else "-",
                               hashlib.sha256(content).hexdigest())
        self.log.write(line.encode())


class Server(SMTP):
    async def smtp_DATA(self, argument):
        if getattr(self.envelope, "behaviour", "") == "drop data":
            await self.push("354 go on")
            self.transport.abort()
            return
        await super().smtp_DATA(argument)


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("log")
    parser.add_argument("--tls", nargs=2)
    parser.add_argument("--implicit", action="store_true")
    parser.add_argument("--login", nargs=2)
    parser.add_argument("--script", default="{}")
    parser.add_argument("--keep")
    options = parser.parse_args()
    context, settings = None, {}
    if options.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*options.tls)
        if not options.implicit:
            settings.update(tls_context=context, require_starttls=True)
    if options.login:
        def authenticate(server, session, envelope, mechanism, data):
            given = (data.login.decode(), data.password.decode())
            return AuthResult(success=given == tuple(options.login), handled=False)
        settings.update(authenticator=authenticate, auth_required=True,
                        auth_require_tls=bool(options.tls) and not options.implicit)
    handler = Handler(options.log, json.loads(options.script), options.keep)
    listening = await asyncio.get_running_loop().create_server(
        lambda: Server(handler, hostname="test", ident="test", enable_SMTPUTF8=False, **settings), "127.0.0.1", 0,
        ssl=context if options.implicit else None)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await listening.serve_forever()


logging.disable(logging.CRITICAL)  # of lines that break, which is what we are here for
asyncio.run(main())
