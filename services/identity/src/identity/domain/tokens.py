"""Tokens: 256 random bits, of which only a digest is kept. A fast digest will do, for nobody guesses 256 bits."""

from __future__ import annotations

import hashlib
import secrets
from hmac import compare_digest
from uuid import UUID

API_KEY = "crm"
SESSION = "ses"


def new_session_token() -> str:
    return f"{SESSION}_{secrets.token_urlsafe(32)}"


def new_api_key(key_id: UUID) -> str:
    """`crm_<id>_<secret>`: the id finds the key, the secret opens it."""
    return f"{API_KEY}_{key_id.hex}_{secrets.token_urlsafe(32)}"


def digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_of(token: str, kept: str | None) -> bool:
    """Whether the digest kept is this token's; in constant time."""
    return kept is not None and compare_digest(digest(token), kept)


def api_key_id(token: str) -> UUID | None:
    """The key that a token names, or None where it is no API key's."""
    kind, _, rest = token.partition("_")
    named, _, secret = rest.partition("_")
    if kind != API_KEY or not secret or len(named) != 32:
        return None
    try:
        return UUID(named)
    except ValueError:
        return None
