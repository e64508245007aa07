"""What one can do with the settings of the service desk."""

from __future__ import annotations

from typing import Annotated

from crm_contracts.service_desk.service_level_words import Months
from crm_contracts.service_desk.views.settings import SettingsView
from crm_kit.messages import command
from crm_kit.words import UNSET, Between, Line, Unset


@command(allow="service_desk.settings.change", returns=SettingsView)
class ChangeSettings:
    """Change the settings of the service desk; `version` is 0 where none was changed before."""

    version: int
    auto_close_days: Annotated[int, Between(0, 365)] | Unset = UNSET
    reopen_days: Annotated[int, Between(0, 3650)] | Unset = UNSET
    warranty_months: Months | Unset = UNSET
    reason: Line = ""
