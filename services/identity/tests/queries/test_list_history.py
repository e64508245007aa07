"""Who changed what in identity."""

from crm_contracts.identity.commands import ChangeUser
from crm_contracts.identity.queries import ListHistory, ListRoles
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest
from identity.testing import Company


def test_an_auditor_reads_who_did_what(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    role = crm.ask(ListRoles, admin, where={"field": "key", "value": "auditor"})["data"][0]
    auditor, person = company.hire(role_ids=[role["id"]]), company.hire(name="Grace")
    crm.do(ChangeUser, admin, user_id=person.id, version=1, name="Grace Hopper")

    entry = crm.ask(ListHistory, auditor.caller, where={"field": "record_id", "value": person.id})["data"][0]

    assert entry["changes"] == {"name": ["Grace", "Grace Hopper"]}
    assert entry["actor_id"] == company.admin.id


def test_nobody_else_does(company: Company, crm: ServiceUnderTest, admin: Caller) -> None:
    for role in crm.ask(ListRoles, admin)["data"]:
        if role["key"] not in ("administrator", "auditor"):
            with crm.refused(403):
                crm.ask(ListHistory, company.hire(role_ids=[role["id"]]).caller)
