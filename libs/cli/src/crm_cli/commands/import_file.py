"""crm import."""

from __future__ import annotations

from pathlib import Path

import click

from crm_cli import importing
from crm_cli.importing import Job, JobFailed
from crm_cli.output import one_form, show_record
from crm_cli.server import Server
from crm_cli.session import Session, pass_session

MODES = ("create", "upsert", "skip_duplicates", "fill_empty_only")


@click.command("import")
@click.argument("collection")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--map", "columns", multiple=True, metavar="COLUMN=FIELD", help="Over what the server guesses; COLUMN= leaves out.")
@click.option("--mode", type=click.Choice(MODES), help="What happens with rows that are there already.")
@click.option("--confirm-duplicates", is_flag=True, help="Take what only looks like something that is there.")
@click.option("--system", help="Which system the file's external ids are of.")
@click.option("--dry-run", is_flag=True, help="Only check every row.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the rows that were not taken.")
@click.option("--yes", is_flag=True, help="Run without asking.")
@one_form
@pass_session
def import_file(
    session: Session, collection: str, file: Path, columns: tuple[str, ...], mode: str | None, confirm_duplicates: bool,
    system: str | None, dry_run: bool, errors: Path | None, yes: bool, form: str | None,
) -> None:  # fmt: skip
    """Import a CSV or XLSX file.

    Ends with 1 where a row was not taken, because something is wrong with it or because it is there already.
    """
    server, wanted = session.server, importing.columns_of(columns)
    job = importing.upload(server, collection, file)
    choices = _choices(job, mode, confirm_duplicates, system)
    job = _settled(server, job, wanted, choices)
    importing.show_mapping(job)
    if not (yes or dry_run):
        _ask(server, job)
    job = _checked(server, job) if dry_run else _run(server, job)
    show_record(job, form)
    if dry_run:
        click.echo(f"Nothing is imported yet. Run it: crm act jobs {job['id']} run", err=True)
    _tell(server, job, errors)


def _choices(job: Job, mode: str | None, confirm_duplicates: bool, system: str | None) -> Job:
    """What is asked for, and nothing else; options that are not named stay as they are."""
    options = {"confirm_duplicates": confirm_duplicates, "system": system}
    named = {name: value for name, value in options.items() if value}
    choices: Job = {"options": {**job["options"], **named}} if named else {}
    return choices | ({"mode": mode} if mode else {})


def _settled(server: Server, job: Job, columns: dict[str, str | None], choices: Job) -> Job:
    try:
        return importing.settle(server, job, columns, choices)
    except click.ClickException:
        importing.drop(server, job)
        raise


def _ask(server: Server, job: Job) -> None:
    try:
        click.confirm(f"Import {job['counts']['total']} rows into {job['collection']}?", abort=True, err=True)
    except click.Abort:
        importing.drop(server, job)
        raise


def _checked(server: Server, job: Job) -> Job:
    return importing.follow(server, importing.begin(server, job, "validate"), importing.VALIDATED, "Checking")


def _run(server: Server, job: Job) -> Job:
    try:
        return importing.follow(server, importing.begin(server, job, "run"), importing.RUN, "Importing")
    except KeyboardInterrupt:
        click.echo(f"\nThe import goes on: crm jobs show {job['id']}, or crm jobs cancel {job['id']}", err=True)
        raise


def _tell(server: Server, job: Job, errors: Path | None) -> None:
    importing.show_counts(job)
    refused = job["counts"]["error"] + job["counts"]["duplicate"]
    if refused and errors:
        importing.save_errors(server, job["id"], errors)
    if refused:
        where = str(errors) if errors else f"crm jobs errors {job['id']}"
        raise JobFailed(f"{refused} rows were not taken; why: {where}")
