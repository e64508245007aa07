"""crm create."""

from __future__ import annotations

import click

from crm_cli.assignments import body_of
from crm_cli.changes import with_file, with_key
from crm_cli.completion import collections_for
from crm_cli.output import one_form, show_record
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session


@click.command()
@click.argument("collection", shell_complete=collections_for("create"))
@click.argument("fields", metavar="[FIELD=VALUE]...", nargs=-1)
@with_file
@with_key
@one_form
@pass_session
def create(session: Session, collection: str, fields: tuple[str, ...], file: str | None, key: str | None, form: str | None) -> None:
    """Make a record.

    crm create accounts name=Engines 'types:=["customer"]': = gives text, := gives JSON, and amount.currency=EUR goes into amount.
    """
    show_record(session.server.post(path_of(collection), body_of(fields, file), key=key), form)
