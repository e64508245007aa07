"""The settings of sales."""

from __future__ import annotations

from sqlalchemy import select

from crm_kit.work import Work
from sales.domain.settings import SalesSettings

_own = select(SalesSettings)


def settings(work: Work) -> SalesSettings:
    """The tenant's own, else the ordinary ones with version 0."""
    return work.session.scalars(_own).one_or_none() or SalesSettings.unset(work.caller.tenant_id)
