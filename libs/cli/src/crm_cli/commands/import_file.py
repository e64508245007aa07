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
@click.option("--map", "columns", multiple=True, metavar="COLUMN=FIELD", help="Over what the server guesses; 'COLUMN=' leaves out.")
@click.option("--mode", type=click.Choice(MODES), help="What happens to rows that exist already.")
@click.option("--dry-run", is_flag=True, help="Only check every row.")
@click.option("--errors", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the rows that were refused.")
@click.option("--yes", is_flag=True, help="Run without asking.")
@one_form
@pass_session
def import_file(
    session: Session, collection: str, file: Path, columns: tuple[str, ...], mode: str | None, dry_run: bool,
    errors: Path | None, yes: bool, form: str | None,
) -> None:  # fmt: skip
    """Import a CSV or XLSX file.

    Ends with 1 where a row was refused.
    """
    wanted = importing.columns_of(columns)
    server = session.server
    job = _settled(server, importing.upload(server, collection, file), wanted, mode)
    importing.show_mapping(job)
    if not dry_run and not yes and not click.confirm(f"Import into {collection}?", err=True):
        importing.begin(server, job, "cancel")
        raise click.Abort()
    job = _checked(server, job) if dry_run else _run(server, job)
    show_record(job, form)
    _tell(server, job, errors)


def _settled(server: Server, job: Job, wanted: dict[str, str | None], mode: str | None) -> Job:
    """The job with its mapping; one that cannot get any is not left behind."""
    try:
        return importing.settle(server, job, wanted, mode)
    except click.ClickException:
        importing.begin(server, job, "cancel")
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
    refused = job["counts"].get("error") or 0
    if refused and errors:
        importing.save_errors(server, job["id"], errors)
    if refused:
        where = f"see {errors}" if errors else f"crm jobs errors {job['id']}"
        raise JobFailed(f"{refused} rows were refused: {where}")
