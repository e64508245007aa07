"""The books, read."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from northwind.books import Books, Line, Unreadable, mended, read
from northwind.countries import phone

FIRST = Path(__file__).parents[3] / "tests" / "e2e" / "data" / "northwind"


def test_a_text_that_a_comma_tore_apart_is_whole_again() -> None:
    assert mended(["HANAR", "Rua do Paço", " 67", "Rio"]) == ["HANAR", "Rua do Paço, 67", "Rio"]
    assert mended(["14", " rue", " left", "x"]) == ["14, rue, left", "x"]


def test_a_line_is_worth_its_price_less_the_discount_rounded_half_up() -> None:
    line = Line("1", Decimal("7.75"), Decimal(3), Decimal(15))

    assert (line.gross, line.net) == (Decimal("23.25"), Decimal("19.76"))


def test_the_first_orders_are_read_with_their_lines_and_days() -> None:
    books: Books = read(FIRST)

    first = books.orders[0]
    assert (len(books.orders), len(books.customers), len(books.products), len(books.employees)) == (120, 91, 77, 9)
    assert (first.number, first.customer, first.ordered_on, first.shipped_on) == (
        "10248", "VINET", dt.date(1996, 7, 4), dt.date(1996, 7, 16),
    )  # fmt: skip
    assert [line.qty for line in first.lines] == [12, 10, 5]
    assert first.ship_to["line1"] == "59 rue de l'Abbaye"


def test_a_folder_without_the_books_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="does not hold the books"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("country", "number", "wanted"),
    [
        ("Germany", "030-0074321", "+49300074321"),
        ("Italy", "0522-556721", "+390522556721"),
        ("USA", "(503) 555-7555", "+15035557555"),
    ],
)
def test_a_telephone_number_is_written_as_it_is_called_from_abroad(country: str, number: str, wanted: str) -> None:
    assert phone(country, number) == wanted
    assert phone(country, "12") is None
