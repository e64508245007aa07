"""Putting a deleted user back."""

from crm_contracts.identity.commands import DeleteUser, ReactivateUser, RestoreUser
from crm_contracts.identity.queries import GetUser
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_they_are_on_the_list_but_not_in_until_active_again(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("sales.*:own")
    crm.do(DeleteUser, admin, user_id=person.id, version=1)

    user = crm.do(RestoreUser, admin, user_id=person.id, version=2)

    assert user["is_active"] is False
    assert crm.ask(GetUser, admin, user_id=person.id)["id"] == person.id
    with crm.refused(401):
        company.sign_in(person)
    crm.do(ReactivateUser, admin, user_id=person.id, version=user["version"])
    assert company.sign_in(person)


def test_who_was_not_deleted_cannot_be_restored(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(404):
        crm.do(RestoreUser, admin, user_id=company.hire().id, version=1)


def test_nobody_restores_whoever_may_do_more(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    former = company.hire("*:all")
    crm.do(DeleteUser, admin, user_id=former.id, version=1)

    with crm.refused(403, "exceeds_own_grants"):
        crm.do(RestoreUser, company.hire("identity.*:all").caller, user_id=former.id, version=2)
