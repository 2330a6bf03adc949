"""A mail server (aiosmtpd) that does as the test says. One JSON argument:

cert, key: TLS for STARTTLS, and for SMTPS where "smtps" is set
auth: {user: password}; "require_auth": nobody else may send; "require_starttls"
mail, rcpt, data: replies to give in turn, null or none left for the usual one
after_data: "drop" the line, or "hang", once the message is there

Prints {"port": N} when it listens, then one JSON line for each message it has taken. Ends when its input does.
"""

import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import AuthResult, SMTP

wish = json.loads(sys.argv[1])


def tell(**facts):
    print(json.dumps(facts), flush=True)


class Handler:
    def reply(self, verb):
        replies = wish.get(verb) or []
        return replies.pop(0) if replies else None

    async def handle_MAIL(self, server, session, envelope, address, options):
        reply = self.reply("mail")
        if reply is None:
            envelope.mail_from = address
        return reply or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        reply = self.reply("rcpt")
        if reply is None:
            envelope.rcpt_tos.append(address)
        return reply or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        tell(
            sender=envelope.mail_from,
            to=envelope.rcpt_tos,
            tls=session.ssl is not None,
            login=session.auth_data.login.decode() if session.authenticated else None,
            mail=base64.b64encode(envelope.original_content).decode(),
        )
        after = wish.get("after_data")
        if after == "drop":
            server.transport.abort()
        if after == "hang":
            await asyncio.sleep(300)
        return self.reply("data") or "250 2.0.0 queued as 4711"


def authenticate(server, session, envelope, mechanism, login):
    users = wish.get("auth") or {}
    if users.get(login.login.decode()) == login.password.decode():
        return AuthResult(success=True, auth_data=login)
    # some servers quote what they were given
    return AuthResult(success=False, handled=False, message="535 5.7.8 not " + login.password.decode())


context = None
if "cert" in wish:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(wish["cert"], wish["key"])
smtps = bool(wish.get("smtps"))


def session():
    return SMTP(
        Handler(),
        hostname="mail.example.gov.cn",
        tls_context=None if smtps else context,
        require_starttls=bool(wish.get("require_starttls")),
        auth_required=bool(wish.get("require_auth")),
        auth_require_tls=False,
        authenticator=authenticate,
        auth_exclude_mechanism=[] if wish.get("auth") else ["PLAIN", "LOGIN"],
        loop=asyncio.get_running_loop(),
    )


async def serve():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=context if smtps else None)
    tell(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(serve())
