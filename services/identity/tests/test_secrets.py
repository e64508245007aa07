"""Canaries: secrets that go in and out, looked for in every row of every table."""

import pytest

from crm_contracts.identity.api_key_commands import CreateApiKey, RotateApiKey
from crm_contracts.identity.commands import CreateUser, ResetPassword
from crm_contracts.identity.session_commands import ChangePassword, RenewSession
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import PASSWORD, Company, superuser

LIMITS = [{"permission": "identity.api_key.*", "depth": "own"}]


def kept_anywhere(secret: str) -> list[str]:
    """The tables that hold the secret in clear."""
    with superuser() as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return [
            table for (table,) in tables
            if connection.execute(f'SELECT 1 FROM "{table}" AS t WHERE t::text LIKE %s LIMIT 1', [f"%{secret}%"]).fetchone()  # type: ignore[arg-type]
        ]  # fmt: skip


def test_no_secret_is_kept_in_clear_anywhere(
    company: Company, crm: ServiceUnderTest, admin: Caller, capfd: pytest.CaptureFixture[str]
) -> None:
    given = "canary password 9f3a"
    hired = crm.do(CreateUser, admin, email="heron@company.test", name="Grace", password=given, must_change_password=False)
    generated = crm.do(CreateUser, admin, email="egret@company.test", name="Edsger")["initial_password"]
    reset = crm.do(ResetPassword, admin, user_id=hired["id"], version=1)["initial_password"]
    session = company.sign_in(company.admin)
    renewed = crm.do(RenewSession, Caller.from_json(company.resolve(session["token"])["caller"]))
    changed = crm.do(
        ChangePassword, Caller.from_json(company.resolve(renewed["token"])["caller"]),
        current_password=PASSWORD, new_password="canary password 77c1",
    )  # fmt: skip
    key = crm.do(CreateApiKey, admin, name="k", limits=LIMITS)
    rotated = crm.do(RotateApiKey, admin, api_key_id=key["id"], version=1)

    secrets = [given, generated, reset, "canary password 77c1", PASSWORD]
    secrets += [session["token"], renewed["token"], changed["token"]]
    secrets += [each["token"][37:] for each in (key, rotated)]

    assert all(len(secret) >= 10 for secret in secrets)
    assert [secret for secret in secrets if kept_anywhere(secret)] == []
    assert kept_anywhere(hired["id"]), "the search finds what is there"
    with crm.refused(401):
        company.sign_in(company.admin, given)
    logged = "".join(capfd.readouterr())
    assert "sign-in refused" in logged
    assert [secret for secret in secrets if secret in logged] == []


def test_a_repeat_does_not_tell_the_secret_again(crm: ServiceUnderTest, admin: Caller) -> None:
    first = crm.call(CreateApiKey, admin, key="k", name="k", limits=LIMITS)
    again = crm.call(CreateApiKey, admin, key="k", name="k", limits=LIMITS)

    assert first["result"]["token"].startswith("crm_")
    assert again["replayed"] is True
    assert again["result"] == {**first["result"], "token": None}
