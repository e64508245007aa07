"""What the service desk tells of tickets."""

from typing import Any
from uuid import uuid4

from crm_contracts.marketing.queries.target_lists import PreviewTargetList
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

EVERYBODY = {"field": "has_email", "value": True}


def suppressed(crm: ServiceUnderTest, who: Caller) -> dict[str, int]:
    return {each["reason"]: each["count"] for each in crm.ask(PreviewTargetList, who, where=EVERYBODY)["suppressed"]}


def test_an_account_is_left_alone_until_its_ticket_is_closed(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    account, ticket = given.account(), uuid4()
    given.contact("Ada", account_id=account)
    given.contact("Bob", account_id=given.account("Other"))

    crm.hear_golden(
        "service_desk.ticket.updated.v1", aggregateversion=2, id=ticket, account_id=account, suppresses_promotion=True
    )  # fmt: skip
    open_ = suppressed(crm, marketer)
    crm.hear_golden(
        "service_desk.ticket.closed.v1", aggregateversion=3, id=ticket, account_id=account, suppresses_promotion=False
    )  # fmt: skip
    given.ticket(account, id=ticket, version=2)

    assert (open_, suppressed(crm, marketer)) == ({"open_ticket": 1}, {})


def test_it_holds_for_every_account_of_a_contact_and_for_the_contact(crm: ServiceUnderTest, given: Any, marketer: Caller) -> None:
    main, side = given.account("Main"), given.account("Side")
    accounts = [{"id": main, "role": "", "is_primary": True}, {"id": side, "role": "", "is_primary": False}]
    given.contact("Ada", accounts=accounts)
    bob = given.contact("Bob")

    given.ticket(side)
    given.ticket(None, contact_id=bob)

    assert suppressed(crm, marketer) == {"open_ticket": 2}
