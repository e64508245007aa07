"""Change what the supplier has already."""

from crm_contracts.inventory.commands.purchase_orders import AmendPurchaseOrder
from crm_kit.approval import Decision
from crm_kit.work import Work
from inventory.app import app
from inventory.domain.purchase_order import PurchaseOrder
from inventory.lookups.purchasing import findings_of, lines_as_told, tell_expected


@app.handles(AmendPurchaseOrder)
def amend_purchase_order(command: AmendPurchaseOrder, work: Work) -> PurchaseOrder:
    order = work.get(PurchaseOrder, command.purchase_order_id, version=command.version, lock=True)
    known = list(order.lines)
    before = order.amend(lines_as_told(work, order, command.lines), command.reason)
    order.settle_amendment(findings_of(work, order, before), Decision.of(work))
    tell_expected(work, [order], gone=[line for line in known if line not in order.lines])
    return order
