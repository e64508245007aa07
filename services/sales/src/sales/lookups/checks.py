"""The facts by which orders and quotations are checked, each asked for once for the whole document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from crm_kit.approval import Finding, Level, refuse
from crm_kit.model import Money
from crm_kit.work import Work
from sales.domain.copies import CreditCopy, ProductCopy, StockCopy
from sales.domain.order import Order
from sales.domain.order_checks import Checks, Offered
from sales.domain.order_line import OrderLine
from sales.domain.quotation import Quotation
from sales.lookups.exposure import owed
from sales.lookups.ordinary_prices import in_currency
from sales.lookups.rates import base_currency, rate_for
from sales.lookups.settings import settings

ANY_DISCOUNT = "sales.discount.exceed"


def findings(work: Work, order: Order, day: dt.date) -> list[Finding]:
    """Everything that stands against an order's confirmation."""
    checks = Checks(settings(work))
    checks.ship_to(order.ship_to, order.lines)
    known = offered(work, order.product_ids)
    checks.products(order.product_lines, known)
    _check_discounts(work, checks, order, order.lines, known)
    if checks.rules.duplicate_check != "off":
        checks.duplicate(_twin(work, order, checks.rules.duplicate_hours))
    _check_credit(work, checks, order, day)
    return checks.findings


def findings_of_amendment(work: Work, order: Order, lines: Sequence[OrderLine], before: Decimal) -> list[Finding]:
    """What stands against an amended order: `lines` have another discount, `before` was open of it (in the base currency)."""
    checks = Checks(settings(work))
    _check_discounts(work, checks, order, lines, offered(work, {line.product_id for line in lines if line.product_id}))
    if order.open_base > before:
        _check_credit(work, checks, order, order.confirmed_on or work.today)
    return checks.findings


def findings_of_quotation(work: Work, quotation: Quotation) -> list[Finding]:
    """What stands against a quotation's submission: products that may not be sold, discounts beyond the limit."""
    checks = Checks(settings(work))
    products = {line.product_id for line in quotation.lines if line.product_id}
    known = offered(work, products)
    checks.products(quotation.lines, known)
    checks.findings = [each for each in checks.findings if each.code == "not_for_sale"]
    _check_discounts(work, checks, quotation, quotation.lines, known)
    return checks.findings


def passed(work: Work, quotation: Quotation) -> list[Finding]:
    """What stands against a quotation that does not block it: Conflict (409 `checks_failed`) where something does."""
    found = findings_of_quotation(work, quotation)
    refuse(found, confirmed=True)
    return found


def at_level(level: Level, found: Sequence[Finding]) -> list[Finding]:
    """The findings, all of them of one level."""
    return [replace(each, level=level) for each in found]


def since_then(known: Sequence[Any], now: Sequence[Finding]) -> list[Finding]:
    """What blocks a record that waits, and as warnings what has been found since it was submitted; more owed is found anew."""
    seen = {_what(each["code"], each["pointer"], each["message"]) for each in known}
    fresh = [each for each in now if each.level != "block" and _what(each.code, each.pointer, each.message) not in seen]
    return [*(each for each in now if each.level == "block"), *at_level("warn", fresh)]


def _what(code: str, pointer: str, message: str) -> tuple[str, ...]:
    return (code, pointer, message) if code == "credit_limit" else (code, pointer)


_available = select(func.coalesce(func.sum(StockCopy.available), 0)).where(StockCopy.product_id == ProductCopy.id)
_offered = select(ProductCopy.id, ProductCopy.code, ProductCopy.status, ProductCopy.list_price, _available.scalar_subquery()).where(
    ProductCopy.id.in_(bindparam("ids", expanding=True))
)


def offered(work: Work, products: Collection[UUID]) -> dict[UUID, Offered]:
    """Whether the products may be sold, and how much of each is available."""
    if not products:
        return {}
    rows = work.session.execute(_offered, {"ids": list(products)})
    return {product_id: Offered(*told) for product_id, *told in rows}


def _check_discounts(
    work: Work, checks: Checks, document: Order | Quotation, lines: Sequence[object], known: Mapping[UUID, Offered]
) -> None:  # fmt: skip
    if not work.caller.may(ANY_DISCOUNT):
        day = document.ordered_on if isinstance(document, Order) else document.quoted_on
        checks.discounts(lines, in_currency(work, known, lines, document.account_id, day))


def _twin(work: Work, order: Order, hours: int) -> str | None:
    """The number of an order of the same customer with the same lines, made a short while before for about the same day."""
    if not order.lines_key:
        return None
    same = (Order.account_id == order.account_id, Order.lines_key == order.lines_key, Order.id != order.id)
    lately = Order.created_at > order.created_at - dt.timedelta(hours=hours)
    near = Order.ordered_on.between(order.ordered_on - dt.timedelta(days=1), order.ordered_on + dt.timedelta(days=1))
    known = select(Order.number).where(*same, lately, near, Order.status != "cancelled", Order.deleted_at.is_(None))
    return work.session.scalars(known.order_by(Order.created_at).limit(1)).one_or_none()


def _check_credit(work: Work, checks: Checks, order: Order, day: dt.date) -> None:
    """Whoever confirms another order of the same account waits here until this one is done, so that both are counted."""
    if checks.rules.credit_check == "off":
        return
    locked = select(CreditCopy).where(CreditCopy.id == order.account_id, CreditCopy.limit_value.is_not(None))  # type: ignore[attr-defined]
    credit = work.session.scalars(locked.with_for_update()).one_or_none()
    if credit is None or credit.limit is None:
        return
    more = rate_for(work, order.currency, day).worth(
        Money(sum((line.open_amount for line in order.lines), Decimal(0)), order.currency)
    )
    limit = rate_for(work, credit.limit.currency, work.today, "/account_id").worth(credit.limit)
    checks.credit(limit, Money(owed(work, order.account_id, but=order.id), base_currency()), more)
