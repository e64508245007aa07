"""What accounts may owe."""

from typing import Any

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_the_newest_word_of_finance_counts(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()

    given.credit(account, "5.00", version=2, terms_days=60)
    given.credit(account, "500.00", version=1)
    given.credit(account, "5.00", version=2, terms_days=60)

    order = given.confirmed(rep, account_id=account)
    assert (order["status"], order["terms_days"]) == ("pending_approval", 60)


def test_without_a_limit_nothing_is_checked(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    account = given.account()
    given.credit(account, "5.00")
    given.credit(account, None, version=2)

    assert given.confirmed(rep, account_id=account)["status"] == "confirmed"
