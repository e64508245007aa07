"""Quotations."""

from typing import Any

from crm_contracts.sales.commands.settings import ChangeSettings
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_what_is_optional_or_an_alternative_is_not_in_the_total(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    given.tax("standard", "13")
    pump, seal = given.product("PUMP", "100.00", tax_class="standard"), given.product("SEAL", "7.00", tax_class="standard")

    made = given.quotation(
        rep,
        lines=[
            {"kind": "section", "name": "Pumps"},
            {"product_id": pump, "qty": "2", "discount": "10"},
            {"product_id": seal, "qty": "5", "is_optional": True},
            {"product_id": pump, "qty": "1", "unit_price": "80", "is_alternative": True},
            {"kind": "charge", "name": "Freight", "unit_price": "20", "tax_class": "standard"},
        ],
    )

    assert (made["number"][:2], made["revision"], made["status"]) == ("Q-", 1, "draft")
    assert [line["net"]["amount"] for line in made["lines"]] == ["0.00", "180.00", "35.00", "80.00", "20.00"]
    assert (made["net"]["amount"], made["tax"]["amount"], made["total"]["amount"]) == ("200.00", "26.00", "226.00")
    assert [each["total"]["amount"] for each in made["taxes"]] == ["226.00"]


def test_it_is_valid_as_long_as_the_settings_say_unless_it_says_itself(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    crm.do(ChangeSettings, crm.administrator(), version=0, quotation_days=14)

    assert given.quotation(rep)["valid_until"] == given.in_days(14).isoformat()
    assert given.quotation(rep, valid_until=given.in_days(0))["valid_until"] == given.in_days(0).isoformat()
    with crm.refused(422, "in_the_past", "/valid_until"):
        given.quotation(rep, valid_until=given.in_days(-1))


def test_wrong_lines_are_named(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    product = given.product()

    for changes, pointer in (({"qty": "0"}, "qty"), ({"discount": "101"}, "discount"), ({"unit_price": "-1"}, "unit_price")):
        with crm.refused(422, "invalid", f"/lines/1/{pointer}"):
            given.quotation(rep, lines=[{"product_id": product, "qty": "1"}, {"product_id": product, "qty": "1", **changes}])
    with crm.refused(422, "invalid", "/lines"):
        given.quotation(rep, lines=[])
