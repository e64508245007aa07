"""The books as they are on paper: the tables of the folder, read into plain values. Nothing here knows of a system.

The files hold texts with a comma in them without quotes, as `Rua do Paço, 67`: a cell that begins with a space belongs to the one
before it.
"""

import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

NOTHING = "NULL"
_CENT = Decimal("0.01")
Row = dict[str, str]


class Unreadable(Exception):
    """The folder does not hold the books; the text says what is wrong."""


@dataclass(frozen=True)
class Line:
    """So much of a product at a price, less a discount in per cent."""

    product: str
    price: Decimal
    qty: Decimal
    discount: Decimal

    @property
    def gross(self) -> Decimal:
        return self.price * self.qty

    @property
    def net(self) -> Decimal:
        """Rounded to the cent, half up, as the line of a document is."""
        return (self.gross * (1 - self.discount / 100)).quantize(_CENT, ROUND_HALF_UP)


@dataclass(frozen=True)
class Order:
    """An order with its lines; `shipped_on` is None while it is open."""

    number: str
    customer: str
    employee: str
    ordered_on: dt.date
    wanted_on: dt.date
    shipped_on: dt.date | None
    shipper: str
    freight: Decimal
    ship_to: dict[str, str]
    lines: tuple[Line, ...]

    @property
    def net(self) -> Decimal:
        return sum((line.net for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Books:
    """Everything, in the order of the files; people, goods and places as rows."""

    employees: list[Row]
    customers: list[Row]
    suppliers: list[Row]
    products: list[Row]
    categories: dict[str, str]
    shippers: dict[str, str]
    orders: list[Order]

    @property
    def shipped(self) -> list[Order]:
        return [order for order in self.orders if order.shipped_on is not None]

    @property
    def open(self) -> list[Order]:
        return [order for order in self.orders if order.shipped_on is None]

    def first(self, count: int) -> "Books":
        """The same company with its first orders only."""
        return Books(**{**vars(self), "orders": self.orders[:count]})


def read(folder: Path) -> Books:
    """Raises Unreadable where a file is missing or is not what it should be."""
    try:
        lines = _lines(folder)
        return Books(
            employees=rows(folder, "employees"), customers=rows(folder, "customers"), suppliers=rows(folder, "suppliers"),
            products=rows(folder, "products"),
            categories={row["categoryID"]: row["categoryName"] for row in rows(folder, "categories")},
            shippers={row["shipperID"]: row["companyName"] for row in rows(folder, "shippers")},
            orders=[_order(row, lines) for row in rows(folder, "orders")],
        )  # fmt: skip
    except (OSError, KeyError, ValueError, ArithmeticError) as error:
        raise Unreadable(f"{folder} does not hold the books: {error!r}") from error


def rows(folder: Path, name: str) -> list[Row]:
    """The rows of one file, by the names of its columns; what is NULL there is an empty text here."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        head, *found = csv.reader(file)
        return [{key: "" if cell == NOTHING else cell for key, cell in zip(head, mended(row), strict=True)} for row in found]


def mended(cells: list[str]) -> list[str]:
    """The cells with those put together that a comma without quotes tore apart."""
    whole: list[str] = []
    for cell in cells:
        if cell.startswith(" ") and whole:
            whole[-1] += f",{cell}"
        else:
            whole.append(cell)
    return [cell.strip() for cell in whole]


def _lines(folder: Path) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for row in rows(folder, "order-details"):
        line = Line(row["productID"], Decimal(row["unitPrice"]), Decimal(row["quantity"]), Decimal(row["discount"]) * 100)
        found.setdefault(row["orderID"], []).append(line)
    return found


def _order(row: Row, lines: dict[str, list[Line]]) -> Order:
    return Order(
        number=row["orderID"], customer=row["customerID"], employee=row["employeeID"], ordered_on=_day(row["orderDate"]),
        wanted_on=_day(row["requiredDate"]), shipped_on=_day(row["shippedDate"]) if row["shippedDate"] else None,
        shipper=row["shipVia"], freight=Decimal(row["freight"]), ship_to=dict(_ship_to(row)), lines=tuple(lines[row["orderID"]]),
    )  # fmt: skip


def _ship_to(row: Row) -> Iterator[tuple[str, str]]:
    places = {
        "name": "Name",
        "line1": "Address",
        "city": "City",
        "region": "Region",
        "postal_code": "PostalCode",
        "country": "Country",
    }
    return ((name, row[f"ship{column}"]) for name, column in places.items())


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text[:10])
