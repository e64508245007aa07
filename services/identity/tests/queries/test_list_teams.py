"""Teams, in the order of the tree."""

from crm_contracts.identity.queries import ListTeams
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_they_come_in_the_order_of_the_tree(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    sales = company.team("Sales")
    service = company.team("Service")
    north = company.team("North", below=sales)

    assert [team["name"] for team in crm.ask(ListTeams, admin)["data"]] == [company.name, "Sales", "North", "Service"]
    below = crm.ask(ListTeams, admin, where={"field": "parent_id", "value": sales["id"]})["data"]
    assert below == [north]
    named = crm.ask(ListTeams, admin, where={"field": "name", "op": "starts", "value": "serv"})["data"]
    assert named == [service]


def test_another_tenant_sees_its_own(company: Company, crm: ServiceUnderTest) -> None:
    other = Company(crm)

    assert [team["name"] for team in other.crm.ask(ListTeams, other.admin.caller)["data"]] == [other.name]
