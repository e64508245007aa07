"""Who may do what in sales."""

from typing import Any

from crm_contracts.sales.queries.audit import ExplainAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_explained_why_somebody_meets_a_record(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    deal, other, boss = given.opportunity(rep), crm.person("sales.*:own"), crm.administrator()

    def granted(who: Caller) -> bool:
        asked = {"entity": "opportunity", "record_id": deal["id"], "action": "read", "subject": who.as_json()}
        return bool(crm.ask(ExplainAccess, boss, **asked)["granted"])

    assert (granted(rep), granted(other)) == (True, False)
    with crm.refused(422, "unknown_entity"):
        crm.ask(ExplainAccess, boss, entity="unicorn", record_id=deal["id"], subject=rep.as_json())
