"""What one can ask about the settings of sales."""

from __future__ import annotations

from crm_contracts.sales.views.settings import SettingsView
from crm_kit.messages import query


@query(allow="sales.settings.read", returns=SettingsView)
class GetSettings:
    """The settings of sales."""
