"""crm act."""

from __future__ import annotations

import itertools

import click

from crm_cli.assignments import body_of, is_assignment
from crm_cli.changes import version_meant, with_file, with_key, with_version
from crm_cli.completion import actions, collections_for
from crm_cli.output import one_form, show_record
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session


@click.command()
@click.argument("collection", shell_complete=collections_for("act"))
@click.argument("words", metavar="[ID] ACTION [FIELD=VALUE]...", nargs=-1, required=True, shell_complete=actions)
@with_version
@with_file
@with_key
@one_form
@pass_session
def act(
    session: Session, collection: str, words: tuple[str, ...], version: int | None, file: str | None, key: str | None,
    form: str | None,
) -> None:  # fmt: skip
    """Do with a record what is more than a change: win it, accept it, hand it over.

    crm act opportunities ID win reason=price. Completion, and crm routes, know every action.
    """
    place, action, fields = _parted(collection, words)
    body = body_of(fields, file)
    has_record = place != path_of(collection)
    meant = version_meant(session.server, place, version, is_deleted=action == "restore") if has_record else version
    show_record(session.server.post(f"{place}/actions/{action}", body, version=meant, key=key), form)


def _parted(collection: str, words: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    """The address of the record (of the collection, where no id is given), the action, and its fields."""
    names = tuple(itertools.takewhile(lambda word: not is_assignment(word), words))
    if not 1 <= len(names) <= 2:
        raise click.UsageError("Say: crm act COLLECTION [ID] ACTION [FIELD=VALUE]…")
    action = path_of(names[-1]).removeprefix("/v1/")
    return path_of(collection, *names[:-1]), action, words[len(names) :]
