"""crm routes."""

from __future__ import annotations

from dataclasses import asdict

import click

from crm_cli.completion import collections_for
from crm_cli.output import chosen, one_form, show_rows, show_words
from crm_cli.routes import fresh_routes
from crm_cli.session import Session, pass_session


@click.command()
@click.argument("collection", required=False, shell_complete=collections_for("list"))
@one_form
@pass_session
def routes(session: Session, collection: str | None, form: str | None) -> None:
    """Show everything that the server can do, as command lines.

    With a collection only what can be done with that.
    """
    found = [route for route in fresh_routes(session.server) if collection in (None, route.collection.split("/")[0])]
    if not found:
        raise click.UsageError(f"There is no collection '{collection}'")
    if chosen(form) == "json":
        show_rows((asdict(route) for route in found), form)
    else:
        show_words(("command", "what it does"), [(route.words, route.summary) for route in found])
