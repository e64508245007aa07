"""The company itself: its people and who reports to whom, its customers, suppliers, goods and what lay in stock to begin with."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from loading.each import each
from loading.line import Body, Desk, Line, Refused, every

from northwind.books import Books, Row
from northwind.countries import COUNTRIES, phone
from northwind.passwords import Passwords

SYSTEM = "northwind"
FOUNDED_ON = "1996-07-01"
OPENING = "Opening stock of Northwind"
_HASHED_AT_ONCE = 2
NO_DUPLICATE = {"confirm_duplicate": True, "reason": "Another one in the books"}


@dataclass
class Company:
    """What is known of the company while its books are loaded: ids by the keys that the books use."""

    line: Line
    admin: Desk
    books: Books
    passwords: Passwords
    currency: str
    users: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    suppliers: dict[str, str] = field(default_factory=dict)
    products: dict[str, Body] = field(default_factory=dict)

    def sign_in(self, employee: str) -> Desk:
        """As one of the employees."""
        return Desk.sign_in(self.line, email_of(self.by_number[employee]), self.passwords.of(employee))

    @cached_property
    def by_number(self) -> dict[str, Row]:
        return {row["employeeID"]: row for row in self.books.employees}

    def below(self, employee: str) -> set[str]:
        """The employee and whoever reports to them, directly or not."""
        direct = [row["employeeID"] for row in self.books.employees if row["reportsTo"] == employee]
        return {employee}.union(*(self.below(one) for one in direct))

    @cached_property
    def manager(self) -> Desk:
        """Whoever reports to nobody, signed in."""
        return self.sign_in(next(row["employeeID"] for row in self.books.employees if not row["reportsTo"]))

    def money(self, amount: Decimal | str) -> dict[str, str]:
        return {"amount": str(amount), "currency": self.currency}


def found(company: Company) -> None:
    """Take everything in that orders refer to."""
    hire(company)
    each("customers", company.books.customers, lambda row: _take_in(company, row))
    each("suppliers", company.books.suppliers, lambda row: _buy_from(company, row))
    each("products", company.books.products, lambda row: _list(company, row))
    _open_stock(company)


# --- people ----------------------------------------------------------------------------------------------------------


def hire(company: Company) -> None:
    """Everybody who has others under them leads a team, below the team of whoever they report to."""
    roles = {role["key"]: role["id"] for role in company.admin.get("/v1/roles?limit=200")["data"]}
    teams = _teams(company)

    def employ(row: Row) -> None:
        leads = row["employeeID"] in teams
        team = teams[row["employeeID"] if leads else row["reportsTo"]]
        company.users[row["employeeID"]] = _employ(company, row, team, roles["sales_manager" if leads else "sales_representative"])

    each("employees", company.books.employees, employ, _HASHED_AT_ONCE)


def _teams(company: Company) -> dict[str, str]:
    """The id of each manager's team, made from the top down."""
    above = {row["employeeID"]: row["reportsTo"] for row in company.books.employees}
    leads = [employee for employee in above if employee in above.values()]
    made: dict[str, str] = {}
    for employee in sorted(leads, key=lambda one: _depth(one, above)):
        parent = {"parent_id": made[above[employee]]} if above[employee] else {}
        name = f"Northwind, {company.by_number[employee]['lastName']}"
        made[employee] = company.admin.post("/v1/teams", {"name": name} | parent)["id"]
    return made


def _depth(employee: str, above: dict[str, str]) -> int:
    return 1 + _depth(above[employee], above) if above[employee] else 0


def _employ(company: Company, row: Row, team_id: str, role_id: str) -> str:
    body = {
        "email": email_of(row), "name": f"{row['firstName']} {row['lastName']}", "position": row["title"], "team_id": team_id,
        "role_ids": [role_id], "password": company.passwords.of(row["employeeID"]), "must_change_password": False,
    }  # fmt: skip
    made: str = company.admin.post("/v1/users", body)["id"]
    return made


def email_of(row: Row) -> str:
    return f"{row['firstName']}.{row['lastName']}@northwind.example".lower()


