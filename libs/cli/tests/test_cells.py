"""Values as cells."""

import pytest

from crm_cli.cells import csv_text, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        ({"amount": "12.50", "currency": "EUR"}, "12.50 EUR"),
        ({"id": "1", "name": "North"}, "North"),
        (["customer", "partner"], "customer, partner"),
        ([{"id": "1"}, {"id": "2"}], "2 of them"),
        ("2026-11-26T10:48:48.438346Z", "2026-11-26 10:48:48Z"),
        (7, "7"),
    ],
)
def test_a_value_is_shown_in_the_words_of_people(value, text):
    assert text_of(value) == text


def test_nothing_that_steers_a_terminal_gets_through():
    assert text_of("red \x1b[31m and \x07 a bell,\nnext line \x9b1m") == "red [31m and  a bell, next line 1m"


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-x", "@SUM(A1)", "  =1", "\t=1", "＝1", "＠x"])
def test_text_that_a_spreadsheet_would_run_is_escaped(text):
    assert csv_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-12.50", "+3", "Engines = Ltd", "a@b.example", ""])
def test_numbers_and_other_text_stay_as_they_are(text):
    assert csv_text(text) == text


def test_a_csv_cell_holds_the_whole_value():
    assert csv_text([{"id": "1"}]) == '[{"id": "1"}]'
    assert csv_text({"amount": "-1.00", "currency": "EUR"}) == "'-1.00 EUR"
    assert csv_text(False) == "false"
