"""What is said of a deal, with everything it refers to looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crm_kit.work import Work
from sales.lookups.customers import accounts, contacts
from sales.lookups.team import check_team


def known(work: Work, told: Mapping[str, Any]) -> dict[str, Any]:
    """The same, accounts and contacts as they are today; Invalid (422) for what is unknown."""
    looked_up = dict(told)
    if "accounts" in told:
        looked_up["accounts"] = accounts(work, told["accounts"])
    if "contacts" in told:
        looked_up["contacts"] = contacts(work, told["contacts"])
    check_team(work, told.get("team", ()))
    return looked_up
