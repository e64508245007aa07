"""Who sees what: a representative their own, a manager the subtree's, another tenant nothing – on every way out alike."""

from __future__ import annotations

from typing import Any

import pytest
from company import Company
from made import Record, account, lead, match, opportunity, word

from crm_kit.testing.system import Client, eventually

OWNERS = ("sales_representative", "mate", "inner", "sibling")
MARK = word()


@pytest.fixture(scope="module")
def records(company: Company) -> dict[str, dict[str, Record]]:
    """For each owner a lead, an account and an opportunity whose names hold MARK; all copies have arrived."""
    made = {}
    for who in OWNERS:
        client = company[who]
        customer = account(client, name=f"{MARK} account of {who}")
        deal = opportunity(client, customer["id"], name=f"{MARK} deal of {who}", source=MARK)
        made[who] = {"leads": lead(client, company_or_person=f"{MARK} lead of {who}"), "accounts": customer, "opportunities": deal}
    for each in made.values():
        _wait_for_figures(company.admin, each["accounts"]["id"])
    return made


def _wait_for_figures(client: Client, account_id: str) -> None:
    eventually(lambda: client.get(f"/v1/accounts/{account_id}/figures").must(200).json["own"]["open_opportunities"] == 1)


REACH = {
    "sales_representative": {"sales_representative"},
    "sales_manager": {"sales_representative", "mate", "inner"},
    "sibling": {"sibling"},
    "auditor": set(OWNERS),
    "stranger": set(),
}


@pytest.fixture(params=REACH)
def viewer(request: pytest.FixtureRequest, company: Company, stranger: Client) -> tuple[Client, set[str]]:
    """Somebody, and the owners whose records they see."""
    return stranger if request.param == "stranger" else company[request.param], REACH[request.param]


Viewer = tuple[Client, set[str]]
Records = dict[str, dict[str, Record]]


@pytest.mark.parametrize("collection", ["leads", "accounts", "opportunities"])
def test_get(viewer: Viewer, records: Records, collection: str) -> None:
    client, seen = viewer

    statuses = {who: client.get(f"/v1/{collection}/{records[who][collection]['id']}").status for who in OWNERS}

    assert statuses == {who: 200 if who in seen else 404 for who in OWNERS}


@pytest.mark.parametrize("collection", ["leads", "accounts", "opportunities"])
def test_list(viewer: Viewer, records: Records, collection: str) -> None:
    client, seen = viewer

    page = client.get(f"/v1/{collection}", **{"filter[q]": MARK, "limit": 200}).must(200).json

    assert {row["id"] for row in page["data"]} == {records[who][collection]["id"] for who in seen}


@pytest.mark.parametrize("collection", ["leads", "accounts", "opportunities"])
def test_search(viewer: Viewer, records: Records, collection: str) -> None:
    client, seen = viewer
    where = {"or": [{"field": "q", "value": MARK}, {"field": "owner_id", "op": "null", "value": True}]}

    page = client.post(f"/v1/{collection}/search", {"where": where, "limit": 200}).must(200).json

    assert {row["id"] for row in page["data"]} == {records[who][collection]["id"] for who in seen}


@pytest.mark.parametrize("collection", ["leads", "accounts", "opportunities"])
def test_count(viewer: Viewer, records: Records, collection: str) -> None:
    client, seen = viewer

    page = client.get(f"/v1/{collection}", **{"filter[q]": MARK, "count": "exact", "limit": 1}).must(200).json

    assert page["count"] == len(seen)


def test_funnel(viewer: Viewer, records: Records, company: Company) -> None:
    client, seen = viewer
    funnels = {who: client.get("/v1/opportunities/funnel", owner_id=company.people[who].id).must(200).json for who in OWNERS}
    listed = {who: _open_of(client, company.people[who].id, funnels[who]["process_id"]) for who in OWNERS}

    assert {who for who, funnel in funnels.items() if funnel["count"]} == seen
    assert {who: funnel["count"] for who, funnel in funnels.items()} == listed


def _open_of(client: Client, owner_id: str, process_id: str) -> int:
    query = {"filter[owner_id]": owner_id, "filter[process_id]": process_id, "filter[status]": "open", "count": "exact", "limit": 1}
    count: int = client.get("/v1/opportunities", **query).must(200).json["count"]
    return count


@pytest.mark.parametrize("section", ["timeline", "360", "figures", "contacts"])
def test_what_belongs_to_an_account(viewer: Viewer, records: Records, section: str) -> None:
    client, seen = viewer

    statuses = {who: client.get(f"/v1/accounts/{records[who]['accounts']['id']}/{section}").status for who in OWNERS}

    assert statuses == {who: 200 if who in seen else 404 for who in OWNERS}


def test_figures_of_a_hierarchy_leave_out_what_one_may_not_see(company: Company) -> None:
    manager, sibling = company["sales_manager"], company["sibling"]
    head = account(manager)
    admin_view = company.admin.get(f"/v1/accounts/{head['id']}").must(200).json
    branch = account(sibling)
    company.admin.patch(f"/v1/accounts/{branch['id']}", {"parent_id": admin_view["id"]}, **match(branch)).must(200)

    def accounts_in(client: Client) -> int:
        found: int = client.get(f"/v1/accounts/{head['id']}/figures").must(200).json["hierarchy"]["accounts"]
        return found

    assert (accounts_in(company.admin), accounts_in(manager)) == (2, 1)


def test_what_is_shared_is_seen_and_no_longer_once_the_share_ends(company: Company) -> None:
    owner, other = company["sibling"], company["sales_representative"]
    customer = account(owner)
    whom: dict[str, Any] = {"grantee_kind": "user", "grantee_id": company.people["sales_representative"].id}
    before = other.get(f"/v1/accounts/{customer['id']}").status

    share = owner.post(f"/v1/accounts/{customer['id']}/shares", whom).must(201).json
    during = other.get(f"/v1/accounts/{customer['id']}").status
    owner.delete(f"/v1/accounts/{customer['id']}/shares/{share['id']}").must(204)

    assert (before, during, other.get(f"/v1/accounts/{customer['id']}").status) == (404, 200, 404)
