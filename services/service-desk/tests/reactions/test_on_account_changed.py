"""The customers that the desk serves."""

from typing import Any

from sqlalchemy import select

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from service_desk.domain.copies import AccountCopy


def test_the_last_news_of_an_account_counts(crm: ServiceUnderTest, given: Any) -> None:
    account = given.account("Acme", aggregateversion=2)

    for _ in range(2):
        crm.hear_golden("customers.account.updated.v1", id=account, name="Acme Ltd", level="A", aggregateversion=3)
    crm.hear_golden("customers.account.updated.v1", id=account, name="Old", aggregateversion=1)

    assert crm.rows(select(AccountCopy.name, AccountCopy.level)) == [("Acme Ltd", "A")]


def test_a_deleted_account_gets_no_ticket(crm: ServiceUnderTest, given: Any, agent: Caller) -> None:
    account = given.account()

    crm.hear_golden("customers.account.deleted.v1", id=account, aggregateversion=2)

    with crm.refused(422, "unknown_account"):
        given.ticket(agent, account_id=account)
