"""What every channel promises, so that the ledger knows what became of a message."""

from __future__ import annotations

from typing import Protocol

from marketing.sending.letter import Letter


class Undelivered(Exception):
    """Certain: the other side does not have the message."""


class Refused(Undelivered):
    """It does not want it, now or later; `is_address` where it is the address that it refuses."""

    def __init__(self, reason: str, *, is_address: bool = False) -> None:
        super().__init__(reason)
        self.is_address = is_address


class Delayed(Undelivered):
    """It does not take it now."""


class Down(Delayed):
    """The channel as a whole is away: nobody's fault, and nothing can go by it."""


class Uncertain(Exception):
    """The message was on its way when the other side was lost: it may have it or not."""


class Channel(Protocol):
    """One way to reach people. A message goes in two steps, so that the last look at the ledger lies between them."""

    def address(self, sender: str, recipient: str) -> None:
        """Say who it is from and to; nothing of the message leaves. Raises Refused, Delayed or Down."""

    def hand_over(self, letter: Letter) -> None:
        """Give the message to the other side, which has it when this returns. Raises Refused, Delayed or Uncertain."""

    def forget(self) -> None:
        """The message addressed last is not handed over after all."""

    def close(self) -> None:
        """Let go of the other side."""
