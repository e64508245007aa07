"""Somebody is back."""

from crm_contracts.identity.commands import DeactivateUser, ReactivateUser
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_they_sign_in_again_and_it_is_announced(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire()
    crm.do(DeactivateUser, admin, user_id=person.id, version=1)

    user = crm.do(ReactivateUser, admin, user_id=person.id, version=2)

    assert (user["is_active"], user["deactivated_at"], user["successor_id"]) == (True, None, None)
    assert crm.events("identity.user.updated.v1")[-1]["data"]["is_active"] is True
    assert company.sign_in(person)


def test_who_never_left_cannot_be_back(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    with crm.refused(409, "illegal_transition") as problem:
        crm.do(ReactivateUser, admin, user_id=company.hire().id, version=1)
    assert problem["allowed"] == ["deactivate"]


def test_nobody_brings_back_whoever_may_do_more(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    former = company.hire("*:all")
    crm.do(DeactivateUser, admin, user_id=former.id, version=1)

    with crm.refused(403, "exceeds_own_grants"):
        crm.do(ReactivateUser, company.hire("identity.*:all").caller, user_id=former.id, version=2)
