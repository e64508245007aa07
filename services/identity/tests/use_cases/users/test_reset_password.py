"""An administrator gives somebody a password to begin with anew."""

from crm_contracts.identity.commands import ResetPassword
from crm_contracts.identity.session_commands import ChangePassword
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_only_the_new_one_opens_and_it_must_be_changed(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("sales.*:own")
    old = company.sign_in(person)["token"]

    password = crm.do(ResetPassword, admin, user_id=person.id, version=1)["initial_password"]

    with crm.refused(401):
        company.resolve(old)
    with crm.refused(401):
        company.sign_in(person)
    answer = company.sign_in(person, password)
    assert answer["must_change_password"] is True
    held = Caller.from_json(company.resolve(answer["token"])["caller"])
    assert held.limits == {}
    crm.do(ChangePassword, held, current_password=password, new_password="one of my own choice")
    assert company.sign_in(person, "one of my own choice")["must_change_password"] is False


def test_it_is_shown_once(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire()

    first = crm.call(ResetPassword, admin, key="k", user_id=person.id, version=1)
    again = crm.call(ResetPassword, admin, key="k", user_id=person.id, version=1)

    assert first["result"]["initial_password"]
    assert again["replayed"] is True
    assert again["result"]["initial_password"] is None


def test_nobody_takes_over_whoever_may_do_more(company: Company, crm: ServiceUnderTest) -> None:
    clerk = company.hire("identity.*:all")

    with crm.refused(403, "exceeds_own_grants"):
        crm.do(ResetPassword, clerk.caller, user_id=company.admin.id, version=1)
    assert company.sign_in(company.admin)
