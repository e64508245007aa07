"""Agreements, page by page."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import ListAgreements
from crm_kit.testing.service import ServiceUnderTest


def test_agreements_are_found_by_their_state_and_what_they_are_about(crm: ServiceUnderTest, base: Any) -> None:
    asset = base.asset()
    active = base.agreement(account_id=asset["account_id"], asset_ids=[asset["id"]])
    base.draft()

    running = crm.ask(ListAgreements, base.admin, where={"field": "status", "value": "active"})["data"]
    about = crm.ask(ListAgreements, base.admin, where={"field": "asset_ids", "value": asset["id"]}, sort="ends_on")["data"]

    assert [[row["id"] for row in rows] for rows in (running, about)] == [[active["id"]], [active["id"]]]
