"""The mailbox: what was sent is to be read."""

from __future__ import annotations

import smtplib
import urllib.request
from collections.abc import Iterator

import orjson
import pytest

from crm_kit.private_servers.places import free_ports
from marketing.mailbox import Mailbox, serve_mail, serve_pages


@pytest.fixture
def ports() -> Iterator[list[int]]:
    mailbox, found = Mailbox(), free_ports(2)
    controller, pages = serve_mail(mailbox, "127.0.0.1", found[0]), serve_pages(mailbox, "127.0.0.1", found[1])
    yield found
    controller.stop()
    pages.shutdown()
    pages.server_close()


def fetch(port: int, path: str, method: str = "GET") -> bytes:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    with urllib.request.urlopen(asked, timeout=5) as answer:
        content: bytes = answer.read()
        return content


def test_every_message_is_kept_and_shown_as_text(ports: list[int]) -> None:
    with smtplib.SMTP("127.0.0.1", ports[0]) as server:
        server.sendmail("a@example.com", ["ada@example.com"], "Subject: <b>Hello</b>\r\n\r\nHow are you?\r\n")
        server.sendmail("a@example.com", ["bob@example.com"], "Subject: Bob\r\n\r\nNo\r\n")

    (mail,) = orjson.loads(fetch(ports[1], "/messages?to=ada@example.com"))

    assert (mail["subject"], mail["text"].strip(), mail["to"]) == ("<b>Hello</b>", "How are you?", ["ada@example.com"])
    page = fetch(ports[1], "/").decode()
    assert "&lt;b&gt;Hello&lt;/b&gt;" in page
    assert "<b>Hello" not in page
    assert b"How are you?" in fetch(ports[1], f"/messages/{mail['number']}")
    fetch(ports[1], "/messages", "DELETE")
    assert orjson.loads(fetch(ports[1], "/messages")) == []
