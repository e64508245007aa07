"""The roles that every tenant begins with.

A family with the depth `all` over a whole service would show its history too, which is for administrators and auditors: the others
have `all` on nouns only. What has no owner (a product, a price list) is met at any depth.
"""

from __future__ import annotations

from dataclasses import dataclass

from identity.domain.role import ADMINISTRATOR, Role


@dataclass(frozen=True)
class ReadyMade:
    """A role to begin with; per depth the permissions it gives."""

    key: str
    name: str
    description: str
    own: str = ""
    team: str = ""
    subtree: str = ""
    all: str = ""

    def role(self) -> Role:
        depths = (("own", self.own), ("team", self.team), ("subtree", self.subtree), ("all", self.all))
        grants = {permission: depth for depth, permissions in depths for permission in permissions.split()}
        listed = [{"permission": permission, "depth": grants[permission]} for permission in sorted(grants)]
        return Role(key=self.key, name=self.name, description=self.description, grants=listed)


# Everybody at work: colleagues, teams and roles to choose from, one's own deputy, keys and saved views.
STAFF_OWN = " identity.user.name_deputy identity.api_key.* customers.view.*"
STAFF_ALL = " identity.user.read identity.team.read identity.role.read inventory.product.read inventory.stock.read"
CUSTOMER_READER = " customers.account.read customers.contact.read customers.consent.read customers.timeline.read"
# How far the goods are, for those who promised them. What they cost is not for sale: neither costs nor purchases.
SHIPPING_READER = """ inventory.warehouse.read inventory.reservation.read inventory.shipment_notice.read inventory.delivery.read
    inventory.waybill.read inventory.statistics.read inventory.settings.read"""
# Sellers say what may leave, the warehouse whether it does; without payment or credit it takes somebody who may approve.
SHIPMENT_ASKER = """ inventory.shipment_notice.create inventory.shipment_notice.update inventory.shipment_notice.submit
    inventory.shipment_notice.release inventory.shipment_notice.agree inventory.shipment_notice.refuse
    inventory.shipment_notice.cancel inventory.shipment_notice.close_short"""

