"""With whom an opportunity is shared."""

from typing import Any

from crm_contracts.sales.commands.opportunities import ShareOpportunity
from crm_contracts.sales.queries.opportunities import ListOpportunityShares
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_changed_share_is_one_share(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    helper, deal = crm.person("sales.*:own"), given.opportunity(rep)
    to = {"grantee_kind": "user", "grantee_id": helper.user_id}

    crm.do(ShareOpportunity, rep, opportunity_id=deal["id"], **to)
    crm.do(ShareOpportunity, rep, opportunity_id=deal["id"], **to, level="write")

    shares = crm.ask(ListOpportunityShares, rep, opportunity_id=deal["id"])["data"]
    assert [(each["grantee_id"], each["level"]) for each in shares] == [(str(helper.user_id), "write")]
