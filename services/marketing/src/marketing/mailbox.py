"""`python -m marketing.mailbox`: a mail server that takes every message and passes none on, for development and tests.

SMTP is at CRM_MAILBOX_BIND; what came is to be read over HTTP at the metrics port: `/` for people, `/messages` as JSON (newest
first, `?to=` for one recipient), `/messages/{number}` as it came; `DELETE /messages` empties it. Nothing outlives the process.
"""

from __future__ import annotations

import html
import itertools
import threading
from collections import deque
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import orjson
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from crm_kit import telemetry
from crm_kit.serve import wait_for_stop
from crm_kit.settings import SettingError, Settings

MOST = 20_000
LARGEST = 10 * 1024 * 1024
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Mailbox</title>
<style>body{{font:14px sans-serif;margin:2em}}td{{padding:.2em 1em .2em 0}}</style>
<h1>{count} messages</h1><table>{rows}</table></html>"""
_ROW = '<tr><td>{number}</td><td>{to}</td><td><a href="/messages/{number}">{subject}</a></td><td>{sender}</td></tr>'


@dataclass(frozen=True)
class Mail:
    """A message as it came."""

    number: int
    sender: str
    to: tuple[str, ...]
    content: bytes

    @property
    def parsed(self) -> EmailMessage:
        found: Any = message_from_bytes(self.content, policy=default)
        return found

    def summary(self) -> dict[str, Any]:
        """What a list shows of it."""
        mail = self.parsed
        plain, rich = mail.get_body(("plain",)), mail.get_body(("html",))
        return {
            "number": self.number, "sender": self.sender, "to": list(self.to), "subject": str(mail["Subject"] or ""),
            "headers": {name: str(value) for name, value in mail.items()},
            "text": plain.get_content() if plain is not None else "", "html": rich.get_content() if rich is not None else "",
        }  # fmt: skip


@dataclass
class Mailbox:
    """The last so many messages."""

    mails: deque[Mail] = field(default_factory=lambda: deque(maxlen=MOST))
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd calls it so
        content = envelope.content if isinstance(envelope.content, bytes) else (envelope.content or "").encode()
        self.mails.append(Mail(next(self.numbers), envelope.mail_from or "", tuple(envelope.rcpt_tos), content))
        return "250 OK"

    def found(self, to: str = "") -> list[Mail]:
        """Newest first, to everybody or to one address."""
        return [mail for mail in reversed(self.mails.copy()) if not to or to in mail.to]


def serve_mail(mailbox: Mailbox, address: str, port: int) -> Controller:
    """Take mail in the background."""
    controller = Controller(mailbox, hostname=address, port=port, data_size_limit=LARGEST)
    controller.start()
    return controller


def serve_pages(mailbox: Mailbox, address: str, port: int) -> ThreadingHTTPServer:
    """Show the mail in the background."""
    server = ThreadingHTTPServer((address, port), _pages(mailbox))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, name="pages", daemon=True).start()
    return server


def _pages(mailbox: Mailbox) -> type[BaseHTTPRequestHandler]:
    class Pages(BaseHTTPRequestHandler):
        timeout = 5

        def do_GET(self) -> None:
            self._answer(*_shown(mailbox, self.path))

        def do_DELETE(self) -> None:
            mailbox.mails.clear()
            self._answer(204, "text/plain", b"")

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), ("X-Content-Type-Options", "nosniff")):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            telemetry.log.debug("mailbox", request=format % args)

    return Pages


def _shown(mailbox: Mailbox, path: str) -> tuple[int, str, bytes]:
    place = urlsplit(path)
    if place.path in ("/livez", "/readyz"):
        return 200, "text/plain; charset=utf-8", b"ready"
    found = mailbox.found(parse_qs(place.query).get("to", [""])[0])
    if place.path == "/messages":
        return 200, "application/json", orjson.dumps([mail.summary() for mail in found[:1000]])
    if place.path == "/":
        return 200, "text/html; charset=utf-8", _page(found[:1000]).encode()
    mail = next((mail for mail in found if place.path == f"/messages/{mail.number}"), None)
    return (200, "text/plain; charset=utf-8", mail.content) if mail is not None else (404, "text/plain", b"not found")


def _page(mails: list[Mail]) -> str:
    rows = [
        _ROW.format(
            number=mail.number, to=html.escape(", ".join(mail.to)), sender=html.escape(mail.sender),
            subject=html.escape(str(mail.parsed["Subject"] or "(nothing)")),
        )
        for mail in mails
    ]  # fmt: skip
    return _PAGE.format(count=len(mails), rows="".join(rows))


def main() -> None:
    """Take mail until told to stop."""
    settings = Settings.from_env("mailbox").require("metrics_port", "log_level")
    telemetry.configure(settings.log_level, service="mailbox")
    host, _, port = (settings.get("CRM_MAILBOX_BIND") or "").rpartition(":")
    if not port.isdecimal():
        raise SettingError("set CRM_MAILBOX_BIND to address:port")
    mailbox = Mailbox()
    controller, pages = serve_mail(mailbox, host, int(port)), serve_pages(mailbox, settings.metrics_address, settings.metrics_port)
    wait_for_stop(10.0)
    controller.stop()
    pages.shutdown()


if __name__ == "__main__":
    main()
