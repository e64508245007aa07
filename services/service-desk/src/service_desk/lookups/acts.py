"""Who does it, and when."""

from __future__ import annotations

from crm_kit.work import Work
from service_desk.domain.journal import Act


def act(work: Work) -> Act:
    """The caller, now."""
    return Act(at=work.now, by=work.caller.user_id)
