"""`python -m northwind FOLDER`: run the books through a running system, then hold it against them."""

import argparse
import os
import sys
import time
from pathlib import Path

from loading.access import Access, NoSystem, access
from loading.line import Desk, Line, Refused

from northwind import company as made
from northwind.books import Books, Unreadable, read
from northwind.checks import checks, say
from northwind.company import Company
from northwind.orders import take_orders
from northwind.passwords import Passwords

_USUAL_RUN = Path(__file__).resolve().parents[2] / ".run"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make northwind", description="Run a company's books; a second run doubles nothing.")
    parser.add_argument("folder", type=Path, help="the folder with customers.csv, orders.csv and the rest")
    parser.add_argument("--orders", type=int, default=0, help="only the first so many orders")
    parser.add_argument("--currency", default="CNY", help="the currency that the books are in; the base currency unless named")
    options = parser.parse_args(arguments)
    try:
        books = read(options.folder)
        return _run(access(), books.first(options.orders) if options.orders else books, options.currency)
    except (NoSystem, Refused, Unreadable) as error:
        sys.stderr.write(f"\n{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\ninterrupted; the same command goes on from here\n")
        return 130


def _run(where: Access, books: Books, currency: str) -> int:
    since = time.monotonic()
    line = Line(where.url)
    if not line.answers():
        raise NoSystem(f"nothing answers at {where.url}; make up starts a system here")
    passwords = Passwords(Path(os.environ.get("CRM_RUN_DIRECTORY") or _USUAL_RUN) / "northwind.json")
    passwords.make([row["employeeID"] for row in books.employees])
    company = Company(line, Desk.sign_in(line, where.user, where.password), books, passwords, currency)
    sys.stdout.write(f"running the books of {len(books.orders)} orders through {where.url} …\n")
    made.found(company)
    take_orders(company)
    made.phase_out(company)
    sys.stdout.write(f"  done in {time.monotonic() - since:.0f} s\n\n")
    return 0 if say(list(checks(company))) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
