"""The facts by which orders and quotations are checked, each asked for once for the whole document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, func, select, true
from sqlalchemy.orm import aliased

from crm_kit.approval import Finding, Level, refuse
from crm_kit.model import Money
from crm_kit.records import THE_IDS
from crm_kit.work import Work
from sales.domain.copies import CreditCopy, ProductCopy, StockCopy
from sales.domain.order import Order
from sales.domain.order_checks import Checks, Offered
from sales.domain.order_line import OrderLine
from sales.domain.quotation import Quotation
from sales.domain.settings import DEFAULTS, SalesSettings
from sales.lookups.exposure import owed
from sales.lookups.ordinary_prices import in_currency
from sales.lookups.rates import base_currency, rate_for
from sales.lookups.settings import settings

ANY_DISCOUNT = "sales.discount.exceed"


def findings(work: Work, order: Order, day: dt.date) -> list[Finding]:
    """Everything that stands against an order's confirmation."""
    rules, twin, is_limited = _standing(work, order)
    checks = Checks(rules)
    checks.ship_to(order.ship_to, order.lines)
    known = offered(work, order.product_ids)
    checks.products(order.product_lines, known)
    _check_discounts(work, checks, order, order.lines, known)
    checks.duplicate(twin)
    if is_limited:
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


_other = aliased(Order)
_hours = func.coalesce(SalesSettings.duplicate_hours, DEFAULTS["duplicate_hours"])
_day = dt.timedelta(days=1)
_twin = (
    select(_other.number)
    .where(
        _other.account_id == Order.account_id, _other.lines_key == Order.lines_key, Order.lines_key != "", _other.id != Order.id,
        _other.created_at > Order.created_at - func.make_interval(0, 0, 0, 0, _hours),
        _other.ordered_on.between(Order.ordered_on - _day, Order.ordered_on + _day),
        _other.status != "cancelled", _other.deleted_at.is_(None),
    )
    .order_by(_other.created_at).limit(1).correlate(Order, SalesSettings).scalar_subquery()
)  # fmt: skip
_known = (
    select(SalesSettings, _twin, CreditCopy.limit_value.is_not(None))  # type: ignore[attr-defined]
    .select_from(Order)
    .outerjoin(SalesSettings, true())
    .outerjoin(CreditCopy, CreditCopy.id == Order.account_id)
    .where(Order.id == bindparam("order_id", type_=Uuid))
)


def _standing(work: Work, order: Order) -> tuple[SalesSettings, str | None, bool]:
    """The settings; the number of an order of the same customer with the same lines, made a short while before for about the same
    day; whether the customer's credit is limited."""
    rules, twin, is_limited = work.session.execute(_known, {"order_id": order.id}).one()
    return rules or SalesSettings.unset(work.caller.tenant_id), twin, is_limited


_available = select(func.coalesce(func.sum(StockCopy.available), 0)).where(StockCopy.product_id == ProductCopy.id)
_offered = select(ProductCopy.id, ProductCopy.code, ProductCopy.status, ProductCopy.list_price, _available.scalar_subquery()).where(
    ProductCopy.id == THE_IDS
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


_limited = (
    select(CreditCopy)
    .where(CreditCopy.id == bindparam("account_id", type_=Uuid), CreditCopy.limit_value.is_not(None))  # type: ignore[attr-defined]
    .with_for_update()
)


def _check_credit(work: Work, checks: Checks, order: Order, day: dt.date) -> None:
    """Whoever confirms another order of the same account waits here until this one is done, so that both are counted."""
    if checks.rules.credit_check == "off":
        return
    credit = work.session.scalars(_limited, {"account_id": order.account_id}).one_or_none()
    if credit is None or credit.limit is None:
        return
    more = rate_for(work, order.currency, day).worth(
        Money(sum((line.open_amount for line in order.lines), Decimal(0)), order.currency)
    )
    limit = rate_for(work, credit.limit.currency, work.today, "/account_id").worth(credit.limit)
    checks.credit(limit, Money(owed(work, order.account_id, but=order.id), base_currency()), more)
