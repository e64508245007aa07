"""Deleting target lists."""

from typing import Any

from crm_contracts.marketing.commands.target_lists import DeleteTargetList
from crm_contracts.marketing.queries.target_lists import GetTargetList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_deleted_list_is_gone(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    target = given.everybody(marketer)

    crm.do(DeleteTargetList, marketer, list_id=target["id"], version=target["version"])

    with crm.refused(404):
        crm.ask(GetTargetList, marketer, list_id=target["id"])
    with crm.refused(422, "unknown_list", pointer="/list_id"):
        given.campaign(marketer, list_id=target["id"])


def test_a_list_that_a_campaign_goes_by_stays(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    target, excluded = given.everybody(marketer), given.everybody(marketer, name="Others")
    campaign = given.campaign(marketer, list_id=target["id"], excluded_list_ids=[excluded["id"]])

    for each in (target, excluded):
        with crm.refused(409, "in_use") as problem:
            crm.do(DeleteTargetList, marketer, list_id=each["id"], version=each["version"])
        assert problem["campaigns"] == [campaign["number"]]
