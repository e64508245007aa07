"""What one can ask about the settings of the service desk."""

from __future__ import annotations

from crm_contracts.service_desk.views.settings import SettingsView
from crm_kit.messages import query


@query(allow="service_desk.settings.read", returns=SettingsView)
class GetSettings:
    """The settings of the service desk."""
