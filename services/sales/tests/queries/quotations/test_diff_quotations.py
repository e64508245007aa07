"""What differs between revisions."""

from typing import Any

from crm_contracts.sales.commands.quotations import ChangeQuotation, ReviseQuotation
from crm_contracts.sales.queries.quotations import DiffQuotations
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_lines_that_are_new_gone_or_changed_are_shown(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    pump, seal = given.product("PUMP", "10.00"), given.product("SEAL", "2.00")
    first = given.sent(rep, lines=[{"product_id": pump, "qty": "1"}, {"product_id": seal, "qty": "2"}])
    second = crm.do(ReviseQuotation, rep, quotation_id=first["id"], version=first["version"])
    crm.do(
        ChangeQuotation, rep, quotation_id=second["id"], version=second["version"], note="As agreed",
        lines=[{"product_id": pump, "qty": "3"}],
    )  # fmt: skip

    diff = crm.ask(DiffQuotations, rep, quotation_id=second["id"])

    assert (diff["from_revision"], diff["to_revision"]) == (1, 2)
    assert {(each["field"], each["old"], each["new"]) for each in diff["fields"]} >= {
        ("total", "14.00 CNY", "30.00 CNY"), ("note", "", "As agreed"),
    }  # fmt: skip
    kinds = {each["name"]: each["kind"] for each in diff["lines"]}
    assert kinds == {"Product PUMP": "changed", "Product SEAL": "removed"}
    changed = next(each for each in diff["lines"] if each["kind"] == "changed")
    assert {"field": "qty", "old": "1", "new": "3"} in changed["changes"]


def test_the_first_revision_has_nothing_to_differ_from(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    first, other = given.quotation(rep), given.quotation(rep)

    with crm.refused(404):
        crm.ask(DiffQuotations, rep, quotation_id=first["id"])
    with crm.refused(422, "another_quotation", "/with_id"):
        crm.ask(DiffQuotations, rep, quotation_id=first["id"], with_id=other["id"])
