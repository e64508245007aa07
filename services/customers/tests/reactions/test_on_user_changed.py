"""Who works here, and whose customers are whose."""

from typing import Any

from crm_contracts.customers.queries.accounts import GetAccount, ListTimeline
from crm_contracts.customers.queries.contacts import GetContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_customers_go_with_their_owner_to_another_team(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account(contacts=[{"full_name": "Ada"}])
    there, here = crm.person("*:team", team="/1/7/"), crm.person("*:team", team="/1/2/")

    data = {
        "id": rep.user_id, "name": "Rep", "email": "rep@crm.test", "team_id": None, "team_path": "/1/7/", "is_active": True,
        "role_ids": [], "manager_id": None, "deputy_id": None,
    }  # fmt: skip
    crm.hear_data("identity.user.updated.v1", rep.user_id, data, aggregateversion=2)

    assert crm.ask(GetAccount, there, account_id=made["id"])["team_path"] == "/1/7/"
    assert crm.ask(GetContact, there, contact_id=made["contacts"][0]["contact_id"])["id"]
    assert len(crm.ask(ListTimeline, there, account_id=made["id"])["data"]) == 2
    with crm.refused(404):
        crm.ask(GetAccount, here, account_id=made["id"])
