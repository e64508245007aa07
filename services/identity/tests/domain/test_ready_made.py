"""The roles to begin with, held to a table written by hand."""

import pytest

from crm_contracts.identity.words import Grant
from crm_kit.app import load_modules
from crm_kit.caller import deepest
from crm_kit.messages import load, registry
from identity.domain.grants import merged, written
from identity.domain.ready_made import READY_MADE

GRANTS = {ready_made.key: merged(ready_made.role().grants) for ready_made in READY_MADE}
ROLES = (
    "administrator", "sales_manager", "sales_representative", "marketing", "service_agent", "warehouse", "purchasing", "finance",
    "auditor",
)  # fmt: skip
SHORT = {"-": "none", "o": "own", "t": "team", "s": "subtree", "a": "all"}

# One sign per role, in the order of ROLES: - none, o own, t team, s subtree, a all.
POLICY = {
    "customers.account.read": "asoaaa-aa",
    "customers.account.update": "aso------",
    "customers.contact.create": "aso-a----",
    "customers.contact.read": "asoaa--aa",
    "customers.consent.create": "asoa-----",
    "customers.view.create": "asoooooo-",
    "customers.account.import": "aso------",
    "customers.credit.read": "aso----aa",
    "customers.credit.set": "a------a-",
    "sales.lead.read": "asoa---oa",
    "sales.lead.create": "asoa-----",
    "sales.lead.convert": "aso------",
    "sales.lead.reopen": "as-------",
    "sales.opportunity.read": "asoa---oa",
    "sales.opportunity.win": "aso------",
    "sales.opportunity.reopen": "as-------",
    "sales.process.read": "aso----oa",
    "sales.process.update": "as-------",
    "sales.exchange_rate.update": "a------a-",
    "sales.order.read": "aso-aaaaa",
    "sales.order.confirm": "aso------",
    "sales.order.hold": "aso----a-",
    "sales.order.release": "as-----a-",
    "sales.order.approve": "as-------",
    "sales.order.reject": "as-------",
    "sales.quotation.read": "aso----aa",
    "sales.quotation.send": "aso------",
    "sales.quotation.approve": "as-------",
    "sales.quotation.return": "as-------",
    "sales.price_list.read": "aso----aa",
    "sales.price_list.update": "as-------",
    "sales.tax_class.update": "a------a-",
    "sales.payment_terms.create": "a------a-",
    "sales.invoice.read": "aso----aa",
    "sales.invoice.post": "a------a-",
    "sales.invoice.void": "a------a-",
    "sales.payment.read": "aso----aa",
    "sales.payment.allocate": "a------a-",
    "sales.receivable.read": "aso----aa",
    "sales.statistics.read": "aso----aa",
    "sales.settings.read": "aso----aa",
    "sales.settings.change": "a--------",
    "marketing.campaign.launch": "a--a-----",
    "marketing.campaign.read": "asoa----a",
    "marketing.budget.approve": "a--a-----",
    "marketing.list.read": "as-a----a",
    "marketing.return.read": "as-a----a",
    "service_desk.ticket.read": "aso-a---a",
    "service_desk.ticket.create": "aso-a----",
    "service_desk.ticket.solve": "a---t----",
    "service_desk.complaint.raise": "a---t----",
    "service_desk.complaint.approve": "as-------",
    "service_desk.complaint.downgrade": "as-------",
    "service_desk.settings.change": "a--------",
    "service_desk.policy.update": "a--------",
    "service_desk.policy.read": "aso-t---a",
    "service_desk.asset.repair": "a---a----",
    "service_desk.agreement.create": "as-------",
    "service_desk.agreement.use": "as--a----",
    "service_desk.entitlement.charge": "a---t----",
    "service_desk.entitlement.waive": "as-------",
    "inventory.product.read": "aaaaaaaaa",
    "inventory.product.create": "a-----a--",
    "inventory.product.import": "a-----a--",
    "inventory.cost.read": "a-----aaa",
    "inventory.warehouse.update": "a--------",
    "inventory.stock.read": "aaaaaaaaa",
    "inventory.stock.adjust": "a----a---",
    "inventory.reservation.create": "as---a---",
    "inventory.adjustment.create": "a----a---",
    "inventory.adjustment.approve": "a------a-",
    "inventory.shipment_notice.read": "aso--aoaa",
    "inventory.shipment_notice.create": "aso------",
    "inventory.shipment_notice.release": "aso------",
    "inventory.shipment_notice.approve": "as-------",
    "inventory.shipment_notice.agree": "aso------",
    "inventory.shipment_notice.accept": "a----a---",
    "inventory.shipment_notice.counter": "a----a---",
    "inventory.shipment_notice.reject": "a----a---",
    "inventory.delivery.read": "aso-aaoaa",
    "inventory.delivery.ship": "a----a---",
    "inventory.waybill.record": "a----a---",
    "inventory.supplier.read": "a----aaaa",
    "inventory.supplier.read_bank": "a-----aa-",
    "inventory.supplier.create": "a-----a--",
    "inventory.supplier_price.read": "a-----aaa",
    "inventory.receipt.post": "a----a---",
    "inventory.settings.change": "a--------",
    "inventory.purchase_order.approve": "a-----a--",
    "inventory.purchase_order.read": "a----aaaa",
    "identity.user.read": "aaaaaaaaa",
    "identity.user.name_deputy": "aooooooo-",
    "identity.user.update": "a--------",
    "identity.role.update": "a--------",
    "identity.team.move": "a--------",
    "identity.session.delete": "a--------",
    "identity.user.explain": "as------a",
    "sales.access.explain": "as------a",
    "identity.api_key.create": "aooooooo-",
    "identity.history.verify": "a-------a",
}


def test_every_tenant_begins_with_these_nine() -> None:
    assert tuple(GRANTS) == ROLES


@pytest.mark.parametrize("permission", POLICY)
def test_who_may_do_what(permission: str) -> None:
    found = [deepest(GRANTS[role], permission) for role in ROLES]

    assert found == [SHORT[sign] for sign in POLICY[permission]]


@pytest.mark.parametrize("service", ["customers", "sales", "marketing", "service_desk", "inventory", "identity", "workplace"])
def test_only_administrators_and_auditors_read_history(service: str) -> None:
    readers = [role for role in ROLES if deepest(GRANTS[role], f"{service}.history.read") == "all"]

    assert readers == ["administrator", "auditor"]


def test_the_auditor_changes_nothing() -> None:
    load_modules("crm_contracts")
    commands = [spec.allow for spec in registry.values() if spec.kind == "command" and spec.allow.count(".") == 2]

    assert [allow for allow in commands if deepest(GRANTS["auditor"], allow) != "none"] == []
    assert len(commands) > 20


def test_every_grant_is_well_formed() -> None:
    for ready_made in READY_MADE:
        grants = ready_made.role().grants
        assert written([load(Grant, grant) for grant in grants]) == grants
