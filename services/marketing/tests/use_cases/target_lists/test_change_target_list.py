"""Changing target lists."""

from typing import Any

from crm_contracts.marketing.commands.target_lists import ChangeTargetList
from crm_contracts.marketing.queries.target_lists import ListTargetContacts
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_other_conditions_choose_others(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    given.contact("Ada")
    given.contact("Bob")
    target = given.everybody(marketer)

    where = {"field": "name", "value": "Bob"}
    changed = crm.do(ChangeTargetList, marketer, list_id=target["id"], version=target["version"], where=where)

    assert changed["where"] == where
    assert [row["name"] for row in crm.ask(ListTargetContacts, marketer, list_id=target["id"])["data"]] == ["Bob"]


def test_conditions_stay_conditions(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    target = given.everybody(marketer)
    about = {"list_id": target["id"], "version": target["version"]}

    with crm.refused(422, "required", pointer="/where"):
        crm.do(ChangeTargetList, marketer, **about, where=None)
    with crm.refused(422, "unknown_field", pointer="/where/field"):
        crm.do(ChangeTargetList, marketer, **about, where={"field": "nothing", "value": 1})
    with crm.refused(422, "unknown_field", pointer="/kind"):
        crm.do(ChangeTargetList, marketer, **about, kind="static")
