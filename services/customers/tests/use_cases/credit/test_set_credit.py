"""Setting the credit of accounts."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.customers.commands.credit import SetCredit
from crm_contracts.customers.queries.accounts import GetAccount, ListAccounts, ListTimeline
from crm_contracts.customers.queries.credit import GetCredit
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest, write_golden

LIMIT = {"amount": "50000.00", "currency": "CNY"}


@pytest.fixture
def clerk(crm: ServiceUnderTest) -> Caller:
    """Finance: everybody's credit, and no right to change accounts."""
    return crm.person("customers.credit.*:all", "customers.account.read:all", "customers.timeline.read:all", team="/1/9/")


def test_finance_sets_it_and_the_account_stays_as_it_is(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()

    credit = crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT, terms_days=30, grade="AA")

    assert (credit["account_id"], credit["version"]) == (made["id"], 1)
    assert (credit["limit"], credit["terms_days"], credit["grade"]) == (LIMIT, 30, "AA")
    assert crm.ask(GetCredit, clerk, account_id=made["id"]) == credit
    assert crm.ask(GetAccount, clerk, account_id=made["id"])["version"] == made["version"]


def test_it_tells_the_whole_credit(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()
    crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT, terms_days=30, grade="AA")

    crm.do(SetCredit, clerk, account_id=made["id"], version=1, terms_days=45)

    first, second = crm.events("customers.credit.changed.v1")
    told = {"id": made["id"], "account_id": made["id"], "limit": LIMIT, "grade": "AA"}
    assert first["data"] == {**told, "version": 1, "terms_days": 30}
    assert second["data"] == {**told, "version": 2, "terms_days": 45}
    assert (second["subject"], second["aggregateversion"]) == (made["id"], 2)
    write_golden(first)


def test_null_takes_a_limit_back(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()
    crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT, grade="AA")

    credit = crm.do(SetCredit, clerk, account_id=made["id"], version=1, limit=None)

    assert (credit["limit"], credit["grade"], credit["version"]) == (None, "AA", 2)


def test_what_is_the_same_already_changes_nothing(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()
    crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT, terms_days=30)

    again = crm.do(SetCredit, clerk, account_id=made["id"], version=1, limit=LIMIT, terms_days=30)

    assert again["version"] == 1
    assert len(crm.events("customers.credit.changed.v1")) == 1


@pytest.mark.parametrize("version", [0, 2])
def test_a_version_that_somebody_overtook_is_refused_with_what_changed(
    crm: ServiceUnderTest, clerk: Caller, account: Any, version: int
) -> None:
    made = account()
    crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT)

    with crm.refused(412) as problem:
        crm.do(SetCredit, clerk, account_id=made["id"], version=version, terms_days=10)

    assert problem["current"]["limit"] == LIMIT
    assert crm.ask(GetCredit, clerk, account_id=made["id"])["terms_days"] is None


def test_of_several_who_set_it_first_at_once_one_does(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(crm.call, SetCredit, clerk, account_id=made["id"], version=0, terms_days=day) for day in range(8)]
    replies = [future.result() for future in asked]

    assert sorted(reply["problem"]["status"] for reply in replies if "problem" in reply) == [412] * 7
    assert len(crm.events("customers.credit.changed.v1")) == 1


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"limit": {"amount": "-1.00", "currency": "CNY"}}, "/limit/amount"),
        ({"limit": {"amount": "1.001", "currency": "CNY"}}, "/limit/amount"),
        ({"limit": {"amount": "1.00", "currency": "XXY"}}, "/limit/currency"),
        ({"terms_days": -1}, "/terms_days"),
        ({"terms_days": 366}, "/terms_days"),
        ({"grade": "x" * 101}, "/grade"),
        ({"credit_limit": LIMIT}, "/credit_limit"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_changes(
    crm: ServiceUnderTest, clerk: Caller, account: Any, fields: dict[str, Any], pointer: str
) -> None:
    made = account()

    with crm.refused(422, pointer=pointer):
        crm.do(SetCredit, clerk, account_id=made["id"], version=0, **fields)

    assert crm.ask(GetCredit, clerk, account_id=made["id"])["version"] == 0


def test_a_representative_does_not_set_the_credit_of_their_own_customer(crm: ServiceUnderTest, account: Any) -> None:
    seller = crm.person("customers.account.*:own", "customers.*.read:own")
    made = account(by=seller)

    with crm.refused(403):
        crm.do(SetCredit, seller, account_id=made["id"], version=0, limit=LIMIT)


def test_an_account_that_one_does_not_meet_is_not_there(crm: ServiceUnderTest, colleague: Caller, account: Any) -> None:
    for account_id in (account()["id"], str(uuid4())):
        with crm.refused(404):
            crm.do(SetCredit, colleague, account_id=account_id, version=0, limit=LIMIT)


def test_the_timeline_says_it_to_those_who_may_know(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()
    crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT, terms_days=30)
    outsider = crm.person("customers.account.read:all", "customers.timeline.read:all")

    assert "Credit was set: limit 50000.00 CNY, 30 days, grade –" in summaries(crm, clerk, made["id"])
    assert summaries(crm, outsider, made["id"]) == ["Account Acme was created"]


def summaries(crm: ServiceUnderTest, caller: Caller, account_id: str) -> list[str]:
    return [entry["summary"] for entry in crm.ask(ListTimeline, caller, account_id=account_id)["data"]]


def test_accounts_are_found_by_their_grade(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    good = account("Good")
    account("Other")
    crm.do(SetCredit, clerk, account_id=good["id"], version=0, grade="AAA")
    graded = {"field": "credit_grade", "value": "AAA"}

    assert [row["name"] for row in crm.ask(ListAccounts, clerk, where=graded)["data"]] == ["Good"]
    assert crm.ask(ListAccounts, crm.person("customers.account.read:all"), where=graded)["data"] == []


def test_it_is_told_again_to_whom_comes_later(crm: ServiceUnderTest, clerk: Caller, account: Any) -> None:
    made = account()
    crm.do(SetCredit, clerk, account_id=made["id"], version=0, limit=LIMIT)

    crm.app.announce("Credit", None, 10, crm.tenant_id)

    first, again = crm.events("customers.credit.changed.v1")
    assert (again["data"], again["announced"]) == (first["data"], True)
