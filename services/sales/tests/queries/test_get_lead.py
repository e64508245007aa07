"""One lead."""

from typing import Any
from uuid import uuid4

from crm_contracts.sales.queries.leads import GetLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_all_that_is_known_of_it_shows(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead = given.lead(rep, website="https://acme.example", title="CTO", utm={"campaign": "spring"})

    found = crm.ask(GetLead, rep, lead_id=lead["id"])

    assert (found["website"], found["title"], found["utm"]["campaign"]) == ("https://acme.example", "CTO", "spring")
    assert (found["account_id"], found["created"], found["consent"]) == (None, None, None)


def test_what_is_not_there_and_what_is_not_ones_own_look_alike(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    lead, other = given.lead(rep), crm.person("sales.lead.*:own")

    with crm.refused(404, "not_found") as hidden:
        crm.ask(GetLead, other, lead_id=lead["id"])
    with crm.refused(404, "not_found") as missing:
        crm.ask(GetLead, other, lead_id=uuid4())
    assert hidden["title"] == missing["title"]
