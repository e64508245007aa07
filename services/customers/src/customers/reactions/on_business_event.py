"""The timeline: whatever happens with a customer anywhere is noted, our own news in the transaction that makes them."""

from __future__ import annotations

from typing import Any

from crm_kit.work import Work
from customers import timeline
from customers.app import app


@app.witnesses
def note_own(cursor: Any, envelopes: list[dict[str, Any]]) -> None:
    for envelope in envelopes:
        for statement, row in timeline.statements(envelope):
            cursor.execute(statement, row)


@app.follows("sales.#", "marketing.#", "service_desk.#", "inventory.#", "workplace.#")
def on_business_event(envelope: dict[str, Any], work: Work) -> None:
    if envelope.get("announced"):
        return
    for statement, row in timeline.statements(envelope):
        work.session.connection().exec_driver_sql(statement, row)
