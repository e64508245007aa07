"""Carriers: how each names what happens to a consignment, and where one follows it.

A carrier with an interface of its own becomes a class here that has `Carrier`'s two methods, under its code in `ADAPTERS`. All
others are fed by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from inventory.carriers.hand_fed import HandFed


class Carrier(Protocol):
    """What inventory needs of a carrier."""

    def status_of(self, word: str) -> str | None:
        """Our status for the carrier's word; None where it has no such word."""

    def tracking_url(self, number: str) -> str | None:
        """Where people follow a consignment; None where that is not known."""


ADAPTERS: dict[str, Callable[[str | None], Carrier]] = {}


def carrier(code: str, links: Mapping[str, str]) -> Carrier:
    """The carrier with a code; `links` are the tracking links that the tenant has set, by code."""
    return ADAPTERS.get(code, HandFed)(links.get(code))
