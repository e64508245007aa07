"""Taking a user off the list."""

from crm_contracts.identity.commands import DeleteUser
from crm_contracts.identity.queries import GetUser, ListUsers
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_they_are_gone_out_and_announced_as_left(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire()
    token = company.sign_in(person)["token"]

    crm.do(DeleteUser, admin, user_id=person.id, version=1)

    with crm.refused(404):
        crm.ask(GetUser, admin, user_id=person.id)
    with crm.refused(401):
        company.resolve(token)
    assert crm.events("identity.user.deactivated.v1")[-1]["data"]["id"] == person.id
    assert [user["id"] for user in crm.ask(ListUsers, admin, deleted=True)["data"]] == [person.id]


def test_the_last_administrator_stays(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(409, "last_administrator"):
        crm.do(DeleteUser, admin, user_id=company.admin.id, version=1)


def test_whoever_is_somebodys_manager_stays(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    boss = company.hire()
    report = company.hire(manager_id=boss.id)

    with crm.refused(409, "in_use") as problem:
        crm.do(DeleteUser, admin, user_id=boss.id, version=1)
    assert problem["references"] == [report.id]


def test_nobody_deletes_whoever_may_do_more(company: Company, crm: ServiceUnderTest) -> None:
    with crm.refused(403, "exceeds_own_grants"):
        crm.do(DeleteUser, company.hire("identity.*:all").caller, user_id=company.admin.id, version=1)
