"""Finding import jobs for those who may see them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, text

from crm_kit.caller import Caller
from crm_kit.errors import NotFound, Stale
from crm_kit.imports.importer import Importer
from crm_kit.imports.job import ImportJob
from crm_kit.imports.registry import Importing, importing
from crm_kit.imports.words import ImportField, ImportView
from crm_kit.messages import dump
from crm_kit.work import Work

_wake = text("NOTIFY imports")


def seen_by(caller: Caller, known: Importing) -> ColumnElement[bool]:
    """The jobs that the caller may see: their own, and everybody's of the collections that they may import for everybody."""
    permissions = {name: importer.permission for name, importer in known.importers.items()}
    own = [name for name, permission in permissions.items() if caller.may(permission)]
    everybodys = [name for name in own if caller.depth(permissions[name]) == "all"]
    mine = and_(ImportJob.collection.in_(own), ImportJob.created_by == caller.user_id)
    return or_(mine, ImportJob.collection.in_(everybodys))


def get_job(work: Work, message: Any, version: int | None = None) -> tuple[ImportJob, Importer]:
    """The job that a message names and its importer; NotFound (404), Stale (412)."""
    known = importing(message)
    alive = ImportJob.deleted_at.is_(None)
    query = select(ImportJob).where(ImportJob.id == message.job_id, alive, seen_by(work.caller, known))
    job = work.session.scalars(query).one_or_none()
    if job is None:
        raise NotFound(f"There is no import {message.job_id}")
    if version is not None and version != job.version:
        raise Stale(record=Shown(job, known), seen=version)
    return job, known.importer(job.collection)


def require_import(work: Work, importer: Importer) -> None:
    """Forbidden (403) for who may not import the collection, or may not create in it what they would import."""
    work.caller.require(importer.permission)
    work.caller.require(f"{importer.noun}.create")


def wake_worker(work: Work) -> None:
    """Tell the worker, when this is committed."""
    work.session.execute(_wake)


class Shown:
    """A job as its view shows it, with the fields that its collection has."""

    def __init__(self, job: ImportJob, known: Importing) -> None:
        self._job = job
        self.fields = [dump(each, ImportField) for each in known.importer(job.collection).fields]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._job, name)


def shown(job: ImportJob, message: Any) -> Shown:
    """The job as an answer to the message."""
    return Shown(job, importing(message))


def view_of(job: ImportJob, message: Any) -> dict[str, Any]:
    return dump(shown(job, message), ImportView)


def job_ids(work: Work, *conditions: ColumnElement[bool]) -> list[UUID]:
    return list(work.session.scalars(select(ImportJob.id).where(*conditions)))
