"""The whole picture of a customer: one call, all services."""

from __future__ import annotations

import pytest
from company import Company
from made import account

from crm_kit.testing.system import eventually

SECTIONS = {
    "profile", "contacts", "figures", "credit", "open_opportunities", "leads", "balance", "quotations", "orders", "invoices",
    "deliveries", "tickets", "timeline", "consents",
}  # fmt: skip


@pytest.mark.parametrize("role", ["administrator", "sales_manager", "sales_representative"])
def test_every_section_answers_whoever_sells_there(company: Company, role: str) -> None:
    customer = account(company["sales_representative"])
    seller = company[role]

    def answered() -> bool:
        sections = seller.get(f"/v1/accounts/{customer['id']}/360").must(200).json["sections"]
        assert set(sections) == SECTIONS
        return all("problem" not in each and each["stale_since"] is None for each in sections.values())

    assert eventually(answered)


def test_who_does_not_sell_is_shown_what_they_may_know(company: Company) -> None:
    customer = account(company["sales_representative"])
    warehouse = company["warehouse"]

    sections = warehouse.get(f"/v1/accounts/{customer['id']}/360").must(200).json["sections"]

    hidden = {name for name, section in sections.items() if section.get("problem", {}).get("status") == 403}
    assert {"credit", "balance", "quotations", "invoices"} <= hidden
    assert not hidden & {"profile", "orders", "deliveries"}
    assert all(sections[name]["data"] is None for name in hidden)
