"""A mail server with moods, and senders in this process."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from crm_kit.private_servers.places import free_ports
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest
from marketing.sending.sender import Pace, Sender
from marketing.sending.smtp import SmtpChannel

SOON = tuple(dt.timedelta(milliseconds=milliseconds) for milliseconds in (20, 50, 100, 200, 400, 800, 1600, 3200))
IMPATIENT = 0.8


@dataclass
class MailServer:
    """Takes mail and remembers it. `mood` decides per message what happens: take, later, no, drop, drop_after, hang, hang_after."""

    mood: Callable[[str], str] = lambda _: "take"
    unknown: set[str] = field(default_factory=set)
    taken: list[Any] = field(default_factory=list)
    tries: Counter[str] = field(default_factory=Counter)
    port: int = 0

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.unknown:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        to = envelope.rcpt_tos[0]
        self.tries[to] += 1
        mood = self.mood(to)
        if mood in ("take", "drop_after", "hang_after"):
            self.taken.append(message_from_bytes(envelope.content or b"", policy=default))  # type: ignore[arg-type]
        if mood in ("drop", "drop_after") and server.transport is not None:
            server.transport.abort()
        if mood in ("hang", "hang_after"):
            await asyncio.sleep(2 * IMPATIENT)
        return {"later": "451 later", "no": "554 no", "hang": "451 too late"}.get(mood, "250 OK")

    def to(self) -> Counter[str]:
        """How often each address has got something."""
        return Counter(mail["To"].addresses[0].addr_spec for mail in self.taken)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.port = free_ports(1)[0]
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    yield server
    controller.stop()


class Senders:
    """Senders in this process, for one test's mail server."""

    def __init__(self, crm: ServiceUnderTest, url: str):
        self.crm, self.url, self.stop = crm, url, threading.Event()
        self.running: list[threading.Thread] = []

    def start(self, count: int = 1, workers: int = 2) -> None:
        for _ in range(count):
            pace = Pace(workers=workers, batch=5, delays=SOON)
            channels = {"email": lambda: SmtpChannel(self.url, IMPATIENT)}
            sender = Sender(self.crm.app, database("marketing"), channels, self.stop, pace)
            thread = threading.Thread(target=sender.run)
            thread.start()
            self.running.append(thread)

    def end(self) -> None:
        self.stop.set()
        for thread in self.running:
            thread.join()
        self.stop = threading.Event()
        self.running = []

    def until(self, holds: Callable[[], bool], seconds: float = 30.0) -> None:
        """Wait until something holds, with a sender at work."""
        began = time.monotonic()
        while not holds():
            assert time.monotonic() - began < seconds, "it did not come to pass"
            time.sleep(0.05)


@pytest.fixture
def senders(crm: ServiceUnderTest, mail_server: Any) -> Iterator[Senders]:
    made = Senders(crm, f"smtp://127.0.0.1:{mail_server.port}")
    yield made
    made.end()


@pytest.fixture
def chance() -> random.Random:
    return random.Random(20261126)