READY_MADE = (
    ReadyMade(ADMINISTRATOR, "Administrator", "May do everything.", all="*"),
    ReadyMade(
        "sales_manager", "Sales manager", "Customers and sales of their team and the teams below it; approves what breaks a rule.",
        own=STAFF_OWN,
        subtree="""customers.account.* customers.contact.* customers.consent.* customers.view.* customers.*.read
            customers.access.explain sales.*.read sales.lead.* sales.opportunity.* sales.quotation.* sales.order.* sales.contract.*
            sales.target.* sales.forecast.* sales.process.* sales.reason.* sales.expense.* sales.price_list.* sales.access.explain
            identity.user.explain marketing.*.read service_desk.*.read service_desk.ticket.create service_desk.complaint.approve
            service_desk.complaint.reject service_desk.complaint.downgrade service_desk.entitlement.waive service_desk.agreement.*
            inventory.access.explain
            inventory.shipment_notice.approve inventory.reservation.*""" + SHIPMENT_ASKER + SHIPPING_READER,
        all=STAFF_ALL,
    ),
    ReadyMade(
        "sales_representative", "Sales representative",
        "Their own customers and sales. Managers approve, reopen what is closed and release what is held.",
        own="""customers.*.read customers.account.* customers.contact.* customers.consent.*
            sales.*.read sales.lead.create sales.lead.update sales.lead.assign sales.lead.transfer sales.lead.first_contact
            sales.lead.accept sales.lead.reject sales.lead.nurture sales.lead.recycle sales.lead.reactivate sales.lead.convert
            sales.lead.delete sales.lead.restore sales.lead.share sales.contract.* sales.expense.*
            sales.opportunity.create sales.opportunity.update sales.opportunity.advance sales.opportunity.move_back
            sales.opportunity.win sales.opportunity.lose sales.opportunity.hold sales.opportunity.resume sales.opportunity.cancel
            sales.opportunity.delete sales.opportunity.restore sales.opportunity.share sales.opportunity.transfer
            sales.quotation.create sales.quotation.update sales.quotation.submit sales.quotation.withdraw sales.quotation.send
            sales.quotation.accept sales.quotation.decline sales.quotation.revise sales.quotation.copy sales.quotation.order
            sales.quotation.cancel
            sales.order.create sales.order.update sales.order.confirm sales.order.hold sales.order.amend sales.order.short_close
            sales.order.cancel
            marketing.campaign.read service_desk.*.read service_desk.ticket.create"""
        + SHIPMENT_ASKER + SHIPPING_READER + STAFF_OWN,
        all=STAFF_ALL,
    ),
    ReadyMade(
        "marketing", "Marketing", "Plans, campaigns, segments and responses; reads all customers and leads.",
        own=STAFF_OWN,
        subtree="marketing.*",
        all="""marketing.plan.* marketing.campaign.* marketing.segment.* marketing.list.* marketing.form.* marketing.response.*
            marketing.budget.* marketing.return.read
            marketing.submission.* marketing.event.* marketing.survey.* marketing.coupon.* marketing.template.* marketing.message.*
            marketing.material.* customers.consent.create sales.lead.read sales.lead.create sales.opportunity.read"""
        + CUSTOMER_READER + STAFF_ALL,
    ),
    ReadyMade(
        "service_agent", "Service agent", "Tickets and service orders; reads all customers, their orders and deliveries.",
        own=STAFF_OWN,
        team="""service_desk.*.read service_desk.ticket.* service_desk.note.* service_desk.service_order.*
            service_desk.article.* service_desk.complaint.raise service_desk.complaint.update service_desk.complaint.offer
            service_desk.complaint.settle service_desk.entitlement.charge""",
        all="""service_desk.ticket.read service_desk.ticket.create service_desk.ticket.take service_desk.ticket.receive
            service_desk.asset.* service_desk.agreement.read service_desk.agreement.use
            service_desk.entitlement.read service_desk.article.read customers.contact.create customers.contact.update
            sales.order.read inventory.delivery.read inventory.waybill.read""" + CUSTOMER_READER + STAFF_ALL,
    ),
    ReadyMade(
        "warehouse", "Warehouse", "Stock, deliveries, receipts, stocktakes and the answer to shipment notices; reads orders.",
        own=STAFF_OWN,
        all="""inventory.stock.* inventory.reservation.* inventory.delivery.* inventory.waybill.* inventory.receipt.*
            inventory.adjustment.read inventory.adjustment.create inventory.adjustment.reverse
            inventory.shipment_notice.read inventory.shipment_notice.accept inventory.shipment_notice.counter
            inventory.shipment_notice.reject inventory.shipment_notice.close_short
            inventory.stocktake.* inventory.transfer.* inventory.return.* inventory.loan.* inventory.sample.* inventory.serial.*
            inventory.lot.* inventory.warehouse.read inventory.alarm.read inventory.statistics.read inventory.settings.read
            inventory.supplier.read inventory.purchase_order.read sales.order.read customers.account.read""" + STAFF_ALL,
    ),
    ReadyMade(
        "purchasing", "Purchasing", "Products, suppliers, enquiries, purchase orders, supplier invoices; reads stock and orders.",
        own="inventory.*.read" + STAFF_OWN,
        all="""inventory.product.* inventory.cost.read inventory.supplier.* inventory.supplier_price.* inventory.purchase_request.*
            inventory.rfq.* inventory.purchase_order.* inventory.receipt.read inventory.supplier_invoice.*
            inventory.supplier_payment.read inventory.safety_stock.* inventory.alarm.* inventory.warehouse.read
            inventory.reservation.read inventory.statistics.read inventory.settings.read sales.order.read""" + STAFF_ALL,
    ),
    ReadyMade(
        "finance", "Finance", "Invoices, payments, expenses, credit and exchange rates; reads customers and sales documents.",
        own="sales.*.read inventory.*.read" + STAFF_OWN,
        all="""sales.invoice.* sales.payment.* sales.expense.* sales.exchange_rate.* sales.tax_class.* sales.payment_terms.*
            sales.price_list.read sales.quotation.read sales.order.read sales.contract.read sales.order.hold sales.order.release
            sales.receivable.read sales.statistics.read sales.settings.read
            customers.credit.* customers.account.read customers.contact.read customers.timeline.read
            inventory.cost.read inventory.adjustment.read inventory.adjustment.approve inventory.adjustment.reject
            inventory.supplier.read inventory.supplier.read_bank inventory.supplier_price.read inventory.supplier_invoice.*
            inventory.supplier_payment.* inventory.purchase_order.read inventory.receipt.read inventory.shipment_notice.read
            inventory.delivery.read inventory.statistics.read inventory.settings.read""" + STAFF_ALL,
    ),
    ReadyMade(
        "auditor", "Auditor", "Reads everything, the history too, and asks why somebody sees what they see; changes nothing.",
        all="*.read *.explain *.verify *.audit",
    ),
)  # fmt: skip
