"""Sales under test."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from crm_contracts.sales.commands.leads import AcceptLead, AssignLead, CreateLead
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

ACCOUNT: dict[str, Any] = {
    "number": "A-2026-000001", "name_key": "", "kind": "company", "types": [], "status": "active", "level": None,
    "credit_grade": None, "industry": None, "region": None, "source": None, "team_path": "/1/", "parent_id": None,
    "referred_by": None, "is_opinion_leader": False, "tax_id": None, "tax_country": None, "email": None, "phone": None,
    "domain": None, "person_id": None, "addresses": [], "external_ids": [],
}  # fmt: skip


class Given:
    """What tests start from, made by the public doors."""

    def __init__(self, crm: ServiceUnderTest):
        self.crm = crm

    def lead(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A new lead of theirs."""
        told = {"company_or_person": "Acme", "source": "web", "email": "ada@acme.example", **fields}
        return self.crm.do(CreateLead, who, **told)

    def assigned_lead(self, who: Caller, **fields: Any) -> dict[str, Any]:
        lead = self.lead(who, **fields)
        return self.crm.do(AssignLead, who, lead_id=lead["id"], version=lead["version"], owner_id=who.user_id)

    def accepted_lead(self, who: Caller, **fields: Any) -> dict[str, Any]:
        lead = self.assigned_lead(who, **fields)
        return self.crm.do(AcceptLead, who, lead_id=lead["id"], version=lead["version"])

    def team(self, path: str = "/1/9/", **changes: Any) -> UUID:
        """A team that identity has told of."""
        team_id = uuid4()
        told = {"id": team_id, "ids": [team_id], "version": 1, "name": "N", "path": path, "parent_id": None, "is_deleted": False}
        self.crm.hear_data("identity.team.changed.v1", team_id, {**told, **changes})
        return team_id

    def account(self, name: str = "Acme", **changes: Any) -> UUID:
        """An account that customers has told of."""
        account_id = changes.pop("id", None) or uuid4()
        told = {**ACCOUNT, "id": account_id, "name": name, "owner_id": uuid4(), **changes}
        self.crm.hear_data("customers.account.created.v1", account_id, told)
        return account_id


@pytest.fixture(scope="session")
def sales() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("sales")
    yield service
    service.close()


@pytest.fixture
def crm(sales: ServiceUnderTest) -> ServiceUnderTest:
    return sales.fresh()


@pytest.fixture
def given(crm: ServiceUnderTest) -> Given:
    return Given(crm)