# --- customers and suppliers -----------------------------------------------------------------------------------------


def _take_in(company: Company, row: Row) -> None:
    known = [{"system": SYSTEM, "id": row["customerID"]}]
    contacts = [{"full_name": row["contactName"], "title": row["contactTitle"]}]
    body = {"name": row["companyName"], "types": ["customer"], "region": row["country"], "source": "books"}
    body |= {"addresses": [{"type": "billing"} | _address(row)], "external_ids": known, "contacts": contacts}
    company.accounts[row["customerID"]] = _with_phone(company.admin, "/v1/accounts", body | NO_DUPLICATE, row)["id"]


def _buy_from(company: Company, row: Row) -> None:
    body = {"name": row["companyName"], "contact_name": row["contactName"], "address": _address(row)}
    company.suppliers[row["supplierID"]] = _with_phone(company.admin, "/v1/suppliers", body, row)["id"]


def _with_phone(desk: Desk, path: str, body: Body, row: Row) -> Body:
    """Create it with its telephone, or without where the number is none that can be called today."""
    number = phone(row["country"], row["phone"])
    try:
        made: Body = desk.post(path, body if number is None else body | {"phone": number})
    except Refused as refused:
        if not any(error.get("pointer") == "/phone" for error in refused.problem.get("errors", ())):
            raise
        made = desk.post(path, body)
    return made


def _address(row: Row) -> Body:
    places = {"line1": row["address"], "city": row["city"], "region": row["region"], "postal_code": row["postalCode"]}
    return {name: text for name, text in places.items() if text} | {"country": COUNTRIES[row["country"]][0]}


# --- goods -----------------------------------------------------------------------------------------------------------


def _list(company: Company, row: Row) -> None:
    body = {
        "code": code_of(row["productID"]), "name": row["productName"], "spec": row["quantityPerUnit"],
        "category": company.books.categories[row["categoryID"]], "list_price": company.money(row["unitPrice"]),
    }  # fmt: skip
    company.products[row["productID"]] = company.admin.post("/v1/products", body | NO_DUPLICATE)


def code_of(product: str) -> str:
    return f"NW-{int(product):03d}"


def _open_stock(company: Company) -> None:
    """What is there today and was shipped since, less what was opened before. The books tell no costs: it is worth nothing."""
    opened = _opened(company)
    missing = {key: qty - opened[company.products[key]["id"]] for key, qty in _begun(company.books).items()}
    lines = [
        {"product_id": company.products[key]["id"], "qty": str(qty), "unit_cost": "0"} for key, qty in missing.items() if qty > 0
    ]
    body = {"kind": "in", "reason": "opening_balance", "posted_on": FOUNDED_ON, "lines": lines, "note": OPENING}
    if lines:
        company.admin.post("/v1/stock-adjustments", body)


def _opening_line(company: Company, key: str, qty: Decimal) -> Body:
    return {"product_id": company.products[key]["id"], "qty": str(qty), "unit_cost": "0"}


def _begun(books: Books) -> dict[str, Decimal]:
    shipped: dict[str, Decimal] = defaultdict(Decimal)
    for order in books.shipped:
        for line in order.lines:
            shipped[line.product] += line.qty
    return {row["productID"]: Decimal(row["unitsInStock"]) + shipped[row["productID"]] for row in books.products}


def _opened(company: Company) -> dict[str, Decimal]:
    """What earlier loads have put into stock, by the product's id."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in every(company.admin, "/v1/stock-adjustments?filter[reason]=opening_balance"):
        if row["note"] == OPENING:
            for line in company.admin.get(f"/v1/stock-adjustments/{row['id']}")["lines"]:
                found[line["product_id"]] += Decimal(line["qty"])
    return found


def phase_out(company: Company) -> None:
    """What is discontinued is sold while there is some, and not bought any more."""
    gone = [row["productID"] for row in company.books.products if row["discontinued"] == "1"]
    each(
        "discontinued",
        gone,
        lambda key: company.admin.act("products", company.products[key], "phase-out", {"reason": "Discontinued"}),
    )
