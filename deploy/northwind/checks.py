"""What the system says against what the books say."""

import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from loading.line import Body, every

from northwind.books import Books, Order
from northwind.company import Company
from northwind.orders import reference

_PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Check:
    """One figure: what the books say and what the system says."""

    what: str
    wanted: Any
    found: Any

    @property
    def holds(self) -> bool:
        return bool(self.wanted == self.found)

    def line(self) -> str:
        told = f"  {'ok  ' if self.holds else 'WRONG'} {self.what:<52}{_shown(self.found):>14}"
        return told if self.holds else f"{told}   the books say {_shown(self.wanted)}"


def checks(company: Company) -> Iterator[Check]:
    """All figures, asked of the running system."""
    yield from _orders(company)
    yield from _statistics(company)
    yield from _stock(company)
    yield from _receivables(company)
    yield from _who_sees(company)


def say(found: list[Check]) -> bool:
    """Print them; whether all hold."""
    for check in found:
        sys.stdout.write(check.line() + "\n")
    return all(check.holds for check in found)


# --- orders ----------------------------------------------------------------------------------------------------------


def _orders(company: Company) -> Iterator[Check]:
    books, orders = company.books, list(every(company.admin, "/v1/orders?filter[external_reference][starts]=northwind-"))
    lines = [line for order in orders for line in company.admin.get(f"/v1/orders/{order['id']}")["lines"]]
    goods, freight = [one for one in lines if one["kind"] == "product"], [one for one in lines if one["kind"] == "charge"]
    yield Check("orders", len(books.orders), len(orders))
    yield Check("lines", sum(len(order.lines) for order in books.orders), len(goods))
    yield Check("gross", _sum(line.gross for order in books.orders for line in order.lines), _sum(map(_gross, goods)))
    yield Check("net of discount, rounded per line", _sum(order.net for order in books.orders), _sum(map(_net, goods)))
    yield Check("freight", _sum(order.freight for order in books.orders), _sum(map(_net, freight)))
    yield Check("shipped in full", len(books.shipped), sum(order["delivery_status"] == "full" for order in orders))
    yield Check("completed", len(books.shipped), sum(order["status"] == "completed" for order in orders))
    still = [order for order in orders if order["status"] == "confirmed"]
    yield Check("open", len(books.open), len(still))
    yield Check("open and not shipped", len(books.open), sum(order["delivery_status"] == "none" for order in still))
    yield Check("open lines reserved or short", sum(len(order.lines) for order in books.open), _kept(company, books.open))


def _kept(company: Company, orders: list[Order]) -> int:
    """How many of these orders' lines the warehouse keeps goods for or says what is missing of; it has a while to say so."""
    end, kept, wanted = time.monotonic() + _PATIENCE_SECONDS, 0, sum(len(order.lines) for order in orders)
    while kept < wanted and time.monotonic() < end:
        found = (row for order in orders for row in company.admin.get(f"/v1/orders?{_by_reference(order)}")["data"])
        lines = [line for row in found for line in company.admin.get(f"/v1/orders/{row['id']}")["lines"]]
        kept = sum(_is_kept(line) for line in lines if line["kind"] == "product")
        time.sleep(0 if kept == wanted else 0.5)
    return kept


def _is_kept(line: Body) -> bool:
    return Decimal(line["reserved"]) + Decimal(line["shortage"]) == Decimal(line["qty"])


def _by_reference(order: Order) -> str:
    return f"filter[external_reference]={reference(order)}"


def _gross(line: Body) -> Decimal:
    return Decimal(line["unit_price"]["amount"] if isinstance(line["unit_price"], dict) else line["unit_price"]) * Decimal(
        line["qty"]
    )


def _net(line: Body) -> Decimal:
    return Decimal(line["net"]["amount"])


def _statistics(company: Company) -> Iterator[Check]:
    books = company.books
    yield from _best(company, "account", company.accounts, _by(books, "customer"), "customer")
    yield from _best(company, "owner", company.users, _by(books, "employee"), "employee")


def _best(company: Company, group: str, ids: dict[str, str], wanted: dict[str, Decimal], what: str) -> Iterator[Check]:
    """The three that count most, by what the system adds up itself."""
    rows = company.admin.get(f"/v1/orders/statistics?group_by={group}&limit=200")["rows"]
    found = {row["key"]: Decimal(row["ordered"]["amount"]) for row in rows}
    for key in sorted(wanted, key=lambda one: wanted[one], reverse=True)[:3]:
        yield Check(f"{what} {key}", wanted[key], found.get(ids[key]))


def _by(books: Books, name: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for order in books.orders:
        found[getattr(order, name)] += order.net
    return found


# --- stock, money and sight ------------------------------------------------------------------------------------------


def _stock(company: Company) -> Iterator[Check]:
    rows = {row["code"]: row for row in every(company.admin, "/v1/stock?filter[code][starts]=NW-&filter[warehouse_code]=MAIN")}
    wanted = {company.products[row["productID"]]["code"]: Decimal(row["unitsInStock"]) for row in company.books.products}
    found = {code: Decimal(rows[code]["on_hand"]) if code in rows else Decimal(0) for code in wanted}
    yield Check(
        "products whose stock on hand is that of the books", len(wanted), sum(found[code] == wanted[code] for code in wanted)
    )
    yield Check("stock on hand in all", _sum(wanted.values()), _sum(found.values()))


def _receivables(company: Company) -> Iterator[Check]:
    ours = set(company.accounts.values())
    owed = (Decimal(row["total"]["amount"]) for row in _receivables_of_all(company) if row["account_id"] in ours)
    yield Check("owed on what was paid", Decimal(0), _sum(owed))


def _receivables_of_all(company: Company) -> Iterator[Body]:
    page: Body = {"has_more": True, "next_after": None}
    while page["has_more"]:
        after = f"&after={page['next_after']}" if page["next_after"] else ""
        page = company.admin.get(f"/v1/receivables?limit=200{after}")
        yield from page["rows"]


def _who_sees(company: Company) -> Iterator[Check]:
    """Everybody sees their own orders, and those of whoever reports to them, directly or not."""
    for employee in ("7", "5", "2"):
        seen = {order["owner_id"] for order in every(company.sign_in(employee), "/v1/orders?fields=owner_id")}
        below = {company.users[one] for one in company.below(employee)}
        sold = {company.users[order.employee] for order in company.books.orders}
        yield Check(f"owners whose orders employee {employee} sees", len(below & sold), len(seen))
        yield Check(f"strangers' orders that employee {employee} sees", 0, len(seen - below))


def _sum(amounts: Any) -> Decimal:
    return sum(amounts, Decimal(0))


def _shown(figure: Any) -> str:
    return f"{figure.normalize():,f}".replace(",", " ") if isinstance(figure, Decimal) else str(figure)
