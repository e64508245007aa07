"""Reading one agreement."""

from typing import Any

from crm_contracts.service_desk.queries.installed_base import GetAgreement
from crm_kit.testing.service import ServiceUnderTest


def test_an_agreement_is_read_by_who_may_see_it(crm: ServiceUnderTest, base: Any) -> None:
    agreement = base.agreement()

    assert crm.ask(GetAgreement, base.admin, agreement_id=agreement["id"]) == agreement
    with crm.refused(404):
        crm.ask(GetAgreement, crm.person("service_desk.agreement.read:own"), agreement_id=agreement["id"])
