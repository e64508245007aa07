"""crm get."""

from __future__ import annotations

import click

from crm_cli.assignments import parameter_of
from crm_cli.completion import collections_for
from crm_cli.output import one_form, show_record
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session


@click.command()
@click.argument("collection", shell_complete=collections_for("get"))
@click.argument("record", metavar="[ID]", required=False)
@click.option("--query", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the route; repeatable.")
@one_form
@pass_session
def get(session: Session, collection: str, record: str | None, parameters: tuple[str, ...], form: str | None) -> None:
    """Show one record, or what is below it.

    crm get accounts ID, crm get accounts/ID/360, crm get me
    """
    path = path_of(collection, *([record] if record else []))
    show_record(session.server.get(path, [parameter_of(text) for text in parameters]), form)
