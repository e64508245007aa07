"""What is printed: a table for people, JSON lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from crm_cli.cells import csv_text, is_money, text_of

Record = dict[str, Any]
Command = TypeVar("Command", bound=Callable[..., Any])

MOST_COLUMNS = 8
WIDEST_COLUMN = 40
_NARROWEST = 12
_BETWEEN = 3
_KNOWN_TO_PEOPLE = (
    "id", "number", "sku", "code", "name", "full_name", "company_or_person", "title", "collection", "filename", "email", "phone",
    "status", "stage", "outcome", "mode", "kind", "quantity", "qty", "amount", "total", "balance", "due_date", "close_date",
    "created_at",
)  # fmt: skip
_RATHER_NOT = ("version", "team_path", "updated_at", "created_by", "updated_by")


def one_form(command: Command) -> Command:
    """The options --table and --json."""
    for form, help_text in (("json", "JSON, one line; the default where the output is no terminal."), ("table", "A table.")):
        command = click.option(f"--{form}", "form", flag_value=form, help=help_text)(command)
    return command


def any_form(command: Command) -> Command:
    """The options --table, --json and --csv."""
    return one_form(click.option("--csv", "form", flag_value="csv", help="CSV with a header line.")(command))


def chosen(form: str | None) -> str:
    """The form that was asked for; else a table in a terminal and JSON lines in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "json")


def show_rows(rows: Iterable[Record], form: str | None, columns: Sequence[str] = ()) -> None:
    """Print rows as they come; a table needs all of them first."""
    writers = {"table": _table_of_rows, "csv": _csv_of_rows, "json": _lines_of_rows}
    writers[chosen(form)](iter(rows), columns)


def show_record(record: Any, form: str | None) -> None:
    """Print one record; a table names each value by its pointer and leaves out what is empty. Nothing is printed for None."""
    if record is None:
        return
    if chosen(form) == "json" or not isinstance(record, dict):
        _line(record)
        return
    _print(_grid(("", ""), ((name, text_of(value)) for name, value in pointers(record))))


def show_words(heads: Sequence[str], rows: Iterable[Sequence[str]], *, to_stderr: bool = False) -> None:
    """Print a table of texts."""
    _print(_grid(heads, rows), to_stderr)


def pointers(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Each value below with its place, written as in the pointers of errors: `contacts/0/full_name`."""
    inner = _inner(value)
    if inner is None:
        if value not in (None, "", [], {}):
            yield place, value
        return
    for name, each in inner:
        yield from pointers(each, f"{place}/{name}" if place else name)


def columns_of(rows: Sequence[Record]) -> list[str]:
    """The columns that people look for, out of those that hold something and fit into a cell."""
    filled = {name: None for row in rows for name, value in row.items() if _fits(value)}
    known = [name for name in _KNOWN_TO_PEOPLE if name in filled]
    others = [name for name in filled if name not in known and name not in _RATHER_NOT and not name.endswith("_id")]
    return (known + others)[:MOST_COLUMNS]


def _inner(value: Any) -> Iterable[tuple[str, Any]] | None:
    """What a value consists of; None for what is shown in one piece."""
    if isinstance(value, dict) and value and not is_money(value):
        return value.items()
    if isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        return ((str(place), each) for place, each in enumerate(value))
    return None


def _fits(value: Any) -> bool:
    if isinstance(value, dict):
        return is_money(value) or bool(value.get("name"))
    return value not in (None, "", []) and not (isinstance(value, list) and isinstance(value[0], dict | list))


def _table_of_rows(rows: Iterator[Record], columns: Sequence[str]) -> None:
    found = list(rows)
    if not found:
        click.echo("Nothing", err=True)
        return
    heads = columns or columns_of(found)
    texts = [[text_of(row.get(name)) for name in heads] for row in found]
    # Columns that were asked for are shown whole; of the others as many as have room.
    widths = () if columns else _widths(heads, texts, Console().width)
    shown = len(widths) or len(heads)
    _print(_grid(heads[:shown], (row[:shown] for row in texts), widths))


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], available: int) -> list[int]:
    """For each column that has room, how wide it is; the last one takes what is left."""
    found: list[int] = []
    for column in zip(heads, *rows, strict=True):
        needed = min(max(cell_len(cell) for cell in column), WIDEST_COLUMN)
        left = available - sum(width + _BETWEEN for width in found)
        if found and left < min(needed, _NARROWEST):
            break
        found.append(min(needed, left))
    return found


def _csv_of_rows(rows: Iterator[Record], columns: Sequence[str]) -> None:
    first = next(rows, None)
    if first is None:
        return
    heads = columns or list(first)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([csv_text(row.get(name)) for name in heads] for row in itertools.chain([first], rows))


def _lines_of_rows(rows: Iterator[Record], _columns: Sequence[str]) -> None:
    for row in rows:
        _line(row)


def _line(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int] = ()) -> Table:
    # Text, and not markup: what people have typed into a record must not style, or link, anything here.
    table = Table(box=box.SIMPLE_HEAD, show_header=any(heads), show_edge=False, pad_edge=False)
    for place, head in enumerate(heads):
        if widths:
            table.add_column(Text(head), no_wrap=True, overflow="ellipsis", width=widths[place])
        else:
            table.add_column(Text(head), no_wrap=head == "id" or not (place or head), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _print(table: Table, to_stderr: bool = False) -> None:
    Console(stderr=to_stderr, highlight=False).print(table)
