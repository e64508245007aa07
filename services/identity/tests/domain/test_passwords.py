"""Hashing takes turns."""

import threading

import pytest

from crm_kit.errors import Unavailable
from identity import passwords


def test_only_two_are_hashed_at_once_and_others_wait_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "LONGEST_WAIT_SECONDS", 0.05)
    inside, leave = threading.Barrier(3), threading.Event()

    def hold() -> None:
        with passwords._turn():
            inside.wait(5)
            leave.wait(5)

    holders = [threading.Thread(target=hold) for _ in range(passwords.AT_ONCE)]
    for holder in holders:
        holder.start()
    inside.wait(5)

    with pytest.raises(Unavailable):
        passwords.hash_password("a third at once")
    leave.set()
    for holder in holders:
        holder.join(5)
    assert passwords.is_password("a third at once", passwords.hash_password("a third at once"))


def test_what_is_no_hash_opens_nothing() -> None:
    for kept in (None, "", "plain", "$argon2id$"):
        assert not passwords.is_password("plain", kept)
