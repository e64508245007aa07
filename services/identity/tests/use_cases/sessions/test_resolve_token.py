"""Whose token it is."""

import datetime as dt
from uuid import UUID

import pytest
from sqlalchemy import event, text

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.commands import ChangeUser, DeactivateUser, NameDeputy
from crm_contracts.identity.queries import GetApiKey
from crm_contracts.identity.session_commands import ResolveToken
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company, rows

TODAY = dt.datetime.now(dt.UTC).date()
DAY = dt.timedelta(days=1)


def resolved(company: Company, token: str) -> Caller:
    return Caller.from_json(company.resolve(token)["caller"])


def test_a_session_gives_the_user_with_team_roles_and_grants(company: Company) -> None:
    above = company.team("Sales")
    team = company.team("North", below=above)
    role, other = company.role("sales.*:own", "customers.*:team"), company.role("sales.*:subtree")
    person = company.hire(team_id=team["id"], role_ids=[role["id"], other["id"]])

    caller = resolved(company, company.sign_in(person)["token"])

    assert caller.user_id == UUID(person.id)
    assert caller.tenant_id == company.crm.tenant_id
    assert (caller.team_id, caller.team_path) == (UUID(team["id"]), team["path"])
    assert caller.team_ids == (UUID(team["id"]), UUID(above["id"]))
    assert caller.role_ids == (UUID(role["id"]), UUID(other["id"]))
    assert caller.grants == {"sales.*": "subtree", "customers.*": "team"}
    assert caller.limits is None
    assert caller.session_id is not None


def test_a_change_of_roles_counts_at_once(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("sales.*:all")
    token = company.sign_in(person)["token"]

    crm.do(ChangeUser, admin, user_id=person.id, version=1, role_ids=[])

    assert resolved(company, token).grants == {}


@pytest.mark.parametrize("days", [(None, None), (TODAY, None), (None, TODAY), (TODAY - DAY, TODAY + DAY), (TODAY, TODAY)])
def test_a_deputy_stands_for_the_absent_on_those_days(
    company: Company, crm: ServiceUnderTest, admin: Caller, days: tuple[dt.date | None, dt.date | None]
) -> None:
    team = company.team()
    absent, deputy = company.hire(team_id=team["id"]), company.hire()
    crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=deputy.id, deputy_from=days[0], deputy_until=days[1])

    assert resolved(company, company.sign_in(deputy)["token"]).stands_for == ((UUID(absent.id), team["path"]),)
    assert resolved(company, company.sign_in(absent)["token"]).stands_for == ()


@pytest.mark.parametrize("days", [(TODAY + DAY, None), (None, TODAY - DAY), (TODAY + DAY, TODAY + 2 * DAY)])
def test_and_on_no_others(
    company: Company, crm: ServiceUnderTest, admin: Caller, days: tuple[dt.date | None, dt.date | None]
) -> None:
    absent, deputy = company.hire(), company.hire()
    crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=deputy.id, deputy_from=days[0], deputy_until=days[1])

    assert resolved(company, company.sign_in(deputy)["token"]).stands_for == ()


@pytest.mark.parametrize(
    "token",
    [
        "",
        "ses_",
        "ses_" + "x" * 43,
        "crm_",
        "crm_0_x",
        "crm_" + "0" * 32 + "_x",
        "crm_" + "z" * 32 + "_x",
        "Bearer x",
        "ü" * 40,
        "\x00",
    ],
)
def test_what_is_no_token_of_ours_opens_nothing(company: Company, token: str) -> None:
    assert company.ask_as_stranger(ResolveToken, token=token)["problem"]["status"] in (401, 422)


def test_an_expired_session_opens_nothing(company: Company, crm: ServiceUnderTest) -> None:
    token = company.sign_in(company.admin)["token"]

    rows("UPDATE sessions SET expires_at = now() WHERE tenant_id = %s", crm.tenant_id)

    with crm.refused(401):
        company.resolve(token)


def test_whoever_leaves_is_out_at_once_by_every_way(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire("identity.api_key.*:own")
    key = crm.do(CreateApiKey, person.caller, name="k", limits=[{"permission": "identity.api_key.read", "depth": "own"}])
    tokens = [company.sign_in(person)["token"], key["token"]]
    assert all(company.resolve(token) for token in tokens)

    crm.do(DeactivateUser, admin, user_id=person.id, version=1)

    for token in tokens:
        with crm.refused(401):
            company.resolve(token)


def test_use_is_noted_at_most_once_a_minute_and_makes_no_version(company: Company, crm: ServiceUnderTest) -> None:
    person = company.hire("identity.api_key.*:own")
    key = crm.do(CreateApiKey, person.caller, name="k", limits=[{"permission": "identity.api_key.read", "depth": "own"}])

    def used() -> tuple[str | None, int]:
        shown = crm.ask(GetApiKey, person.caller, api_key_id=key["id"])
        return shown["last_used_at"], shown["version"]

    assert used() == (None, 1)
    company.resolve(key["token"])
    first = used()
    company.resolve(key["token"])
    assert used() == first
    rows("UPDATE api_keys SET last_used_at = last_used_at - interval '61 s' WHERE id = %s", key["id"])
    company.resolve(key["token"])

    assert first[0] is not None
    assert used()[0] > first[0]  # type: ignore[operator]
    assert used()[1] == 1


def test_before_somebody_is_known_nothing_can_be_written_and_little_read(company: Company, crm: ServiceUnderTest) -> None:
    company.sign_in(company.admin)
    with crm.app.engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.execute(text("SELECT set_config('crm.tenant', '*sign-in*', true)"))

        def met(statement: str) -> int:
            return connection.exec_driver_sql(statement).rowcount

        assert met("SELECT 1 FROM users") > 0
        assert met("SELECT 1 FROM sessions") > 0
        for table in ("teams", "roles", "history", "outbox", "inbox", "shares", "sign_in_attempts"):
            assert met(f"SELECT 1 FROM {table}") == 0
        for table in ("users", "sessions", "api_keys", "tenants"):
            assert met(f"UPDATE {table} SET tenant_id = tenant_id") == 0
            assert met(f"DELETE FROM {table}") == 0
        connection.exec_driver_sql("ROLLBACK")


def test_few_questions_are_put_to_the_database(company: Company, crm: ServiceUnderTest) -> None:
    token = company.sign_in(company.hire("sales.*:own", team_id=company.team()["id"]))["token"]
    asked: list[str] = []
    listener = lambda _c, _k, statement, *_: asked.append(statement)  # noqa: E731
    event.listen(crm.app.engine, "before_cursor_execute", listener)

    company.resolve(token)

    event.remove(crm.app.engine, "before_cursor_execute", listener)
    assert len(asked) <= 12, asked
