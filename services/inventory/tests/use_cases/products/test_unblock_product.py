"""Products that were blocked are what they were."""

from typing import Any

import pytest

from crm_contracts.inventory.commands.products import BlockProduct, UnblockProduct
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


@pytest.mark.parametrize("status", ["draft", "active"])
def test_an_unblocked_product_is_what_it_was(crm: ServiceUnderTest, given: Any, keeper: Caller, status: str) -> None:
    product = given.product(status=status)
    blocked = crm.do(BlockProduct, keeper, product_id=product["id"], version=product["version"], reason="Recall")

    free = crm.do(UnblockProduct, keeper, product_id=product["id"], version=blocked["version"])

    assert (free["status"], free["status_reason"]) == (status, "")


def test_only_a_blocked_product_is_unblocked(crm: ServiceUnderTest, given: Any, keeper: Caller) -> None:
    product = given.product()

    with crm.refused(409, "illegal_transition"):
        crm.do(UnblockProduct, keeper, product_id=product["id"], version=product["version"])
