"""The machine of campaigns, held to the page that it was drawn on (B10)."""

import itertools
from decimal import Decimal

import pytest

from crm_kit.errors import IllegalTransition
from marketing.domain.budget import Balance, passed, used_percent
from marketing.domain.campaign import Campaign
from marketing.domain.plan import Plan

PAGE = {
    "draft": {"submit": "pending_approval"},
    "pending_approval": {"approve": "approved", "return": "draft"},
    "approved": {"schedule": "scheduled", "launch": "running"},
    "scheduled": {"start": "running", "unschedule": "approved"},
    "running": {"pause": "paused", "complete": "completed", "stop": "stopped"},
    "paused": {"resume": "running", "stop": "stopped"},
    "completed": {"archive": "archived"},
    "stopped": {"archive": "archived"},
    "archived": {},
}
ACTIONS = sorted({action for moves in PAGE.values() for action in moves})


@pytest.mark.parametrize(("state", "action"), list(itertools.product(PAGE, ACTIONS)))
def test_a_campaign_moves_as_the_page_says_and_no_other_way(state: str, action: str) -> None:
    expected = PAGE[state].get(action)

    if expected is None:
        with pytest.raises(IllegalTransition):
            Campaign.MACHINE.after(action, state)
    else:
        assert Campaign.MACHINE.after(action, state) == expected


def test_plans_have_no_other_states_than_told() -> None:
    assert Plan.MACHINE.states == ["approved", "closed", "draft", "pending_approval"]


@pytest.mark.parametrize(
    ("planned", "allotted", "actual", "percent"), [(100, 0, 80, 80), (100, 50, 25, 50), (0, 0, 5, None), (3, 0, 2, 66)]
)
def test_used_is_a_part_of_what_was_not_passed_on(planned: int, allotted: int, actual: int, percent: int | None) -> None:
    sums = {"planned": Decimal(planned), "allotted": Decimal(allotted), "actual": Decimal(actual)}

    assert used_percent(Balance(sums)) == percent


@pytest.mark.parametrize(
    ("before", "after", "threshold"), [(None, 79, None), (79, 80, 80), (80, 99, None), (10, 100, 100), (100, 60, None)]
)
def test_a_threshold_is_reached_when_it_is_passed_upwards(before: int | None, after: int, threshold: int | None) -> None:
    assert passed(before, after) == threshold
