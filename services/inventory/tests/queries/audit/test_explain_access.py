"""Why somebody meets a record of inventory, or cannot."""

from typing import Any

from crm_contracts.inventory.queries.audit import ExplainAccess
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_it_is_explained_why_somebody_meets_a_product(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product, reader = given.product(), crm.person("inventory.product.read:own")

    def granted(who: Caller) -> bool:
        asked = {"entity": "product", "record_id": product["id"], "action": "read", "subject": who.as_json()}
        return bool(crm.ask(ExplainAccess, keeper, **asked)["granted"])

    assert (granted(reader), granted(crm.person("sales.*:all"))) == (True, False)
    with crm.refused(422, "unknown_entity"):
        crm.ask(ExplainAccess, keeper, entity="lead", record_id=product["id"], subject=reader.as_json())
