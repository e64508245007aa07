"""The settings of sales."""

from __future__ import annotations

from crm_kit.work import Work
from sales.domain.settings import SalesSettings


def settings(work: Work) -> SalesSettings:
    """The tenant's own, else the ordinary ones with version 0."""
    tenant = work.caller.tenant_id
    return work.session.get(SalesSettings, tenant) or SalesSettings.unset(tenant)
