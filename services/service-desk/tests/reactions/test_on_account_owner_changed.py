"""Accounts that somebody else looks after."""

from typing import Any
from uuid import UUID

from crm_contracts.service_desk.queries.installed_base import GetAgreement, GetAsset
from crm_kit.testing.service import ServiceUnderTest


def owners(crm: ServiceUnderTest, base: Any, asset: dict[str, Any], agreement: dict[str, Any]) -> set[str]:
    shown = crm.ask(GetAsset, base.admin, asset_id=asset["id"]), crm.ask(GetAgreement, base.admin, agreement_id=agreement["id"])
    return {each["owner_id"] for each in shown}


def test_what_the_account_has_goes_with_it(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    account: UUID = given.account()
    asset, agreement = base.asset(account_id=account), base.agreement(account_id=account)
    new = crm.person(team="/2/")

    for _ in range(2):
        crm.hear_golden(
            "customers.account.owner_changed.v1", id=account, to_owner_id=new.user_id, to_team_path="/2/", aggregateversion=2
        )

    assert owners(crm, base, asset, agreement) == {str(new.user_id)}
    seller = crm.person("service_desk.asset.read:team", team="/2/")
    assert crm.ask(GetAsset, seller, asset_id=asset["id"])["id"] == asset["id"]


def test_older_news_changes_nothing(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    account, now = given.account(), crm.person()
    asset, agreement = base.asset(account_id=account), base.agreement(account_id=account)
    crm.hear_golden("customers.account.owner_changed.v1", id=account, to_owner_id=now.user_id, aggregateversion=3)
    crm.hear_golden("customers.account.updated.v1", id=account, owner_id=now.user_id, aggregateversion=4)

    crm.hear_golden("customers.account.owner_changed.v1", id=account, to_owner_id=crm.person().user_id, aggregateversion=2)

    assert owners(crm, base, asset, agreement) == {str(now.user_id)}
