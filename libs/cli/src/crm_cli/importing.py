"""An import job from here: started, followed with a progress bar, told about when it is over."""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crm_cli.failures import Refused
from crm_cli.output import show_words
from crm_cli.server import Server, path_of

Job = dict[str, Any]
READ = ("uploaded", "mapped")
VALIDATED = ("validated",)
RUN = ("completed", "completed_with_errors")
UNDONE = ("undone",)
_OUTCOMES = ("created", "updated", "skipped", "duplicate", "error", "undone", "kept")
_OVER = ("failed", "cancelled")
_FIRST_LOOK, _LONGEST_LOOK = 0.1, 1.0
_KINDS = {
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".txt": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class JobFailed(click.ClickException):
    """The job did not come to its end, or not with every row."""

    exit_code = 1


def upload(server: Server, collection: str, file: Path) -> Job:
    """A job for this file, once the server has read it. Raises UsageError for a file that cannot be read here."""
    kind = _KINDS.get(file.suffix.lower(), "application/octet-stream")
    try:
        with file.open("rb") as content:
            job = server.upload("/v1/imports", content, kind, [("collection", collection), ("filename", file.name)])
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from error
    return follow(server, job, READ, "Reading")


def settle(server: Server, job: Job, columns: dict[str, str | None], choices: Job) -> Job:
    """Say which column goes into which field, over what the server has guessed, and how to go about it."""
    unknown = sorted(set(columns) - set(job["columns"]))
    if unknown:
        raise click.UsageError(f"The file has no column '{unknown[0]}'; it has {', '.join(job['columns'])}")
    settled: Job = server.patch(_path(job), {"mapping": {**job["mapping"], **columns}, **choices}, version=job["version"])
    return settled


def columns_of(texts: Iterable[str]) -> dict[str, str | None]:
    """`Company name=name` as column and field; nothing after the sign leaves the column out. Raises UsageError."""
    found: dict[str, str | None] = {}
    for text in texts:
        column, sign, field = text.rpartition("=")
        if not sign or not column:
            raise click.UsageError(f"'{text}' maps nothing; 'Company name=name' does")
        found[column] = field or None
    return found


def begin(server: Server, job: Job, action: str) -> Job:
    """Start what the action names: validate, run, undo, cancel."""
    started: Job = server.post(f"{_path(job)}/actions/{action}", version=job["version"])
    return started


def drop(server: Server, job: Job) -> None:
    """Leave nothing behind of a job that will not be run."""
    with suppress(Refused):
        begin(server, job, "cancel")


def follow(server: Server, job: Job, ends: Collection[str], what: str) -> Job:
    """Wait until the job is where it should be, with a bar. Raises JobFailed where it will not get there."""
    with _bar() as bar:
        task, wait = bar.add_task(what, total=None), _FIRST_LOOK
        while job["status"] not in ends:
            if job["status"] in _OVER:
                raise JobFailed(_ending(job))
            time.sleep(wait)
            wait, job = min(_LONGEST_LOOK, wait * 1.5), server.get(_path(job))
            bar.update(task, completed=job["counts"]["done"], total=job["counts"]["total"] or None)
    return job


def show_mapping(job: Job) -> None:
    """Which column goes where, with what the first row has in it."""
    first = job["sample"][0] if job["sample"] else [""] * len(job["columns"])
    fields = [job["mapping"].get(column) or "–" for column in job["columns"]]
    show_words(("column", "field", "first row"), list(zip(job["columns"], fields, first, strict=False)), to_stderr=True)


def show_counts(job: Job) -> None:
    """How many rows had which outcome."""
    parts = [f"{job['counts'][name]} {name}" for name in _OUTCOMES if job["counts"].get(name)]
    click.echo(f"{job['counts']['total']} rows: {', '.join(parts) or 'none of them done'}", err=True)


def save_errors(server: Server, job_id: str, file: Path) -> None:
    """Write the rows that were refused, with their reasons, as the server made the file."""
    content = server.call("GET", path_of("jobs", job_id, "errors")).content
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}") from error


def _ending(job: Job) -> str:
    why = job.get("error") or {}
    return f"The import was not done: {why.get('detail') or job['status']} (job {job['id']})"


def _path(job: Job) -> str:
    return path_of("jobs", job["id"])


def _bar() -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty())
