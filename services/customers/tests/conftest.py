"""Customers under test."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest

from crm_contracts.customers.commands.accounts import CreateAccount
from crm_contracts.customers.commands.contacts import CreateContact
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

Make = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def customers() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("customers")
    yield service
    service.close()


@pytest.fixture
def crm(customers: ServiceUnderTest) -> ServiceUnderTest:
    return customers.fresh()


@pytest.fixture
def rep(crm: ServiceUnderTest) -> Caller:
    """A representative: what is their own, in everything."""
    return crm.person("*:own", team="/1/2/")


@pytest.fixture
def colleague(crm: ServiceUnderTest) -> Caller:
    """A representative of another team."""
    return crm.person("*:own", team="/1/3/")


@pytest.fixture
def manager(crm: ServiceUnderTest) -> Caller:
    """Whoever stands above both teams."""
    return crm.person("*:subtree", team="/1/")


@pytest.fixture
def account(crm: ServiceUnderTest, rep: Caller) -> Make:
    """Makes an account of the representative, or of whom is given."""
    return lambda name="Acme", by=rep, **more: crm.do(CreateAccount, by, name=name, **more)


@pytest.fixture
def contact(crm: ServiceUnderTest, rep: Caller) -> Make:
    """Makes a contact of the representative, or of whom is given."""

    def make(full_name: str = "Ada Lovelace", by: Caller = rep, **more: Any) -> dict[str, Any]:
        return crm.do(CreateContact, by, **{"full_name": full_name, "addresses": [{"line1": "Ring 1"}], **more})

    return make


@pytest.fixture
def opportunity(crm: ServiceUnderTest, rep: Caller) -> Callable[..., dict[str, Any]]:
    """Lets sales tell of an opportunity of the representative: `opportunity("won", id=…, version=3, accounts=[…])`."""

    def tell(verb: str, version: int = 1, **changes: Any) -> dict[str, Any]:
        data = {
            "id": uuid4(), "name": "Plant", "status": "open", "accounts": [], "contacts": [], "amount": None,
            "close_date": "2027-01-31", "process_id": uuid4(), "process_version": 1, "stage": "new", "probability": 10,
            "forecast_category": "pipeline", "owner_id": rep.user_id, "lead_id": None, "campaign_id": None, "source": "",
            **MORE.get(verb, {}), **changes,
        }  # fmt: skip
        owner = {"ownerid": str(data["owner_id"]), "teampath": rep.team_path}
        return crm.hear_data(f"sales.opportunity.{verb}.v1", data["id"], data, aggregateversion=version, **owner)

    return tell


@pytest.fixture
def order(crm: ServiceUnderTest, rep: Caller) -> Callable[..., dict[str, Any]]:
    """Lets sales tell of an order of the representative: `order("confirmed", account_id=…, total=…)`."""

    def tell(verb: str, version: int = 1, envelope: dict[str, Any] | None = None, **changes: Any) -> dict[str, Any]:
        data = {
            "id": uuid4(), "number": "SO-7", "status": verb, "contact_id": None, "opportunity_id": None, "ordered_on": "2026-05-01",
            "ship_to": None, "currency": "CNY", "billing_basis": "ordered", "terms_days": 30, "lines": [], "is_exception": False,
            "payment_status": "unpaid", "owner_id": rep.user_id, "reason": "", "remaining": [], "diff": [],
            "total": {"amount": "90.00", "currency": "CNY"}, **changes,
        }  # fmt: skip
        owner = {"ownerid": str(data["owner_id"]), "teampath": rep.team_path}
        about = {"aggregateversion": version, **owner, **(envelope or {})}
        return crm.hear_data(f"sales.order.{verb}.v1", data["id"], data, **about)

    return tell


MORE: dict[str, dict[str, Any]] = {
    "won": {
        "status": "won", "base_amount": None, "rate": None, "splits": [], "reason": "price", "competitors": [], "override": False,
        "closed_on": "2026-11-20",
    },
    "lost": {"status": "lost", "reason": "price", "competitor": None, "closed_on": "2026-11-20"},
}  # fmt: skip
