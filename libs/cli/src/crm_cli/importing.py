"""An import job from here: started, followed with a progress bar, told about when it is over."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crm_cli.output import show_words
from crm_cli.server import Server, path_of

Job = dict[str, Any]
VALIDATED = ("validated",)
RUN = ("completed", "completed_with_errors")
UNDONE = ("undone",)
OUTCOMES = ("created", "updated", "skipped", "duplicate", "error")
_FAILED = ("failed", "cancelled")
_LOOK_SECONDS = (0.2, 1.0)
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
    """A job for this file, not yet run. Raises UsageError for a file that cannot be read."""
    kind = _KINDS.get(file.suffix.lower(), "application/octet-stream")
    try:
        with file.open("rb") as content:
            job: Job = server.upload("/v1/imports", content, kind, [("collection", collection), ("filename", file.name)])
    except OSError as error:
        raise click.UsageError(f"{file} cannot be read: {error.strerror}") from error
    return job


def settle(server: Server, job: Job, wanted: dict[str, str | None], mode: str | None) -> Job:
    """Say which column goes into which field, over what the server has guessed, and what happens to rows that exist."""
    unknown = sorted(set(wanted) - set(job["columns"]))
    if unknown:
        raise click.UsageError(f"The file has no column '{unknown[0]}'; it has {', '.join(job['columns'])}")
    body: Job = {"mapping": {**job["mapping"], **wanted}, **({"mode": mode} if mode else {})}
    settled: Job = server.patch(_path(job), body, version=job["version"])
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
    started: Job = server.post(f"{_path(job)}/actions/{action}", version=job.get("version"))
    return started


def follow(server: Server, job: Job, ends: Collection[str], what: str) -> Job:
    """Wait until the job is where it should be, with a bar. Raises JobFailed where it will not get there."""
    with _bar() as bar:
        task = bar.add_task(what, total=None)
        wait = _LOOK_SECONDS[0]
        while True:
            counts = job["counts"]
            bar.update(task, completed=counts.get("done") or 0, total=counts.get("total") or None)
            if job["status"] in ends:
                return job
            if job["status"] in _FAILED:
                raise JobFailed(f"The job {job['id']} has {job['status']}" + (f": {job['error']}" if job.get("error") else ""))
            time.sleep(wait)
            wait = min(_LOOK_SECONDS[1], wait * 1.5)
            job = server.get(_path(job))


def show_mapping(job: Job) -> None:
    """Which column goes where, with what the first row has in it."""
    sample = (job.get("sample") or [[]])[0]
    samples = [_sampled(sample, place, column) for place, column in enumerate(job["columns"])]
    fields = [job["mapping"].get(column) or "–" for column in job["columns"]]
    rows = list(zip(job["columns"], fields, samples, strict=True))
    show_words(("column", "field", "first row"), rows, to_stderr=True)


def show_counts(job: Job) -> None:
    """How many rows had which outcome."""
    counts = job["counts"]
    parts = [f"{counts[name]} {name}" for name in OUTCOMES if counts.get(name)]
    click.echo(f"{counts.get('total') or 0} rows: {', '.join(parts) or 'nothing to do'}", err=True)


def save_errors(server: Server, job_id: str, file: Path) -> None:
    """Write the rows that were refused, with their reasons, as the server made the file."""
    try:
        file.write_bytes(server.call("GET", path_of("jobs", job_id, "errors")).content)
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}") from error


def _sampled(sample: Any, place: int, column: str) -> str:
    if isinstance(sample, dict):
        return str(sample.get(column) or "")
    return str(sample[place]) if place < len(sample) else ""


def _path(job: Job) -> str:
    return path_of("jobs", job["id"])


def _bar() -> Progress:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    return Progress(*columns, console=Console(stderr=True))
