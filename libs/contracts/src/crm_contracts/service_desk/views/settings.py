"""What the service desk shows of its settings."""

from __future__ import annotations

from crm_kit.messages import view


@view
class SettingsView:
    """The settings of the service desk; version 0 while none was changed.

    A solved ticket closes by itself after `auto_close_days`. Up to `reopen_days` after its closing it is reopened, later a new
    ticket comes of it.
    """

    version: int
    auto_close_days: int
    reopen_days: int
    warranty_months: int
