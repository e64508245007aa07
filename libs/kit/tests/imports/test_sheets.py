"""Files as they come."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator

import pytest

from crm_kit.errors import Invalid
from crm_kit.imports import sheets
from crm_kit.imports.not_a_table import NotATable
from crm_kit.imports.sheets import open_sheet
from crm_kit.testing.imports import workbook

CHINESE = "公司名称,城市\n华为技术有限公司,深圳\n北京百度网讯科技有限公司,北京\n"
WESTERN = "name,city\nMüller & Söhne GmbH,München\nJosé Peñarrubia,São Paulo\nCafé de la Paix,Liège\n"


def read(content: bytes | str) -> list[tuple[int, list[str]]]:
    return list(open_sheet(content.encode() if isinstance(content, str) else content).rows)


@pytest.mark.parametrize(
    ("text", "encoding", "seen_as"),
    [
        (CHINESE, "utf-8", "utf-8"), (CHINESE, "utf-8-sig", "utf-8"), (CHINESE, "gb18030", "gb18030"), (CHINESE, "gbk", "gb18030"),
        (CHINESE, "utf-16", "utf-16"), (WESTERN, "utf-8", "utf-8"), (WESTERN, "latin-1", "cp1252"),
        (WESTERN + "Price,5 €\n", "cp1252", "cp1252"), ("name\nAcme\n", "ascii", "utf-8"),
        ("name,city\nAcme,Berlin\n李雷,北京\n", "gb18030", "gb18030"),
    ],
)  # fmt: skip
def test_encodings_are_seen(text: str, encoding: str, seen_as: str) -> None:
    sheet = open_sheet(text.encode(encoding))

    assert sheet.encoding == seen_as
    assert [sheet.columns, *(cells for _, cells in sheet.rows)] == [line.split(",") for line in text.splitlines()]


def test_bytes_that_windows_has_no_sign_for_are_latin_1() -> None:
    assert open_sheet(b"name\nM\xfcller \x81\n").encoding == "latin-1"


@pytest.mark.parametrize(
    ("content", "delimiter"), [("a,b\n1,2\n", ","), ("a;b\n1,5;2\n", ";"), ("a\tb\n1\t2\n", "\t"), ("a\n1\n", ",")]
)
def test_delimiters_are_seen(content: str, delimiter: str) -> None:
    assert open_sheet(content.encode()).delimiter == delimiter


def test_quotes_hold_delimiters_quotes_and_lines_together() -> None:
    assert read('name,note\n"Acme, Inc.","says ""hello""\nand goes"\n') == [(2, ["Acme, Inc.", 'says "hello"\nand goes'])]


def test_empty_lines_are_no_rows_and_rows_keep_their_place() -> None:
    assert read("\n\nname,city\n\nAcme,Berlin\n , \nBeta,Bonn\n") == [(5, ["Acme", "Berlin"]), (7, ["Beta", "Bonn"])]


def test_rows_may_be_short_or_long() -> None:
    assert read("a,b\n1\n1,2,3\n") == [(2, ["1"]), (3, ["1", "2", "3"])]


def test_columns_get_names_that_differ() -> None:
    assert open_sheet(b"Phone,,Phone,Phone\n1,2,3,4\n").columns == ["Phone", "Column 2", "Phone (2)", "Phone (3)"]


def test_cells_of_workbooks_are_what_one_would_type() -> None:
    moment = dt.datetime(2026, 11, 21, 12, 30)  # noqa: DTZ001 - workbooks know no zones
    rows = [["name", "n", "day", "at", "is"], ["Acme", 12.0, dt.date(2026, 11, 21), moment, True], [None, 1.5, None, None, None]]

    found = read(workbook(rows))

    assert found == [(2, ["Acme", "12", "2026-11-21", "2026-11-21T12:30:00", "true"]), (3, ["", "1.5"])]


def test_formulas_are_what_they_came_to_last() -> None:
    assert read(workbook([["a", "b"], ["=1+1", "x"]])) == [(2, ["", "x"])]


def _archive(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"%PDF-1.7\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04 nothing",
        _archive(word__document_xml=b"<w/>"), _archive(xl__workbook_xml=b"<workbook/>"), _archive(xl__workbook_xml=b"no xml"),
        "name\n".encode("utf-16") + b"\x00",
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(content: bytes) -> None:
    with pytest.raises(NotATable):
        list(open_sheet(content).rows)


@pytest.mark.parametrize("content", [b"", b"\n \n,,\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        open_sheet(content)

    assert refusal.value.code == "empty_file"


def test_bombs_are_refused_by_what_they_say_they_hold() -> None:
    bomb = _archive(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=b"0" * (sheets.MOST_UNPACKED + 1))

    with pytest.raises(Invalid) as refusal:
        open_sheet(bomb)

    assert refusal.value.code == "too_large_unpacked"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b",".join(b"c%d" % number for number in range(sheets.MOST_COLUMNS + 1)), "too_many_columns"),
        (b"name\n" + b"a\n" * (sheets.MOST_ROWS + 1), "too_many_rows"),
        (b"name\n" + b"a" * (sheets.LONGEST_CELL + 1), "malformed_csv"),
        (b'name\n"' + b"a\n" * sheets.LONGEST_CELL, "malformed_csv"),
    ],
    ids=["columns", "rows", "cell", "quote"],
)
def test_there_are_limits(content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        list(open_sheet(content).rows)

    assert refusal.value.code == code


def test_exactly_as_many_rows_as_are_allowed_are_taken() -> None:
    assert sum(1 for _ in open_sheet(b"name\n" + b"a\n" * sheets.MOST_ROWS).rows) == sheets.MOST_ROWS


def test_a_sheet_that_is_nearly_empty_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_LINES", 10)

    def endless() -> Iterator[list[str]]:
        while True:
            yield []

    with pytest.raises(Invalid) as refusal:
        sheets._headed(endless())

    assert refusal.value.code == "too_many_rows"
