"""Files as they come, CSV or XLSX, as columns and rows of text."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import itertools
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from charset_normalizer import from_bytes
from openpyxl import load_workbook

from crm_kit.errors import Invalid, Problem
from crm_kit.imports.not_a_table import NotATable

MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
SAMPLE_ROWS = 5
# An archive says how large its parts are, and is never read beyond that.
MOST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 1000
# Empty lines between rows are read over, but not for ever.
MOST_LINES = 1_048_576
DELIMITERS = (",", ";", "\t")
_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_TRIED = 64 * 1024
Rows = Iterator[tuple[int, list[str]]]
csv.field_size_limit(LONGEST_CELL)


@dataclass
class Sheet:
    """A table: unique column names, and rows with their numbers as spreadsheets count them, the names being row 1."""

    columns: list[str]
    rows: Rows
    encoding: str | None = None
    delimiter: str | None = None
    sample: list[list[str]] = field(default_factory=list)


def open_sheet(content: bytes) -> Sheet:
    """The table that a file is, rows being read as they are asked for. Raises NotATable (415) and Invalid (422)."""
    if content.startswith(_OLD_EXCEL):
        raise NotATable("This is an old Excel file; save it as .xlsx or CSV")
    sheet = _workbook(content) if content.startswith(_ZIP) else _text(content)
    sheet.rows = _counted(sheet.rows)
    first = list(itertools.islice(sheet.rows, SAMPLE_ROWS))
    sheet.sample, sheet.rows = [cells for _, cells in first], itertools.chain(first, sheet.rows)
    return sheet


def _counted(rows: Rows) -> Rows:
    for count, row in enumerate(rows):
        if count == MOST_ROWS:
            raise Invalid(f"A file has at most {MOST_ROWS} rows; split it", code="too_many_rows")
        yield row


def _headed(lines: Iterable[list[str]], **about: Any) -> Sheet:
    """The first line with anything in it names the columns; later lines with nothing in them are no rows."""
    numbered = ((number, cells) for number, cells in enumerate(_not_endless(lines), start=1) if any(map(str.strip, cells)))
    _, names = next(numbered, (0, []))
    if not names:
        raise Invalid("There is nothing in the file", code="empty_file")
    if len(names) > MOST_COLUMNS:
        raise Invalid(f"A file has at most {MOST_COLUMNS} columns", code="too_many_columns")
    return Sheet(_unique([name.strip() for name in names]), iter(numbered), **about)


def _not_endless(lines: Iterable[list[str]]) -> Iterator[list[str]]:
    for count, cells in enumerate(lines):
        if count == MOST_LINES:
            raise Invalid("The file has too many lines", code="too_many_rows")
        yield cells


def _unique(names: list[str]) -> list[str]:
    """Column names for a mapping to go by: a nameless one is 'Column 3', a second 'Phone' is 'Phone (2)'."""
    unique: list[str] = []
    for place, name in enumerate(names, start=1):
        wanted = stem = (name or f"Column {place}")[:200]
        number = 1
        while wanted in unique:
            number += 1
            wanted = f"{stem} ({number})"
        unique.append(wanted)
    return unique


# --- text ------------------------------------------------------------------------------------------------------------


def _text(content: bytes) -> Sheet:
    encoding = _encoding(content)
    text = _decoded(content, encoding)
    if "\x00" in text:
        raise NotATable("This is not a text file")
    delimiter = _delimiter(text[:_TRIED])
    return _headed(_lines(text, delimiter), encoding=encoding.removesuffix("-sig"), delimiter=delimiter)


def _encoding(content: bytes) -> str:
    """UTF-8 where it is that, else GB18030 or Latin-1 (as Windows has it), whichever looks like writing."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if _is(content, "utf-8"):
        return "utf-8"
    looked_at = b"\n".join(line for line in content.splitlines()[:2000] if not line.isascii())[:_TRIED]
    best = from_bytes(looked_at, cp_isolation=["gb18030", "cp1252"]).best()
    guessed = best.encoding if best is not None else "cp1252"
    return next(encoding for encoding in (guessed, "cp1252", "latin-1") if _is(content, encoding))


def _is(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotATable(f"The file begins as {encoding} but goes on as something else") from error


def _delimiter(beginning: str) -> str:
    """The sign that cuts the first lines into most columns, the same number in most of them."""

    def score(delimiter: str) -> tuple[int, int]:
        try:
            widths = [
                len(cells) for cells in itertools.islice(csv.reader(io.StringIO(beginning, newline=""), delimiter=delimiter), 20)
            ]
        except csv.Error:
            return 0, 0
        return (sum(width == widths[0] for width in widths), widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(DELIMITERS, key=score)


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as error:
        raise Invalid(f"Line {reader.line_num} cannot be read: {error}", code="malformed_csv") from error


# --- workbooks -------------------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> Sheet:
    _refuse_bombs(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        if not book.worksheets:
            raise NotATable("The workbook has no sheet")
        sheet = book.worksheets[0]
        # The file's own word for its size may be wrong, in either direction.
        sheet.reset_dimensions()
    except Problem:
        raise
    except Exception as error:
        raise NotATable("This is not an XLSX file that can be read") from error
    return _headed(_cells(sheet))


def _refuse_bombs(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise NotATable("This is not an XLSX file that can be read") from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise NotATable("This archive is not an XLSX file")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Invalid("The workbook is too large when it is unpacked", code="too_large_unpacked")


def _cells(sheet: Any) -> Iterator[list[str]]:
    try:
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield _trimmed([_shown(value) for value in row])
    except Problem:
        raise
    except Exception as error:
        raise NotATable("The workbook is damaged") from error


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _shown(value: Any) -> str:
    """A cell as one would type it: whole numbers without a point, days and times as ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    return str(value)
