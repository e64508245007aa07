"""Change a confirmed order."""

from crm_contracts.sales.commands.orders import AmendOrder
from crm_kit.approval import refuse
from crm_kit.errors import Invalid
from crm_kit.words import UNSET
from crm_kit.work import Work
from sales.app import app
from sales.domain.order import Order
from sales.domain.order_line import OrderLine
from sales.lookups.checks import at_level, findings_of_amendment
from sales.lookups.figures import catch_up
from sales.lookups.lines import order_lines
from sales.lookups.orders import sale_of
from sales.lookups.quotations import give_back, taken

EXCEED = "sales.order.approve"


@app.handles(AmendOrder)
def amend_order(command: AmendOrder, work: Work) -> Order:
    order = work.get(Order, command.order_id, version=command.version)
    order.check("amend")
    before, took = order.open_base, taken(order)
    if command.ship_to is not UNSET:
        order.ship_to = command.ship_to
    added = _added(command, work, order)
    order.amend(command.lines, added)
    discounted = {each.line_id for each in command.lines if (each.discount, each.unit_price) != (None, None)}
    discounted |= {line.id for line in added}
    found = findings_of_amendment(work, order, [line for line in order.lines if line.id in discounted], before)
    refuse(at_level("warn" if _may_exceed(work, order) else "block", found), command.confirm_warnings)
    order.is_exception = order.is_exception or bool(found)
    give_back(work, order, took)
    if order.paid_amount or order.invoice_status != "none":
        catch_up(work, {order.id: order})
    return order


def _may_exceed(work: Work, order: Order) -> bool:
    """Whoever may approve orders, but not one of their own."""
    return work.caller.may(EXCEED) and not order.is_by(work.caller.user_id)


def _added(command: AmendOrder, work: Work, order: Order) -> list[OrderLine]:
    """The further lines; what is wrong with one is said at its place in the request."""
    if not command.added:
        return []
    try:
        return order_lines(work, sale_of(work, order), command.added, first=1 + max(line.position for line in order.lines))
    except Invalid as error:
        error.errors = [{**each, "pointer": each["pointer"].replace("/lines/", "/added/", 1)} for each in error.errors]
        raise
