"""Accounts that are shared."""

from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.sales.commands.opportunities import ChangeOpportunity
from crm_contracts.sales.queries.opportunities import ListOpportunities
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.mark.parametrize("with_children", [True, False])
def test_an_account_shared_with_its_children_shares_its_deals(
    crm: ServiceUnderTest, given: Any, rep: Caller, with_children: bool
) -> None:
    helper, account_id, share_id = crm.person("sales.*:own"), given.account(), uuid4()
    given.opportunity(rep, accounts=[{"id": account_id}])
    terms = {
        "share_id": share_id, "grantee_kind": "user", "grantee_id": helper.user_id, "level": "read", "expires_at": None,
        "with_children": with_children,
    }  # fmt: skip

    crm.hear_golden("customers.account.shared.v1", aggregateversion=2, id=account_id, **terms)
    given.opportunity(rep, accounts=[{"id": account_id}], name="Later")
    seen = crm.ask(ListOpportunities, helper, count="exact")["count"]
    crm.hear_golden("customers.account.unshared.v1", aggregateversion=3, id=account_id, **terms)
    given.opportunity(rep, accounts=[{"id": account_id}], name="Last")

    assert seen == (2 if with_children else 0)
    assert crm.ask(ListOpportunities, helper, count="exact")["count"] == 0


def test_a_share_that_ended_before_it_was_heard_of_shows_nothing(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, account_id = crm.person("sales.*:own"), given.account()
    given.opportunity(rep, accounts=[{"id": account_id}])
    terms = {
        "share_id": uuid4(), "grantee_kind": "user", "grantee_id": helper.user_id, "level": "read", "expires_at": None,
        "with_children": True,
    }  # fmt: skip

    crm.hear_golden("customers.account.unshared.v1", aggregateversion=3, id=account_id, **terms)
    crm.hear_golden("customers.account.shared.v1", aggregateversion=2, id=account_id, **terms)

    assert crm.ask(ListOpportunities, helper)["data"] == []


def test_a_deal_that_goes_to_a_shared_account_is_shared_too(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, shared = crm.person("sales.*:own"), given.account()
    deal = given.opportunity(rep)
    terms = {"grantee_kind": "user", "grantee_id": helper.user_id, "level": "read", "expires_at": None, "with_children": True}
    crm.hear_golden("customers.account.shared.v1", aggregateversion=2, id=shared, share_id=uuid4(), **terms)

    crm.do(ChangeOpportunity, rep, opportunity_id=deal["id"], version=deal["version"], accounts=[{"id": shared}])

    assert [row["id"] for row in crm.ask(ListOpportunities, helper)["data"]] == [deal["id"]]
