"""crm-identity, on the machine itself."""

import io
import os
import subprocess
import sys
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, text

from crm_contracts.identity.commands import ChangeRole
from crm_contracts.identity.queries import GetRole, ListRoles
from crm_kit.caller import Caller
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest
from identity import cli
from identity.testing import PASSWORD, rows


class Terminal:
    """Runs the command as a shell would, and keeps what it said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        monkeypatch.setenv("CRM_IDENTITY_DATABASE_URL", database("identity").database_url)

    def run(self, *options: str, password: str = PASSWORD) -> tuple[int, str]:
        self._monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        code = cli.main(["create-administrator", *options])
        said = self._capsys.readouterr()
        return code, said.out + said.err


@pytest.fixture
def terminal(identity: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    app = identity.app
    monkeypatch.setattr(app, "open", lambda _settings: None)
    monkeypatch.setattr(app, "close", lambda: None)
    return Terminal(monkeypatch, capsys)


def people(tenant: str) -> list[tuple[str, str, str, list[str]]]:
    """E-mail, name, team's path and keys of the roles of everybody in a tenant."""
    return rows(
        "SELECT u.email, u.name, u.team_path, array(SELECT key FROM roles WHERE id = ANY(u.role_ids)) FROM users u"
        " JOIN tenants t ON t.id = u.tenant_id WHERE t.name = %s ORDER BY u.created_at",
        tenant,
    )


def test_it_makes_a_tenant_with_an_administrator_at_the_top(terminal: Terminal) -> None:
    tenant, email = f"Tenant {uuid4()}", f"{uuid4().hex}@Root.test"

    code, said = terminal.run("--tenant", tenant, "--email", email, "--name", "Ada 阿达")

    assert code == 0
    assert "is now an administrator" in said
    assert people(tenant) == [(email.lower(), "Ada 阿达", "/1/", ["administrator"])]
    assert len(rows("SELECT key FROM roles r JOIN tenants t ON t.id = r.tenant_id WHERE t.name = %s", tenant)) == 9


def test_a_second_time_changes_nothing_and_says_so(terminal: Terminal) -> None:
    options = ("--tenant", f"Tenant {uuid4()}", "--email", f"{uuid4().hex}@root.test")
    terminal.run(*options)
    before = people(options[1])

    code, said = terminal.run(*options, password="another good one")

    assert code == 0
    assert "nothing was changed" in said
    assert people(options[1]) == before


def test_a_second_administrator_joins_the_first(terminal: Terminal) -> None:
    tenant = f"Tenant {uuid4()}"
    emails = [f"{uuid4().hex}@root.test" for _ in range(2)]

    for email in emails:
        assert terminal.run("--tenant", tenant, "--email", email)[0] == 0

    assert [person[0] for person in people(tenant)] == emails


def test_somebody_of_another_tenant_stays_there(terminal: Terminal) -> None:
    email = f"{uuid4().hex}@root.test"
    terminal.run("--tenant", f"Tenant {uuid4()}", "--email", email)

    code, said = terminal.run("--tenant", f"Tenant {uuid4()}", "--email", email)

    assert code == 1
    assert "another tenant" in said


@pytest.mark.parametrize(
    ("email", "password", "why"),
    [("no address", PASSWORD, "/email"), ("a@root.test", "short", "/password"), ("a@root.test", "", "/password")],
)
def test_what_is_not_right_is_said_and_nothing_is_made(terminal: Terminal, email: str, password: str, why: str) -> None:
    tenant = f"Tenant {uuid4()}"

    code, said = terminal.run("--tenant", tenant, "--email", email, password=password)

    assert code == 1
    assert why in said
    assert people(tenant) == []
    assert not password or password not in said.replace("/password", "")


def test_it_runs_as_a_program_of_its_own(identity: ServiceUnderTest) -> None:
    tenant, email = f"Tenant {uuid4()}", f"{uuid4().hex}@root.test"
    environment = {**os.environ, "CRM_IDENTITY_DATABASE_URL": database("identity").database_url}
    environment.pop("CRM_SIGNING_KEY", None)
    command = [sys.executable, "-m", "identity.cli", "create-administrator", "--tenant", tenant, "--email", email]

    done = subprocess.run(command, env=environment, input=PASSWORD, capture_output=True, text=True, timeout=60)

    assert (done.returncode, done.stderr) == (0, "")
    assert [person[0] for person in people(tenant)] == [email]


def test_ready_made_roles_that_nobody_changed_get_the_grants_of_this_release(
    terminal: Terminal, crm: ServiceUnderTest, admin: Caller, capsys: pytest.CaptureFixture[str]
) -> None:
    finance, warehouse = (
        crm.ask(ListRoles, admin, where={"field": "key", "value": key})["data"][0] for key in ("finance", "warehouse")
    )
    own = [{"permission": "inventory.stock.read", "depth": "own"}]
    crm.do(ChangeRole, admin, role_id=warehouse["id"], version=warehouse["version"], grants=own)
    owner = create_engine(database("identity").owner_database_url)
    with owner.begin() as connection:
        connection.execute(text("SELECT set_config('crm.tenant', :tenant, true)"), {"tenant": str(crm.tenant_id)})
        connection.execute(text("UPDATE roles SET grants = '[]' WHERE key = 'finance'"))
    owner.dispose()

    codes = [cli.main(["refresh-roles"]) for _ in range(2)]

    again = {key: crm.ask(GetRole, admin, role_id=each["id"]) for key, each in (("finance", finance), ("warehouse", warehouse))}
    assert codes == [0, 0]
    assert capsys.readouterr().out.splitlines()[-1] == "0 ready-made roles have new grants"
    assert (again["finance"]["grants"], again["warehouse"]["grants"]) == (finance["grants"], own)
    assert crm.events("identity.role.changed.v1")[-1]["data"]["ids"] == [finance["id"]]
