"""Sales under test."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import create_engine, select, text

from crm_contracts.sales.commands.invoices import CreateInvoice
from crm_contracts.sales.commands.leads import AcceptLead, AssignLead, CreateLead
from crm_contracts.sales.commands.opportunities import CreateOpportunity, LoseOpportunity, WinOpportunity
from crm_contracts.sales.commands.orders import CancelOrder, ConfirmOrder, CreateOrder
from crm_contracts.sales.commands.payments import CreatePayment
from crm_contracts.sales.commands.quotations import CreateQuotation, SendQuotation, SubmitQuotation
from crm_contracts.sales.commands.tax_classes import CreateTaxClass
from crm_contracts.sales.queries.orders import GetOrder
from crm_kit.caller import Caller
from crm_kit.colleagues import Colleague
from crm_kit.testing.databases import database
from crm_kit.testing.service import ServiceUnderTest

SHIP_TO = {"name": "Acme", "line1": "1 Main Street", "city": "Shanghai", "country": "CN"}


def in_days(days: int) -> dt.date:
    return dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)


def delivery_of(order: dict[str, Any], delivery_id: UUID, quantities: Sequence[str], **more: Any) -> dict[str, Any]:
    """What inventory tells of a delivery of an order."""
    lines = [
        {"order_id": order["id"], "order_line_id": line["id"], "product_id": line["product_id"], "qty": qty}
        for line, qty in zip(order["lines"], quantities, strict=False)
    ]
    return {
        "id": delivery_id, "delivery_id": delivery_id, "number": "D-1", "status": "shipped", "account_id": order["account_id"],
        "ship_to": order["ship_to"], "notice_ids": [], "order_ids": [order["id"]], "lines": lines, "partial": False,
        "waybills": [{"carrier": "sf", "number": "SF1"}], "warehouse_id": uuid4(), "shipped_at": "2026-11-20T08:00:00Z",
        "costs": [], "owner_id": order["owner_id"], "reason": "Refused", "signed_by": "Ada", "at": "2026-11-21T08:00:00Z", **more,
    }  # fmt: skip


class Given:
    """What tests start from, made by the public doors."""

    def __init__(self, crm: ServiceUnderTest):
        self.crm, self.in_days = crm, in_days

    def lead(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A new lead of theirs."""
        told = {"company_or_person": "Acme", "source": "web", "email": "ada@acme.example", **fields}
        return self.crm.do(CreateLead, who, **told)

    def assigned_lead(self, who: Caller, **fields: Any) -> dict[str, Any]:
        lead = self.lead(who, **fields)
        return self.crm.do(AssignLead, who, lead_id=lead["id"], version=lead["version"], owner_id=who.user_id)

    def accepted_lead(self, who: Caller, **fields: Any) -> dict[str, Any]:
        lead = self.assigned_lead(who, **fields)
        return self.crm.do(AcceptLead, who, lead_id=lead["id"], version=lead["version"])

    def team(self, path: str = "/1/9/", **changes: Any) -> UUID:
        """A team that identity has told of."""
        team_id = uuid4()
        self.crm.hear_golden("identity.team.changed.v1", id=team_id, ids=[team_id], path=path, **changes)
        return team_id

    def account(self, name: str = "Acme", **changes: Any) -> UUID:
        """An account that customers has told of."""
        account_id: UUID = changes.pop("id", None) or uuid4()
        unlike_others = {"email": None, "phone": None, "domain": None, "tax_id": None, "owner_id": uuid4(), **changes}
        self.crm.hear_golden("customers.account.created.v1", id=account_id, name=name, **unlike_others)
        return account_id

    def product(self, code: str = "P-1", price: str | None = "10.00", **changes: Any) -> UUID:
        """A product that inventory has told of, with a list price in the base currency."""
        product_id: UUID = changes.pop("id", None) or uuid4()
        data = {
            "id": product_id, "code": code, "name": f"Product {code}", "spec": "", "category": "Pumps", "brand": "",
            "kind": "goods", "uom": "pcs", "tax_class": "", "status": "active", **changes,
            "list_price": {"amount": price, "currency": "CNY"} if price else None,
        }  # fmt: skip
        self.crm.hear_data("inventory.product.created.v1", product_id, data)
        return product_id

    def credit(self, account_id: UUID, limit: str | None = None, version: int = 1, **changes: Any) -> None:
        """What finance says that an account may owe, in the base currency."""
        told = {"limit": {"amount": limit, "currency": "CNY"} if limit else None, "terms_days": None, "grade": None, **changes}
        account = {"id": account_id, "account_id": account_id, "version": version}
        self.crm.hear_golden("customers.credit.changed.v1", aggregateversion=version, **account, **told)

    def stock(self, product_id: UUID, available: str = "1000", balance_id: UUID | None = None, version: int = 1) -> None:
        """What inventory says is available of a product."""
        data = {"id": balance_id or uuid4(), "product_id": product_id, "warehouse_id": uuid4(), "reserved": "0"}
        levels = {"on_hand": available, "available": available}
        self.crm.hear_data("inventory.stock.level_changed.v1", data["id"], {**data, **levels}, aggregateversion=version)

    def tax(self, code: str = "standard", rate: str = "13", **fields: Any) -> dict[str, Any]:
        """A tax class."""
        return self.crm.do(CreateTaxClass, self.crm.administrator(), code=code, name=code.title(), rate=rate, **fields)

    def order(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A draft order of theirs: two of a product for 10.00 each, unless told otherwise."""
        told = {"account_id": self.account(), "ship_to": SHIP_TO, **fields}
        if not {"lines", "quotations"} & set(told):
            told["lines"] = [{"product_id": self.product(), "qty": "2"}]
        return self.crm.do(CreateOrder, who, **told)

    def quotation(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A draft quotation of theirs: two of a product for 10.00 each, unless told otherwise."""
        told = {"account_id": self.account(), "ship_to": SHIP_TO, **fields}
        told.setdefault("lines", [{"product_id": self.product(), "qty": "2"}])
        return self.crm.do(CreateQuotation, who, **told)

    def approved(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A quotation of theirs within the limits, submitted."""
        made = self.quotation(who, **fields)
        return self.crm.do(SubmitQuotation, who, quotation_id=made["id"], version=made["version"])

    def sent(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """A quotation of theirs that the customer has."""
        made = self.approved(who, **fields)
        return self.crm.do(SendQuotation, who, quotation_id=made["id"], version=made["version"])

    def waiting(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """An order of theirs that would take its customer beyond their credit, and waits for approval."""
        account = self.account()
        self.credit(account, "5.00")
        return self.confirmed(who, account_id=account, **fields)

    def shipped(self, order: dict[str, Any], *quantities: str, version: int = 1, delivery: UUID | None = None, **more: Any) -> UUID:
        """A delivery that has left with so much of each of the order's lines."""
        delivery_id = delivery or uuid4()
        self.crm.hear_data(
            f"inventory.delivery.{more.pop('news', 'shipped')}.v1", delivery_id,
            delivery_of(order, delivery_id, quantities, **more), aggregateversion=version,
        )  # fmt: skip
        return delivery_id

    def on_notice(self, order: dict[str, Any], qty: str, status: str = "released", **more: Any) -> UUID:
        """A shipment notice for so much of the order's first line."""
        line, notice_id = order["lines"][0], more.get("notice") or uuid4()
        told = {
            "order_id": order["id"], "order_line_id": line["id"], "product_id": line["product_id"], "qty": qty,
            "shipped": more.get("shipped", "0"),
        }  # fmt: skip
        data = {
            "id": notice_id, "number": "SN-1", "status": status, "account_id": order["account_id"], "order_ids": [order["id"]],
            "lines": [told], "release_reason": "credit", "is_frozen": False, "owner_id": order["owner_id"],
        }  # fmt: skip
        self.crm.hear_data("inventory.shipment_notice.updated.v1", notice_id, data, aggregateversion=more.get("version", 1))
        return notice_id

    def confirmed(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """An order of theirs that binds; warnings are confirmed."""
        order = self.order(who, **fields)
        return self.crm.do(ConfirmOrder, who, order_id=order["id"], version=order["version"], confirm_warnings=True)

    def order_for(self, who: Caller, amount: str = "100.00", qty: str = "1", **fields: Any) -> dict[str, Any]:
        """A confirmed order of one line, invoiced as ordered, `amount` for each piece."""
        line = {"product_id": self.product(f"P-{uuid4().hex[:8]}"), "qty": qty, "unit_price": amount}
        return self.confirmed(who, **{"lines": [line], "billing_basis": "ordered", **fields})

    def invoice(self, who: Caller, *orders: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """A posted invoice for orders."""
        return self.crm.do(CreateInvoice, who, **{"orders": [order["id"] for order in orders], "post": True, **fields})

    def cancelled(self, who: Caller, order: dict[str, Any]) -> dict[str, Any]:
        """The order, called off."""
        now = self.crm.ask(GetOrder, who, order_id=order["id"])
        return self.crm.do(CancelOrder, who, order_id=order["id"], version=now["version"], reason="Off")

    def payment(self, who: Caller, account_id: Any, amount: str = "100.00", currency: str = "CNY", **fields: Any) -> dict[str, Any]:
        """A posted payment of theirs; twins are let through."""
        told = {"method": "bank", "post": True, "confirm_duplicate": True, "owner_id": who.user_id, **fields}
        return self.crm.do(CreatePayment, who, account_id=account_id, amount={"amount": amount, "currency": currency}, **told)

    def contact(self, name: str = "Ada Lovelace", **changes: Any) -> UUID:
        """A contact that customers has told of."""
        contact_id = uuid4()
        self.crm.hear_golden("customers.contact.created.v1", id=contact_id, name=name, **{"owner_id": uuid4(), **changes})
        return contact_id

    def opportunity(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """An open opportunity of theirs, closing in 30 days."""
        accounts = fields.pop("accounts", None) or [{"id": self.account()}]
        told = {"name": "Pumps", "next_step": "Call", "next_step_date": in_days(7), "close_date": in_days(30), **fields}
        return self.crm.do(CreateOpportunity, who, accounts=accounts, **told)

    def won(self, who: Caller, **fields: Any) -> dict[str, Any]:
        """An opportunity won on evidence."""
        evidence = {"kind": fields.pop("on", "contract"), "reference": "17"}
        deal = self.opportunity(who, **fields)
        return self.crm.do(
            WinOpportunity, who, opportunity_id=deal["id"], version=deal["version"], reason="price", evidence=evidence
        )  # fmt: skip

    def quotations_age(self, days: int) -> None:
        """Every quotation of the tenant was valid until so many days earlier."""
        self._age("UPDATE quotations SET valid_until = valid_until - :days", days)

    def _age(self, statement: str, days: int) -> None:
        engine = create_engine(database("sales").owner_database_url)
        with engine.begin() as connection:
            connection.execute(text("SELECT set_config('crm.tenant', :tenant, true)"), {"tenant": str(self.crm.tenant_id)})
            connection.execute(text(statement), {"days": days})
        engine.dispose()

    def days_pass(self, days: int) -> None:
        """Everything that has happened so far happened so many days earlier."""
        moved = {"opportunity_journal": ("at", "stage_entered_at"), "opportunities": ("created_at", "stage_entered_at")}
        engine = create_engine(database("sales").owner_database_url)
        with engine.begin() as connection:
            connection.execute(text("SELECT set_config('crm.tenant', :tenant, true)"), {"tenant": str(self.crm.tenant_id)})
            for table, columns in moved.items():
                shifted = ", ".join(f"{column} = {column} - make_interval(days => :days)" for column in columns)
                connection.execute(text(f"UPDATE {table} SET {shifted}"), {"days": days})
        engine.dispose()

    def lost(self, who: Caller, reason: str = "timing", competitor: str | None = None, **fields: Any) -> dict[str, Any]:
        deal = self.opportunity(who, **fields)
        told = {"reason": reason, "competitor": competitor}
        return self.crm.do(LoseOpportunity, who, opportunity_id=deal["id"], version=deal["version"], **told)


@pytest.fixture(scope="session")
def sales() -> Iterator[ServiceUnderTest]:
    service = ServiceUnderTest("sales")
    yield service
    service.close()


@pytest.fixture
def crm(sales: ServiceUnderTest) -> ServiceUnderTest:
    return sales.fresh()


@pytest.fixture
def rep(crm: ServiceUnderTest) -> Caller:
    """Somebody who may do everything in sales with what is theirs, and sees every account."""
    return crm.person("sales.*:own", "customers.*:all")


@pytest.fixture
def given(crm: ServiceUnderTest) -> Given:
    return Given(crm)


class Members:
    """Teams with people, as identity tells of them."""

    def __init__(self, crm: ServiceUnderTest, given: Given):
        self.crm, self.given = crm, given

    def __call__(self, count: int) -> tuple[UUID, list[UUID]]:
        """A team and so many people in it, in the order of their ids."""
        path = f"/1/{uuid4().int % 10**9}/"
        team = self.given.team(path)
        people = sorted(uuid4() for _ in range(count))
        for each in people:
            self._tell("created", each, team_id=team, team_path=path)
        return team, people

    def leaves(self, user_id: UUID) -> None:
        """Somebody works here no more."""
        self._tell("deactivated", user_id, is_active=False, aggregateversion=9)

    def manager(self, user_id: UUID) -> UUID:
        """Somebody's manager, from now on."""
        manager = uuid4()
        self._tell("created", manager, team_id=None, team_path="/1/")
        colleague = self.crm.rows(select(Colleague.team_id, Colleague.team_path).where(Colleague.id == user_id))[0]
        about = {"team_id": colleague[0], "team_path": colleague[1]}
        self._tell("updated", user_id, **about, manager_id=manager, aggregateversion=5)
        return manager

    def _tell(self, what: str, user_id: UUID, **changes: Any) -> None:
        self.crm.hear_golden(f"identity.user.{what}.v1", **{"id": user_id, "manager_id": None, "is_active": True, **changes})


@pytest.fixture
def members(crm: ServiceUnderTest, given: Given) -> Members:
    return Members(crm, given)
