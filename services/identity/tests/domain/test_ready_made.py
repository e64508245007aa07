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
    "sales.invoice.post": "a------a-",
    "marketing.campaign.launch": "a--a-----",
    "marketing.campaign.read": "asoa----a",
    "service_desk.ticket.read": "aso-a---a",
    "service_desk.ticket.create": "aso-a----",
    "service_desk.ticket.resolve": "a---t----",
    "inventory.product.read": "aaaaaaaaa",
    "inventory.delivery.ship": "a----a---",
    "inventory.purchase_order.approve": "a-----a--",
    "inventory.purchase_order.read": "aso--aaaa",
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
