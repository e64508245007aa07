"""What a campaign refers to."""

from __future__ import annotations

from typing import Any

from crm_kit.work import Work
from marketing.domain.budget import check_money
from marketing.domain.campaign import Campaign
from marketing.lookups.rates import base_currency
from marketing.lookups.target_lists import lists, one_list


def check_lists(work: Work, campaign: Campaign) -> None:
    """Invalid (422) where one of its lists is none that the caller may see."""
    if campaign.list_id is not None:
        one_list(work, campaign.list_id, "/list_id")
    lists(work, campaign.excluded_list_ids, "/excluded_list_ids")


def check_expected_cost(campaign: Campaign) -> None:
    """Invalid (422) where it is in another currency than budgets are kept in, or nothing."""
    expected: Any = campaign.expected_cost
    if expected is not None:
        check_money(expected, base_currency(), "/expected_cost")
