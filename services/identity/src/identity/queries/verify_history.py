"""Whether the history of some days is as it was sealed."""

from typing import Any

from crm_contracts.identity.queries import VerifyHistory
from crm_kit import audit
from crm_kit.errors import Invalid
from crm_kit.work import Work
from identity.app import app
from identity.reach import require_all

MOST_DAYS = 366


@app.answers(VerifyHistory)
def verify_history(query: VerifyHistory, work: Work) -> dict[str, Any]:
    require_all(work)
    if not 0 <= (query.until - query.since).days < MOST_DAYS:
        raise Invalid.field("/until", "out_of_range", f"Ask for 1 to {MOST_DAYS} days, the first before the last")
    days = audit.verify_history(work, query.since, query.until)
    settled = audit.last_settled_day(work.now).isoformat()
    wrong = [day for day in days if day["finding"] != "intact" and not (day["finding"] == "not_sealed" and day["day"] > settled)]
    return {"is_intact": not wrong, "days": days}
