"""crm change."""

from __future__ import annotations

import click

from crm_cli.assignments import body_of
from crm_cli.changes import version_meant, with_file, with_key, with_version
from crm_cli.completion import collections_for
from crm_cli.output import one_form, show_record
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session


@click.command()
@click.argument("collection", shell_complete=collections_for("change"))
@click.argument("record", metavar="ID")
@click.argument("fields", metavar="[FIELD=VALUE]...", nargs=-1)
@with_version
@with_file
@with_key
@one_form
@pass_session
def change(
    session: Session, collection: str, record: str, fields: tuple[str, ...], version: int | None, file: str | None,
    key: str | None, form: str | None,
) -> None:  # fmt: skip
    """Change fields of a record.

    crm change accounts ID name=Engines region:=null, which empties the region.
    """
    path, body = path_of(collection, record), body_of(fields, file)
    meant = version_meant(session.server, path, version)
    show_record(session.server.patch(path, body, version=meant, key=key), form)
