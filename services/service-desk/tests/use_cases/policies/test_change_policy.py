"""Promising otherwise."""

from typing import Any

from crm_contracts.service_desk.commands.policies import ChangePolicy
from crm_contracts.service_desk.queries.policies import GetPolicy
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_default_policy_is_replaced_and_does_not_just_go(crm: ServiceUnderTest, promised: Any) -> None:
    first = promised.policy()
    second = promised.policy(is_default=False)

    with crm.refused(409, "default_policy"):
        crm.do(ChangePolicy, promised.admin, policy_id=first["id"], version=1, is_active=False)
    with crm.refused(409, "default_policy"):
        crm.do(ChangePolicy, promised.admin, policy_id=first["id"], version=1, is_default=False)
    crm.do(ChangePolicy, promised.admin, policy_id=second["id"], version=1, is_default=True)

    assert crm.ask(GetPolicy, promised.admin, policy_id=first["id"])["is_default"] is False


def test_a_policy_moves_to_another_calendar(crm: ServiceUnderTest, promised: Any) -> None:
    policy, calendar = promised.policy(), promised.calendar()

    changed = crm.do(ChangePolicy, promised.admin, policy_id=policy["id"], version=1, calendar_id=calendar["id"], pausing=[])

    assert (changed["calendar_id"], changed["pausing"]) == (calendar["id"], [])
    with crm.refused(422, "duplicate_target"):
        targets = [{"clock": "accepted", "minutes": 5}] * 2
        crm.do(ChangePolicy, promised.admin, policy_id=policy["id"], version=2, targets=targets)


def test_only_who_may_changes_it(crm: ServiceUnderTest, promised: Any) -> None:
    policy = promised.policy()
    reader: Caller = crm.person("service_desk.policy.read:all")

    with crm.refused(403):
        crm.do(ChangePolicy, reader, policy_id=policy["id"], version=1, name="Mine")
