"""Who one is and what one may do."""

from crm_contracts.identity.api_key_commands import CreateApiKey
from crm_contracts.identity.commands import DeleteUser, NameDeputy
from crm_contracts.identity.queries import Me
from crm_kit.caller import NOBODY, Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_everything_about_oneself(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    team, role = company.team("North"), company.role("sales.*:own", "identity.api_key.*:own", name="Rep")
    absent = company.hire(name="Absent")
    person = company.hire(name="Grace", position="Clerk", team_id=team["id"], role_ids=[role["id"]])
    crm.do(NameDeputy, admin, user_id=absent.id, version=1, deputy_id=person.id)
    caller = company.signed_in(person)

    me = crm.ask(Me, caller)

    assert me == {
        "id": person.id, "email": person.email, "name": "Grace", "position": "Clerk", "must_change_password": False,
        "tenant": {"id": str(crm.tenant_id), "name": company.name},
        "team": {"id": team["id"], "name": "North", "path": team["path"]},
        "roles": [{"id": role["id"], "name": "Rep"}], "grants": role["grants"], "limits": None,
        "stands_for": [{"id": absent.id, "name": "Absent"}], "session_id": str(caller.session_id),
    }  # fmt: skip


def test_a_key_sees_its_limits(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    limits = [{"permission": "identity.user.read", "depth": "all"}]
    key = crm.do(CreateApiKey, admin, name="k", limits=limits)

    assert crm.ask(Me, Caller.from_json(company.resolve(key["token"])["caller"]))["limits"] == limits


def test_whoever_is_not_there_any_more_is_nobody(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    person = company.hire()
    crm.do(DeleteUser, admin, user_id=person.id, version=1)

    with crm.refused(404):
        crm.ask(Me, person.caller)
    with crm.refused(401):
        crm.ask(Me, Caller(tenant_id=NOBODY, user_id=NOBODY))
