"""How a tenant begins."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

from crm_contracts.identity.queries import ListRoles, ListTeams
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.work import Work
from identity.domain.ready_made import READY_MADE
from identity.founding import create_administrator
from identity.testing import PASSWORD, STRANGER, Company, rows


def test_it_has_one_team_and_the_ready_made_roles_and_tells_of_them(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    roles, teams = crm.ask(ListRoles, admin)["data"], crm.ask(ListTeams, admin)["data"]

    assert {role["key"] for role in roles} == {ready_made.key for ready_made in READY_MADE}
    assert [(team["name"], team["path"], team["version"]) for team in teams] == [(company.name, "/1/", 1)]
    told = [event["type"] for event in crm.events()]
    assert (told.count("identity.role.changed.v1"), told.count("identity.team.changed.v1")) == (9, 1)
    assert told.count("identity.user.created.v1") == 1


def test_two_that_found_the_same_one_at_once_make_one(identity: ServiceUnderTest) -> None:
    name = f"Company {uuid4()}"

    def found(email: str) -> str:
        with Work(identity.app.sessions, STRANGER, "*", "found", {}) as work:
            work.begin()
            said = create_administrator(work, name, email, "Ada", PASSWORD)
            work.finish(dict)
        return said

    email = f"{uuid4().hex}@root.test"
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(found, [email] * 4))

    assert sorted("nothing was changed" in each for each in said) == [False, True, True, True]
    assert rows("SELECT count(*) FROM tenants WHERE name = %s", name) == [(1,)]
