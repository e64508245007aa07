"""A carrier whose news somebody types in."""

from __future__ import annotations

from typing import get_args
from urllib.parse import quote

from crm_contracts.inventory.words import WaybillStatus

WORDS = {
    "collected": "picked_up", "picked up": "picked_up", "已揽收": "picked_up", "已取件": "picked_up", "in transit": "in_transit",
    "on the way": "in_transit", "运输中": "in_transit", "out for delivery": "out_for_delivery", "派送中": "out_for_delivery",
    "派件中": "out_for_delivery", "delivered": "signed", "已签收": "signed", "签收": "signed", "failed": "exception",
    "delayed": "exception", "异常": "exception", "return to sender": "returned", "已退回": "returned", "退回": "returned",
    "已下单": "booked",
}  # fmt: skip


class HandFed:
    """Takes our own statuses and the words that carriers print on their pages; `link` has `{number}` where the number goes."""

    def __init__(self, link: str | None = None):
        self.link = link

    def status_of(self, word: str) -> str | None:
        plain = " ".join(word.casefold().split())
        own = plain.replace(" ", "_").replace("-", "_")
        return own if own in get_args(WaybillStatus) else WORDS.get(plain)

    def tracking_url(self, number: str) -> str | None:
        return self.link.replace("{number}", quote(number, safe="")) if self.link else None
