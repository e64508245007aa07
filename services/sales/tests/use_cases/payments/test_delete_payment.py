"""Only drafts go away."""

from typing import Any

from crm_contracts.sales.commands.payments import DeletePayment
from crm_contracts.sales.queries.payments import GetPayment
from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest


def test_a_draft_is_deleted_and_a_posted_payment_is_not(crm: ServiceUnderTest, given: Any, rep: Caller) -> None:
    draft, posted = given.payment(rep, given.account(), post=False), given.payment(rep, given.account())

    crm.do(DeletePayment, rep, payment_id=draft["id"], version=draft["version"])

    with crm.refused(404):
        crm.ask(GetPayment, rep, payment_id=draft["id"])
    with crm.refused(409, "illegal_transition"):
        crm.do(DeletePayment, rep, payment_id=posted["id"], version=posted["version"])
