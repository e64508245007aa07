"""Passwords as argon2id hashes. Hashing takes long and much memory on purpose, so only two are made at a time in a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from crm_kit.errors import Unavailable

AT_ONCE = 2
LONGEST_WAIT_SECONDS = 5.0
_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
_turns = BoundedSemaphore(AT_ONCE)
# Of a password that nobody knows: an unknown e-mail address takes as long as a known one.
NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$382kLeycdkUr/FkBN+9byQ$hl+XscJBkk9GuPMjRF9qan3vPEq1CSubY0gKjzg83HU"


def hash_password(password: str) -> str:
    """Its hash, with the parameters and the salt in it."""
    with _turn():
        return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether the hash kept is this password's; False, after the same time, where none is kept."""
    with _turn():
        try:
            return _hasher.verify(kept or NOBODYS, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(kept: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(kept)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise Unavailable("Too many people sign in at this moment", retry_after=1)
    try:
        yield
    finally:
        _turns.release()
