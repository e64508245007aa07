"""Attempts to sign in, counted before the password is looked at: a hundred guesses at once count as a hundred.

Three counts stop guessing: by address and e-mail together, by address, and by e-mail. Beyond so many attempts without a success the
next must wait, 30 s at first, then twice as long each time up to 15 minutes. After an hour of quiet all is forgotten.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Boolean, Column, DateTime, FetchedValue, Index, Integer, String, Table, Uuid, text

from crm_kit.errors import TooManyRequests
from crm_kit.model import metadata_of
from crm_kit.work import Work
from identity.door import on_the_porch

FIRST_WAIT_SECONDS = 30
LONGEST_WAIT_SECONDS = 900
FORGOTTEN_SECONDS = 3600
_numbers = {"first": FIRST_WAIT_SECONDS, "longest": LONGEST_WAIT_SECONDS, "forgotten": FORGOTTEN_SECONDS}

sign_in_attempts = Table(
    "sign_in_attempts", metadata_of("identity"),
    Column("tenant_id", Uuid, primary_key=True, server_default=FetchedValue()),
    Column("subject", String(60), primary_key=True),
    Column("attempts", Integer, nullable=False),
    Column("is_refused", Boolean, nullable=False),
    Column("last_at", DateTime(timezone=True), nullable=False),
    Column("locked_until", DateTime(timezone=True)),
    Index("ix_sign_in_attempts_last_at", "last_at"),
)  # fmt: skip

_count = text("""
INSERT INTO sign_in_attempts AS known (subject, attempts, is_refused, last_at) VALUES (:subject, 1, false, now())
ON CONFLICT (tenant_id, subject) DO UPDATE SET
  attempts = CASE WHEN known.last_at < now() - make_interval(secs => :forgotten) THEN 1 ELSE known.attempts + 1 END,
  is_refused = coalesce(known.locked_until > now(), false),
  locked_until = CASE
    WHEN known.locked_until > now() THEN known.locked_until
    WHEN known.last_at >= now() - make_interval(secs => :forgotten) AND known.attempts + 1 >= :free
      THEN now() + make_interval(secs => least(:longest, :first * power(2, least(known.attempts + 1 - :free, 10))))
    END,
  last_at = now()
RETURNING is_refused, extract(epoch FROM locked_until - now()) AS wait
""")
_forget = text("DELETE FROM sign_in_attempts WHERE subject = ANY(:subjects) OR last_at < now() - interval '1 day'")
_give_back = text("UPDATE sign_in_attempts SET attempts = greatest(attempts - 1, 0) WHERE subject = :subject")


@dataclass(frozen=True)
class Attempt:
    """One attempt to prove who one is, from an address, for an e-mail."""

    email: str
    ip: str

    @classmethod
    def of(cls, work: Work, email: str) -> Attempt:
        return cls(email.casefold(), work.context.get("ip") or "unknown")

    @property
    def pair(self) -> str:
        return _subject("pair", self.ip, self.email)

    @property
    def address(self) -> str:
        return _subject("address", self.ip)

    @property
    def account(self) -> str:
        return _subject("account", self.email)

    def count(self, work: Work) -> None:
        """Count it, for good. TooManyRequests (429) where it has to wait. Ends the transaction; `work.resume` begins the next."""
        wait = self._counted(work)
        work.save()
        if wait is not None:
            raise TooManyRequests("Too many attempts; wait a little", code="too_many_attempts", retry_after=max(1, round(wait)))

    def _counted(self, work: Work) -> float | None:
        """Seconds to wait, or None. What is refused by a narrower count is not held against the wider ones."""
        for subject, free in ((self.pair, 10), (self.address, 100), (self.account, 50)):
            with on_the_porch(work):
                found = work.session.execute(_count, {"subject": subject, "free": free, **_numbers}).one()
            if found.is_refused:
                return float(found.wait)
        return None

    def succeed(self, work: Work) -> None:
        """Forget what was counted against them; the address keeps the attempts of others."""
        with on_the_porch(work):
            work.session.execute(_forget, {"subjects": [self.pair, self.account]})
            work.session.execute(_give_back, {"subject": self.address})


def _subject(kind: str, *parts: str) -> str:
    return f"{kind}:{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:40]}"
