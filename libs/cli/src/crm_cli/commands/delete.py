"""crm delete."""

from __future__ import annotations

import click

from crm_cli.changes import version_meant, with_key, with_version
from crm_cli.completion import collections_for
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session


@click.command()
@click.argument("collection", shell_complete=collections_for("delete"))
@click.argument("record", metavar="ID")
@with_version
@with_key
@pass_session
def delete(session: Session, collection: str, record: str, version: int | None, key: str | None) -> None:
    """Delete a record.

    Most can be brought back: crm act accounts ID restore.
    """
    path = path_of(collection, record)
    session.server.delete(path, version=version_meant(session.server, path, version), key=key)
