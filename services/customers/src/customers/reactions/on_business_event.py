"""The timeline: whatever happens with a customer anywhere is noted, our own news in the transaction that makes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crm_kit.reactions import Heard
from crm_kit.trips import execute
from crm_kit.work import Work
from customers import timeline
from customers.app import app
from customers.domain import happening


@app.witnesses
def note_own(cursor: Any, envelopes: list[dict[str, Any]]) -> None:
    execute(cursor, timeline.statements(envelopes))


# What happens with goods happens often, and seldom with a customer: of inventory only what does.
OF_INVENTORY = (
    "inventory.shipment_notice.#", "inventory.delivery.#", "inventory.waybill.#", "inventory.return.#", "inventory.loan.#",
    "inventory.sample.#", "inventory.stock.reserved.v1", "inventory.stock.reservation_failed.v1", "inventory.supplier.created.v1",
)  # fmt: skip


def _is_quiet(envelope: dict[str, Any]) -> bool:
    return bool(envelope.get("announced")) or not happening.is_told(envelope["type"], envelope.get("data") or {})


@app.follows("sales.#", "marketing.#", "service_desk.#", "workplace.#", *OF_INVENTORY, ignores=_is_quiet)
def on_business_event(heard: Sequence[Heard], work: Work) -> None:
    for statement in timeline.statements([each.envelope for each in heard]):
        work.write(statement.sql, **statement.parameters)
