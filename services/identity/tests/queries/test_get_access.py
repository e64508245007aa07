"""What a user may do."""

from crm_contracts.identity.commands import DeactivateUser
from crm_contracts.identity.queries import GetAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_it_is_what_a_session_would_give(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("sales.*:own", team_id=company.team()["id"])

    access = crm.ask(GetAccess, admin, user_id=person.id)["caller"]

    session = company.signed_in(person).as_json()
    assert access == {name: value for name, value in session.items() if name != "session_id"}


def test_whoever_left_may_do_nothing(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("sales.*:own")
    crm.do(DeactivateUser, admin, user_id=person.id, version=1)

    assert not company.caller(person.id).may("sales.order.read")


def test_it_needs_the_permission_and_obeys_its_depth(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire(team_id=company.team()["id"])

    with crm.refused(403):
        crm.ask(GetAccess, company.hire("identity.user.read:all").caller, user_id=person.id)
    with crm.refused(404):
        crm.ask(GetAccess, company.hire("identity.user.explain:own").caller, user_id=person.id)
