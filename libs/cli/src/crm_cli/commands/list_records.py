"""crm list."""

from __future__ import annotations

import itertools

import click

from crm_cli.assignments import filter_of, parameter_of
from crm_cli.completion import collections_for
from crm_cli.output import any_form, show_rows
from crm_cli.pages import rows_of
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session

USUAL = 50


@click.command("list")
@click.argument("collection", shell_complete=collections_for("list"))
@click.option("--filter", "filters", multiple=True, metavar="FIELD=VALUE", help="status=open, 'total[gte]=100'; repeatable.")
@click.option("--search", metavar="WORDS", help="Only what has these words in it.")
@click.option("--sort", metavar="FIELDS", help="name, or -created_at for downwards; several by commas.")
@click.option("--fields", metavar="FIELDS", help="Only these, by commas.")
@click.option("--limit", type=click.IntRange(1), help=f"How many rows.  [default: {USUAL}]")
@click.option("--all", "every", is_flag=True, help="All rows.")
@click.option("--count", is_flag=True, help="Only how many there are.")
@click.option("--query", "parameters", multiple=True, metavar="NAME=VALUE", help="Another parameter of the route; repeatable.")
@any_form
@pass_session
def list_records(
    session: Session, collection: str, filters: tuple[str, ...], search: str | None, sort: str | None, fields: str | None,
    limit: int | None, every: bool, count: bool, parameters: tuple[str, ...], form: str | None,
) -> None:  # fmt: skip
    """List the records of a collection.

    A table in a terminal, JSON lines in a pipe.
    """
    if every and limit:
        raise click.UsageError("Either --limit or --all")
    query = [filter_of(text) for text in filters] + [parameter_of(text) for text in parameters]
    query += [(name, value) for name, value in (("filter[q]", search), ("sort", sort), ("fields", fields)) if value]
    path = path_of(collection)
    if count:
        click.echo(session.server.get(path, [*query, ("count", "exact"), ("limit", "1")])["count"])
        return
    wanted = None if every else limit or USUAL
    rows = rows_of(session.server, path, query, wanted)
    show_rows(itertools.islice(rows, wanted), form, _columns(fields))
    if wanted and next(rows, None) is not None:
        click.echo(f"There are more than these {wanted}: --limit N, or --all", err=True)


def _columns(fields: str | None) -> list[str]:
    """What was asked for; the server always gives the id too."""
    return list(dict.fromkeys(["id", *fields.split(",")])) if fields else []
