"""Agreements end after their last day."""

from __future__ import annotations

import datetime as dt

from crm_kit.work import Work
from service_desk.app import app
from service_desk.domain.agreement import Agreement


@app.due(every=dt.timedelta(hours=1))
def end_agreements(work: Work) -> None:
    """So many at a time; what is left ends an hour later."""
    over = work.select(Agreement, Agreement.status == "active", Agreement.ends_on < work.today)
    for agreement in work.session.scalars(over.order_by(Agreement.ends_on, Agreement.id).limit(500).with_for_update(of=Agreement)):
        agreement.end("Its time is over")
