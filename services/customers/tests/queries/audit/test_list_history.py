"""Who changed what."""

from typing import Any

from crm_contracts.customers.commands.accounts import ChangeAccount
from crm_contracts.customers.queries.audit import ListHistory
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_every_change_is_kept_with_who_and_why(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(region="Hesse")
    crm.do(ChangeAccount, rep, account_id=made["id"], version=1, region="Bavaria", reason="they moved")

    changed, created = crm.ask(ListHistory, crm.administrator(), where={"field": "record_id", "value": made["id"]})["data"]

    assert changed["changes"] == {"region": ["Hesse", "Bavaria"]}
    assert (changed["use_case"], changed["actor_id"], changed["reason"]) == ("change_account", str(rep.user_id), "they moved")
    assert created["action"] == "create"


def test_it_is_for_those_who_may_see_everything(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    account()

    with crm.refused(403):
        crm.ask(ListHistory, rep)
    assert crm.ask(ListHistory, crm.fresh().administrator())["data"] == []
