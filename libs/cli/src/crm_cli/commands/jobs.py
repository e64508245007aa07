"""crm jobs."""

from __future__ import annotations

import itertools
from pathlib import Path

import click

from crm_cli import importing
from crm_cli.output import any_form, one_form, show_record, show_rows
from crm_cli.pages import rows_of
from crm_cli.server import path_of
from crm_cli.session import Session, pass_session


@click.group()
def jobs() -> None:
    """Follow, cancel and undo imports."""


@jobs.command("list")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many, newest first.")
@any_form
@pass_session
def list_jobs(session: Session, limit: int, form: str | None) -> None:
    """List imports."""
    show_rows(itertools.islice(rows_of(session.server, "/v1/jobs", (), limit), limit), form)


@jobs.command()
@click.argument("job")
@one_form
@pass_session
def show(session: Session, job: str, form: str | None) -> None:
    """Show how far an import is."""
    show_record(session.server.get(path_of("jobs", job)), form)


@jobs.command()
@click.argument("job")
@pass_session
def cancel(session: Session, job: str) -> None:
    """Stop an import where it is; what it has made stays."""
    stopped = importing.begin(session.server, session.server.get(path_of("jobs", job)), "cancel")
    importing.show_counts(stopped)


@jobs.command()
@click.argument("job")
@pass_session
def undo(session: Session, job: str) -> None:
    """Take back what an import has made, but for records that were changed since."""
    found = session.server.get(path_of("jobs", job))
    undone = importing.follow(session.server, importing.begin(session.server, found, "undo"), importing.UNDONE, "Undoing")
    importing.show_counts(undone)


@jobs.command()
@click.argument("job")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write.  [default: standard output]")
@pass_session
def errors(session: Session, job: str, out: Path | None) -> None:
    """Get the rows that were refused, as CSV with the reason for each."""
    if out:
        importing.save_errors(session.server, job, out)
    else:
        click.echo(session.server.call("GET", path_of("jobs", job, "errors")).content, nl=False)
