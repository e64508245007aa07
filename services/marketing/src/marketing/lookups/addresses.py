"""Where strangers meet us: the addresses that messages and pages name, each sealed so that nobody can make one up."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from crm_kit.settings import Settings
from marketing.app import app

UNSUBSCRIBE, CLICK, OPEN, START = "unsubscribe", "click", "open", "form"


@dataclass(frozen=True)
class Reader:
    """Whom a message went to, as its links know it."""

    tenant_id: UUID
    send_id: UUID
    contact_id: UUID
    channel: str
    topic: str

    def unsubscribe(self) -> str:
        """Where they say that they want no more."""
        return _address("u", [self.tenant_id.hex, self.send_id.hex, self.contact_id.hex, self.channel, self.topic], UNSUBSCRIBE)

    def click(self, url: str) -> str:
        """Where a link leads that we want to know of; it goes on to `url`."""
        return _address("c", [self.tenant_id.hex, self.send_id.hex, url], CLICK)

    def open(self) -> str:
        """Where the picture is that tells of the opening."""
        return _address("o", [self.tenant_id.hex, self.send_id.hex], OPEN)


def reader_of(token: str) -> Reader:
    """Whose link to unsubscribe this is; NotFound (404) where it is none of ours."""
    tenant_id, send_id, contact_id, channel, topic = app.signer.unseal(token, UNSUBSCRIBE)
    return Reader(UUID(tenant_id), UUID(send_id), UUID(contact_id), channel, topic)


def public_url() -> str:
    """Where the gateway is to be reached from outside."""
    return (Settings.from_env("marketing").get("CRM_PUBLIC_URL") or "http://127.0.0.1:8000").rstrip("/")


def _address(place: str, content: list[str], purpose: str) -> str:
    return f"{public_url()}/{place}/{app.signer.seal(content, purpose)}"
