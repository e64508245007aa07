"""How much time tickets have left."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, cast, func

from service_desk.domain.ticket import Ticket

COLUMNS: dict[str, Any] = {"remaining_seconds": cast(func.floor(func.extract("epoch", Ticket.next_due - func.now())), Integer)}
