"""The API key: a program's way in, for somebody and within limits."""

from __future__ import annotations

import datetime as dt
from ipaddress import ip_network
from typing import Any

from crm_kit.errors import IllegalTransition, Invalid
from crm_kit.model import JSONB, Aggregate, Mapped, Owned, String, column, sorted_text
from identity.domain import tokens

LONGEST_OVERLAP = dt.timedelta(days=30)


class ApiKey(Owned, Aggregate):
    """A key that may do what its owner may, within `limits`."""

    __tablename__ = "api_keys"
    __allow_unmapped__ = True
    token: str | None = None

    name: Mapped[str] = column(sorted_text(200))
    secret_hash: Mapped[str] = column(String(64), info={"secret": True})
    previous_hash: Mapped[str | None] = column(String(64), info={"secret": True})
    previous_valid_until: Mapped[dt.datetime | None]
    limits: Mapped[list[dict[str, Any]]] = column(JSONB)
    ip_allow: Mapped[list[str]]
    rate_per_minute: Mapped[int | None]
    expires_at: Mapped[dt.datetime | None]
    last_used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]

    def issue(self) -> str:
        """Give it its first token."""
        token = tokens.new_api_key(self.id)
        self.secret_hash = tokens.digest(token)
        return token

    def rotate(self, now: dt.datetime, old_valid_until: dt.datetime | None) -> str:
        """Give it another token; the one before is good until then. IllegalTransition (409) for a revoked key."""
        self._refuse_if_revoked()
        if old_valid_until is not None and not now < old_valid_until <= now + LONGEST_OVERLAP:
            raise Invalid.field("/old_valid_until", "out_of_range", "The old token is good for at most 30 days from now")
        self.previous_hash, self.previous_valid_until = self.secret_hash if old_valid_until else None, old_valid_until
        return self.issue()

    def revoke(self, now: dt.datetime) -> None:
        """Stop for good. IllegalTransition (409) where it has stopped already."""
        self._refuse_if_revoked()
        self.revoked_at = now

    def change(self, **fields: Any) -> None:
        self._refuse_if_revoked()
        for name, value in fields.items():
            setattr(self, name, value)

    def opens_with(self, token: str, now: dt.datetime) -> bool:
        """Whether the token is its present one, or the one before while that is still good."""
        if tokens.is_of(token, self.secret_hash):
            return True
        return self.previous_valid_until is not None and now < self.previous_valid_until and tokens.is_of(token, self.previous_hash)

    def is_usable(self, now: dt.datetime) -> bool:
        return self.revoked_at is None and self.deleted_at is None and (self.expires_at is None or now < self.expires_at)

    def _refuse_if_revoked(self) -> None:
        if self.revoked_at is not None:
            raise IllegalTransition("change", "revoked", [])


def networks(written: list[str]) -> list[str]:
    """Addresses and networks in their usual form. Invalid (422) for what is neither."""
    return [_network(text, f"/ip_allow/{number}") for number, text in enumerate(written)]


def _network(text: str, pointer: str) -> str:
    try:
        return str(ip_network(text, strict=False))
    except ValueError as error:
        raise Invalid.field(pointer, "invalid", "Neither an IP address nor a network such as 10.0.0.0/8") from error


def check_expiry(expires_at: dt.datetime | None, now: dt.datetime) -> None:
    """Invalid (422) for an end in the past."""
    if expires_at is not None and expires_at <= now:
        raise Invalid.field("/expires_at", "in_the_past", "A key ends in the future")
