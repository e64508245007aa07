"""What an opportunity is made of: who buys, who matters there, what they may buy, and who works on it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from crm_contracts.sales.words import Member, OpportunityAccount, OpportunityContact, ProductLine
from crm_kit.errors import Invalid
from crm_kit.model import ForeignKey, Mapped, Money, Part, String, column, money


class Buyer(Part):
    """A customer who buys."""

    __tablename__ = "opportunity_accounts"
    PARENT = "opportunity_id"

    opportunity_id: Mapped[UUID] = column(ForeignKey("opportunities.id", ondelete="CASCADE"), index=True)
    account_id: Mapped[UUID] = column(index=True)
    is_main: Mapped[bool] = column(default=False)


class Involved(Part):
    """Somebody at the customer's who matters."""

    __tablename__ = "opportunity_contacts"
    PARENT = "opportunity_id"

    opportunity_id: Mapped[UUID] = column(ForeignKey("opportunities.id", ondelete="CASCADE"), index=True)
    contact_id: Mapped[UUID] = column(index=True)
    role: Mapped[str] = column(String(100), default="")


class Line(Part):
    """A product that they may buy."""

    __tablename__ = "opportunity_lines"
    PARENT = "opportunity_id"

    opportunity_id: Mapped[UUID] = column(ForeignKey("opportunities.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    product_id: Mapped[UUID | None] = column(index=True)
    name: Mapped[str] = column(String(200))
    qty: Mapped[Decimal]
    unit_price: Mapped[Money] = money("unit_price")

    @property
    def total(self) -> Money:
        return (self.unit_price * self.qty).rounded()


class Teammate(Part):
    """A colleague who works on it."""

    __tablename__ = "opportunity_members"
    PARENT = "opportunity_id"

    opportunity_id: Mapped[UUID] = column(ForeignKey("opportunities.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[UUID] = column(index=True)
    role: Mapped[str] = column(String(100), default="")


def buyers(accounts: Sequence[OpportunityAccount]) -> list[Buyer]:
    """One part per account, one of them the main one: the one that says so, else the first."""
    _once([each.id for each in accounts], "/accounts", "duplicate_account")
    main = [each.id for each in accounts if each.is_main] or [accounts[0].id]
    if len(main) > 1:
        raise Invalid.field("/accounts", "one_main_account", "Just one of the accounts is the main one")
    return [Buyer(account_id=each.id, is_main=each.id == main[0]) for each in accounts]


def involved(contacts: Sequence[OpportunityContact]) -> list[Involved]:
    """One part per contact."""
    _once([each.id for each in contacts], "/contacts", "duplicate_contact")
    return [Involved(contact_id=each.id, role=each.role) for each in contacts]


def lines(products: Sequence[ProductLine]) -> list[Line]:
    """One part per product, in one currency."""
    if len({each.unit_price.currency for each in products}) > 1:
        raise Invalid.field("/products", "mixed_currencies", "All products of an opportunity are priced in one currency")
    return [
        Line(position=number, product_id=each.product_id, name=each.name, qty=each.qty, unit_price=each.unit_price)
        for number, each in enumerate(products)
    ]


def sum_of(products: Sequence[Line]) -> Money:
    """What they cost together: the sum of their rounded totals."""
    return Money(sum((each.total.amount for each in products), Decimal(0)), products[0].unit_price.currency)


def teammates(team: Sequence[Member]) -> list[Teammate]:
    """One part per colleague."""
    _once([each.user_id for each in team], "/team", "duplicate_member")
    return [Teammate(user_id=each.user_id, role=each.role) for each in team]


def without_merged_accounts(
    accounts: Sequence[OpportunityAccount], merged: Sequence[UUID], survivor: UUID
) -> list[OpportunityAccount]:  # fmt: skip
    """The accounts with the survivor in place of the merged ones, once, and the main one if one of them was."""
    mains: dict[UUID, bool] = {}
    for each in accounts:
        account_id = survivor if each.id in merged else each.id
        mains[account_id] = mains.get(account_id, False) or each.is_main
    return [OpportunityAccount(id=account_id, is_main=is_main) for account_id, is_main in mains.items()]


def without_merged_contacts(
    contacts: Sequence[OpportunityContact], merged: Sequence[UUID], survivor: UUID
) -> list[OpportunityContact]:  # fmt: skip
    """The contacts with the survivor in place of the merged ones, once, in the first role that any of them had."""
    roles: dict[UUID, str] = {}
    for each in contacts:
        contact_id = survivor if each.id in merged else each.id
        roles[contact_id] = roles.get(contact_id) or each.role
    return [OpportunityContact(id=contact_id, role=role) for contact_id, role in roles.items()]


def _once(ids: Sequence[UUID], pointer: str, code: str) -> None:
    if len(set(ids)) < len(ids):
        raise Invalid.field(pointer, code, "Each of them may be named once")
