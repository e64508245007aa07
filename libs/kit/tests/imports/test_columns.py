"""Columns and what they hold."""

from __future__ import annotations

from typing import Any

import pytest

from crm_kit.imports.columns import (
    Field,
    as_decimal,
    as_list,
    as_moment,
    as_truth,
    as_url,
    as_whole,
    columns_hash,
    guess,
    place,
)

FIELDS = [Field("name", ("company name", "公司名称")), Field("email", ("e-mail",)), Field("phone")]


def test_columns_are_recognised_by_name_and_alias_however_they_are_written() -> None:
    found = guess(["Company_Name", "E-MAIL", "Fax", "公司 名称", "ｐｈｏｎｅ"], FIELDS)

    assert found == {"Company_Name": "name", "E-MAIL": "email", "Fax": None, "公司 名称": None, "ｐｈｏｎｅ": "phone"}


def test_the_same_columns_in_another_order_are_the_same() -> None:
    assert columns_hash(["Name", "E-mail"]) == columns_hash(["e mail", "NAME"]) != columns_hash(["Name"])


def test_values_are_put_where_they_belong() -> None:
    payload: dict[str, Any] = {}

    for path, value in [(("a",), 1), (("b", 0, "c"), 2), (("b", 0, "d"), 3), (("e", "f"), 4), (("g", 0, "h", 0, "i"), 5)]:
        place(payload, path, value)

    assert payload == {"a": 1, "b": [{"c": 2, "d": 3}], "e": {"f": 4}, "g": [{"h": [{"i": 5}]}]}


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (as_truth, "Yes", True), (as_truth, "否", False), (as_truth, "0", False), (as_list, "a; b，c|", ["a", "b", "c"]),
        (as_decimal, "1234.5", "1234.5"), (as_decimal, "1,234.50", "1234.50"), (as_decimal, "1.234,50", "1234.50"),
        (as_decimal, "12,5", "12.5"), (as_decimal, "1,234,567", "1234567"), (as_whole, " 7 ", 7), (as_whole, "-7", -7),
        (as_url, "acme.example", "https://acme.example"), (as_url, "http://a.example", "http://a.example"),
        (as_url, "Our page#http://a.example/x#", "http://a.example/x"), (as_url, "#A.HTM#", "https://A.HTM"),
    ],
)  # fmt: skip
def test_cells_are_read_as_people_write_them(read: Any, cell: str, value: Any) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell"),
    [
        (as_truth, "perhaps"),
        (as_decimal, "1,234"),
        (as_whole, "7.5"),
        (as_whole, "many"),
        (as_moment, "soon"),
        (as_moment, "2999-01-01"),
    ],
)
def test_what_cannot_be_read_is_said(read: Any, cell: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(cell)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2020-02-03", "2020-02-03T00:00:00+00:00"), ("2020-02-03 04:05", "2020-02-03T04:05:00+00:00"),
        ("2020-02-03T04:05:06+08:00", "2020-02-02T20:05:06+00:00"), ("1996-07-04 00:00:00.000", "1996-07-04T00:00:00+00:00"),
    ],
)  # fmt: skip
def test_times_without_a_zone_are_utc(cell: str, moment: str) -> None:
    assert as_moment(cell).isoformat() == moment
