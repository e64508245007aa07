"""Setting a new password."""

import pytest

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.queries import ListUsers, Me
from crm_contracts.identity.session_commands import ChangePassword
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import PASSWORD, Company, Person

NEW = "a quite different one"


@pytest.fixture
def person(company: Company) -> Person:
    return company.hire("identity.api_key.*:own", name="Grace Hopper", email=f"grace.hopper@{company.crm.tenant_id}.test")


def change(company: Company, caller: Caller, current: str = PASSWORD, new: str = NEW) -> dict[str, object]:
    answer: dict[str, object] = company.crm.do(ChangePassword, caller, current_password=current, new_password=new)
    return answer


def test_from_then_on_only_the_new_one_opens(company: Company, person: Person) -> None:
    change(company, company.signed_in(person))

    assert company.sign_in(person, NEW)
    with company.crm.refused(401):
        company.sign_in(person)


def test_all_sessions_end_and_a_new_one_begins(company: Company, person: Person) -> None:
    elsewhere, here = company.sign_in(person)["token"], company.sign_in(person)["token"]

    answer = change(company, Caller.from_json(company.resolve(here)["caller"]))

    for token in (elsewhere, here):
        with company.crm.refused(401):
            company.resolve(token)
    assert company.resolve(str(answer["token"]))["caller"]["user_id"] == person.id


def test_who_must_change_it_can_do_nothing_else_before(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire("identity.user.read:all", must_change_password=True)
    held = company.signed_in(person)
    assert crm.ask(Me, held)["must_change_password"] is True
    with crm.refused(403):
        crm.ask(ListUsers, held)

    token = str(change(company, held)["token"])

    free = Caller.from_json(company.resolve(token)["caller"])
    assert crm.ask(Me, free)["must_change_password"] is False
    assert crm.ask(ListUsers, free)["data"]


def test_the_present_one_is_asked_for_and_guesses_are_counted(company: Company, person: Person) -> None:
    caller = company.signed_in(person)

    for _ in range(10):
        with company.crm.refused(422, "wrong_password", "/current_password"):
            change(company, caller, current="a guess at it")

    with company.crm.refused(429, "too_many_attempts"):
        change(company, caller)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short", "password_too_short"), ("Password123", "password_too_common"), ("aaaaaaaaaaaa", "password_too_common"),
        ("i-am-GRACE.hopper-yes", "password_too_personal"), ("my name is Hopper", "password_too_personal"),
        (PASSWORD, "password_unchanged"),
    ],
)  # fmt: skip
def test_a_weak_one_is_refused_and_the_old_one_stays(company: Company, person: Person, new: str, code: str) -> None:
    with company.crm.refused(422, code, "/new_password"):
        change(company, company.signed_in(person), new=new)

    assert company.sign_in(person)


def test_an_api_key_cannot_do_it(company: Company, crm: ServiceUnderTest, person: Person) -> None:
    limits = [{"permission": "identity.api_key.*", "depth": "own"}]
    key = crm.do(CreateApiKey, person.caller, name="k", limits=limits)

    with crm.refused(403):
        change(company, Caller.from_json(company.resolve(key["token"])["caller"]))
