"""A real mail server on the loopback address, which can be told to misbehave."""

import asyncio
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Mailbox:
    """What a mail server took, and how it is to answer the next mails."""

    def __init__(self):
        self.port = 0
        self.mails = []
        self.recipients = []
        # Asked at the recipient and at the text; an answer of its own, or None to take the mail.
        self.at_recipient = lambda address: None
        self.at_text = lambda number: None
        self.delay = 0.0
        self.texts_begun = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = self.at_recipient(address)
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session, envelope):
        self.texts_begun += 1
        answer = self.at_text(self.texts_begun)
        if answer == "drop":
            # The mail is taken, and the line goes dead before anybody can say so.
            self.take(envelope)
            server.transport.abort()
            return "250 OK"
        if answer == "hang":
            await asyncio.sleep(60)
        await asyncio.sleep(self.delay)
        if answer:
            return answer
        self.take(envelope)
        return "250 OK"

    def take(self, envelope):
        self.mails.append(envelope.content.decode())
        self.recipients.append(envelope.rcpt_tos[0])

    @property
    def message_ids(self) -> list[str]:
        return [line[12:] for mail in self.mails for line in mail.splitlines() if line.startswith("Message-ID: ")]


@contextmanager
def mail_server():
    mailbox = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        mailbox.port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop(no_assert=True)
