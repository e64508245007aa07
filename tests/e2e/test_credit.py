"""Finance says what a customer may owe; sellers see it, and cannot change it."""

from __future__ import annotations

from company import Company
from made import account, match

from crm_kit.testing.system import eventually

LIMIT = {"amount": "50000.00", "currency": "CNY"}


def test_finance_sets_credit_and_the_seller_sees_it(company: Company) -> None:
    finance, rep = company["finance"], company["sales_representative"]
    customer = account(rep)
    path = f"/v1/accounts/{customer['id']}"
    nothing = finance.get(f"{path}/credit").must(200)

    given = finance.post(f"{path}/actions/set-credit", {"limit": LIMIT, "terms_days": 30}, If_Match=nothing.headers["etag"])

    assert (given.must(200).json["version"], given.headers["etag"]) == (1, '"1"')
    assert rep.get(f"{path}/credit").must(200).json["limit"] == LIMIT
    assert rep.get(path).must(200).json["version"] == customer["version"]
    assert rep.get(f"{path}/360").must(200).json["sections"]["credit"]["data"]["terms_days"] == 30
    line = "Credit was set: limit 50000.00 CNY, 30 days, grade –"
    assert eventually(lambda: line in {each["summary"] for each in rep.get(f"{path}/timeline").must(200).json["data"]})


def test_credit_names_the_version_that_was_read(company: Company) -> None:
    finance = company["finance"]
    path = f"/v1/accounts/{account(company['sales_representative'])['id']}/actions/set-credit"

    unnamed = finance.post(path, {"limit": LIMIT})
    first = finance.post(path, {"limit": LIMIT}, If_Match='"0"', Idempotency_Key="one")
    repeated = finance.post(path, {"limit": LIMIT}, If_Match='"0"', Idempotency_Key="one")
    late = finance.post(path, {"limit": None}, If_Match='"0"')

    assert (unnamed.status, first.status, repeated.status, late.status) == (428, 200, 200, 412)
    assert repeated.json == first.json
    assert late.json["current"]["limit"] == LIMIT


def test_a_seller_does_not_set_it(company: Company) -> None:
    rep, manager = company["sales_representative"], company["sales_manager"]
    customer = account(rep)
    path = f"/v1/accounts/{customer['id']}/actions/set-credit"

    assert [seller.post(path, {"limit": LIMIT}, If_Match='"0"').status for seller in (rep, manager)] == [403, 403]
    assert rep.patch(f"/v1/accounts/{customer['id']}", {"credit_grade": "AAA"}, **match(customer)).status == 422
