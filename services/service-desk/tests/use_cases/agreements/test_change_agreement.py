"""Agreeing otherwise."""

from typing import Any

from crm_contracts.service_desk.commands.installed_base import ActivateAgreement, ChangeAgreement
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_is_changed_and_what_is_agreed_is_not(crm: ServiceUnderTest, given: Any, base: Any) -> None:
    draft, product = base.draft(), given.product()

    changed = base.step(ChangeAgreement, "agreement", draft, product_ids=[product], visits=2)

    assert (changed["product_ids"], changed["visits_left"]) == ([str(product)], 2)
    with crm.refused(422, "covers_nothing"):
        base.step(ChangeAgreement, "agreement", changed, covers_parts=False, covers_labour=False)
    active = base.step(ActivateAgreement, "agreement", changed)
    with crm.refused(409, "illegal_transition"):
        base.step(ChangeAgreement, "agreement", active, visits=3)
