"""Signing in."""

import datetime as dt
import re
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from argon2 import PasswordHasher

from crm_contracts.identity.commands import DeactivateUser, DeleteUser
from crm_contracts.identity.queries import ListHistory, Me
from crm_contracts.identity.session_commands import CreateSession
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity import passwords
from identity.domain.session import LIFETIME
from identity.testing import PASSWORD, STRANGER, Company, rows


def attempt(company: Company, email: str, password: str, ip: str = "192.0.2.1") -> int:
    """The status of one attempt; 200 where it succeeds."""
    reply = company.ask_as_stranger(CreateSession, ip, email=email, password=password)
    return reply.get("problem", {}).get("status", 200)


def test_the_right_password_opens_a_session_for_twelve_hours(company: Company) -> None:
    person = company.hire("sales.*:own")

    answer = company.sign_in(person)

    assert re.fullmatch(r"ses_[A-Za-z0-9_-]{43}", answer["token"])
    assert answer["user"] == {"id": person.id, "email": person.email, "name": "Grace"}
    assert answer["must_change_password"] is False
    left = dt.datetime.fromisoformat(answer["expires_at"]) - dt.datetime.now(dt.UTC)
    assert LIFETIME - dt.timedelta(minutes=1) < left <= LIFETIME
    caller = Caller.from_json(company.resolve(answer["token"])["caller"])
    assert company.crm.ask(Me, caller)["email"] == person.email


def test_the_address_may_be_typed_in_capitals(company: Company) -> None:
    person = company.hire()

    assert attempt(company, person.email.upper(), PASSWORD) == 200


def test_who_fails_learns_nothing_about_why(company: Company, admin: Caller) -> None:
    known, left, gone = company.hire(), company.hire(), company.hire()
    company.crm.do(DeactivateUser, admin, user_id=left.id, version=1)
    company.crm.do(DeleteUser, admin, user_id=gone.id, version=1)
    unknown = f"{uuid4().hex}@company.test"
    guesses = [(known.email, "wrong password"), *((email, PASSWORD) for email in (unknown, left.email, gone.email))]

    problems = [company.ask_as_stranger(CreateSession, email=email, password=guess)["problem"] for email, guess in guesses]

    assert all(problem == problems[0] for problem in problems)
    assert (problems[0]["status"], problems[0]["code"]) == (401, "wrong_credentials")


def test_an_unknown_address_takes_as_long_as_a_known_one(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the hashes of earnest
    person = company.hire()

    def seconds(email: str) -> float:
        began = time.perf_counter()
        assert attempt(company, email, "wrong password") == 401
        return time.perf_counter() - began

    known = min(seconds(person.email) for _ in range(3))
    unknown = min(seconds(f"{uuid4().hex}@company.test") for _ in range(3))

    assert known / 2 < unknown < known * 2
    assert not passwords.is_outdated(passwords.NOBODYS)


def test_wrong_guesses_must_wait_and_then_the_right_password_must_too(company: Company) -> None:
    person = company.hire()

    statuses = [attempt(company, person.email, f"guess number {number}") for number in range(12)]

    assert statuses == [401] * 10 + [429] * 2
    with company.crm.refused(429, "too_many_attempts") as problem:
        company.sign_in(person)
    assert 25 <= problem["retry_after"] <= 30
    assert attempt(company, person.email, PASSWORD, ip="198.51.100.7") == 200, "others are not locked out with the guesser"


def test_an_unknown_address_must_wait_alike(company: Company) -> None:
    email = f"{uuid4().hex}@company.test"

    assert [attempt(company, email, "a guess at it") for _ in range(11)] == [401] * 10 + [429]


def test_the_wait_doubles_with_each_failure_after_it(company: Company) -> None:
    person = company.hire()
    waits = []
    for _ in range(4):
        while attempt(company, person.email, "wrong password") != 429:
            pass
        waits.append(rows("SELECT extract(epoch FROM locked_until - last_at) FROM sign_in_attempts WHERE is_refused")[0][0])
        rows("UPDATE sign_in_attempts SET locked_until = now() - interval '1 s', attempts = attempts - 1 WHERE is_refused")

    assert [round(wait / 30) for wait in waits] == [1, 2, 4, 8]


def test_a_hundred_guesses_at_once_count_as_a_hundred(company: Company) -> None:
    person = company.hire()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda number: attempt(company, person.email, f"guess number {number}"), range(100)))

    assert sorted(statuses) == [401] * 10 + [429] * 90
    counted = rows("SELECT subject, attempts FROM sign_in_attempts")
    counts = {subject.partition(":")[0]: attempts for subject, attempts in counted}
    assert counts == {"pair": 100, "address": 10, "account": 10}


def test_one_address_cannot_try_everybody_nor_many_addresses_one(company: Company) -> None:
    person = company.hire()

    sprayed = [attempt(company, f"{uuid4().hex}@company.test", "a common password", ip="203.0.113.5") for _ in range(101)]
    spread = [attempt(company, person.email, "wrong password", ip=f"203.0.113.{number}") for number in range(100, 151)]

    assert sprayed == [401] * 100 + [429]
    assert spread == [401] * 50 + [429]


def test_success_forgets_the_failures_before_it(company: Company) -> None:
    person = company.hire()

    for _ in range(3):
        assert [attempt(company, person.email, "wrong password") for _ in range(9)] == [401] * 9
        assert attempt(company, person.email, PASSWORD) == 200


def test_an_hour_of_quiet_forgets_them_too(company: Company) -> None:
    person = company.hire()
    for _ in range(10):
        attempt(company, person.email, "wrong password")

    rows("UPDATE sign_in_attempts SET last_at = last_at - interval '61 min', locked_until = now()")

    assert [attempt(company, person.email, "wrong password") for _ in range(9)] == [401] * 9


def test_the_same_key_never_answers_with_somebodys_session(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire()

    first = crm.call(CreateSession, STRANGER, key="1", email=person.email, password=PASSWORD)
    again = crm.call(CreateSession, STRANGER, key="1", email=person.email, password=PASSWORD)

    assert first["replayed"] is again["replayed"] is False
    assert first["result"]["token"] != again["result"]["token"]


def test_signing_in_is_in_the_history_with_where_from(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire()
    company.sign_in(person, ip="2001:db8::7")

    entry = crm.ask(ListHistory, admin, where={"field": "entity", "value": "session"})["data"][0]

    assert (entry["actor_id"], entry["ip"], entry["user_agent"], entry["use_case"]) == (
        person.id, "2001:db8::7", "Tests/1.0", "create_session",
    )  # fmt: skip
    assert entry["changes"]["token_hash"] == ["•••", "•••"]


def test_a_hash_of_weaker_parameters_is_made_anew(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    person = company.hire()
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))

    company.sign_in(person)

    [(kept,)] = rows("SELECT password_hash FROM users WHERE id = %s", person.id)
    assert "m=16,t=2,p=1" in kept


@pytest.mark.parametrize(
    "payload",
    [
        {"email": "no address", "password": "x"}, {"email": "a@b.test"}, {"password": "x"},
        {"email": "a@b.test", "password": "x", "tenant_id": "y"},
    ],
)  # fmt: skip
def test_what_is_no_attempt_is_refused_as_such(company: Company, payload: dict[str, str]) -> None:
    assert company.ask_as_stranger(CreateSession, **payload)["problem"]["status"] == 422
