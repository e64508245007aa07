"""Changing who gets new tickets."""

from typing import Any

from crm_contracts.service_desk.commands.assignment import ChangeAssignmentRule
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_rule_out_of_use_gives_nobody_anything(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    rule = crew.rule()
    told = {"assignment_rule_id": rule["id"], "version": 1}

    with crm.refused(422, pointer="/group_id"):
        crm.do(ChangeAssignmentRule, crew.admin, **told, group_id=None)
    changed = crm.do(ChangeAssignmentRule, crew.admin, **told, is_active=False)

    assert changed["is_active"] is False
    assert given.ticket(agent)["owner_id"] == str(agent.user_id)


def test_turns_do_not_get_in_the_way_of_who_changes_the_rule(crm: ServiceUnderTest, given: Any, crew: Any, agent: Caller) -> None:
    rule = crew.rule()
    given.ticket(agent)

    changed = crm.do(ChangeAssignmentRule, crew.admin, assignment_rule_id=rule["id"], version=1, name="Round")

    assert (changed["name"], changed["version"]) == ("Round", 2)
