"""Change an order while it is a draft."""

from typing import Any

from crm_contracts.sales.commands.orders import ChangeOrder
from crm_kit.errors import Conflict
from crm_kit.messages import given
from crm_kit.words import UNSET
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.lookups.buyers import buyer
from sales.lookups.lines import order_lines
from sales.lookups.orders import check_day, check_references, sale_of
from sales.lookups.terms import terms


@app.handles(ChangeOrder)
def change_order(command: ChangeOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.change(_told(command, work, order), work.caller.user_id)
    check_day(work, order.ordered_on)
    if command.lines is not UNSET:
        if order.quotation_ids:
            raise Conflict("Its lines are those of its quotations", code="from_quotation")
        order.put(order_lines(work, sale_of(work, order), command.lines))
    return order


def _told(command: ChangeOrder, work: Work, order: Order) -> dict[str, Any]:
    told = given(command, but=("lines", "payment_terms_id"))
    check_references(work, told.get("contact_id"), told.get("opportunity_id"))
    if command.payment_terms_id is not UNSET:
        told |= terms(work, command.payment_terms_id, buyer(work, order.account_id))
    return told
