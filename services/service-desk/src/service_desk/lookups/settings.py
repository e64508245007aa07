"""The settings of the service desk."""

from __future__ import annotations

from crm_kit.work import Work
from service_desk.domain.settings import DeskSettings


def settings(work: Work) -> DeskSettings:
    """The tenant's own, else the ordinary ones with version 0."""
    tenant = work.caller.tenant_id
    return work.session.get(DeskSettings, tenant) or DeskSettings.unset(tenant)
