"""Reading the credit of an account."""

from typing import Any
from uuid import uuid4

from crm_contracts.customers.commands.credit import SetCredit
from crm_contracts.customers.queries.credit import GetCredit
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_before_anybody_said_anything_there_is_no_limit(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    made = account()

    credit = crm.ask(GetCredit, rep, account_id=made["id"])

    assert credit == {
        "account_id": made["id"], "version": 0, "limit": None, "terms_days": None, "grade": None, "updated_at": None,
    }  # fmt: skip


def test_the_id_of_a_merged_account_answers_with_the_survivors(crm: ServiceUnderTest, rep: Caller, account: Any) -> None:
    survivor, merged_id = account("Acme Corporation", website="https://acme.example"), uuid4()
    crm.do(SetCredit, rep, account_id=survivor["id"], version=0, terms_days=7)
    crm.hear_golden("sales.lead.converted.v1", id=uuid4(), account_id=merged_id, contact_id=uuid4(), owner_id=rep.user_id)

    credit = crm.ask(GetCredit, rep, account_id=merged_id)

    assert (credit["account_id"], credit["terms_days"]) == (survivor["id"], 7)


def test_the_credit_of_an_account_that_one_may_not_see_is_not_found(crm: ServiceUnderTest, colleague: Caller, account: Any) -> None:
    with crm.refused(404):
        crm.ask(GetCredit, colleague, account_id=account()["id"])


def test_who_may_read_accounts_only_does_not_read_credit(crm: ServiceUnderTest, account: Any) -> None:
    with crm.refused(403):
        crm.ask(GetCredit, crm.person("customers.account.read:all"), account_id=account()["id"])
