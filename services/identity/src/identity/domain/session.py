"""The session: one place where somebody is signed in."""

from __future__ import annotations

import datetime as dt

from crm_kit.errors import Unauthenticated
from crm_kit.model import Aggregate, Mapped, Owned, String, column
from identity.domain import tokens

LIFETIME = dt.timedelta(hours=12)
LONGEST = dt.timedelta(days=30)
OVERLAP = dt.timedelta(minutes=1)


class Session(Owned, Aggregate):
    """Somebody is signed in, for LIFETIME and, when renewed in time, for LONGEST at most. It has ended once it is deleted."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = column(String(64), info={"secret": True})
    previous_hash: Mapped[str | None] = column(String(64), info={"secret": True})
    previous_until: Mapped[dt.datetime | None]
    ip: Mapped[str | None] = column(String(45))
    user_agent: Mapped[str | None] = column(String(300))
    last_seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]

    def start(self, now: dt.datetime) -> str:
        """Begin, and give the token."""
        token = tokens.new_session_token()
        self.token_hash, self.last_seen_at, self.expires_at = tokens.digest(token), now, now + LIFETIME
        return token

    def renew(self, now: dt.datetime) -> str:
        """Go on under another token, and give it; the one before is good for OVERLAP more. Unauthenticated (401) after LONGEST."""
        if now >= self.created_at + LONGEST:
            raise Unauthenticated("This session is too old to go on; sign in again")
        token = tokens.new_session_token()
        self.previous_hash, self.previous_until = self.token_hash, min(now + OVERLAP, self.expires_at)
        self.token_hash, self.expires_at = tokens.digest(token), min(now + LIFETIME, self.created_at + LONGEST)
        return token
