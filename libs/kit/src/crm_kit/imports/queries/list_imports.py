"""Imports, newest first."""

from typing import Any

from crm_kit.imports.job import ImportJob
from crm_kit.imports.jobs import seen_by
from crm_kit.imports.registry import importing
from crm_kit.imports.words import ImportsQuery
from crm_kit.listing import page
from crm_kit.work import Work


def list_imports(query: ImportsQuery, work: Work) -> dict[str, Any]:
    return page(work, query, ImportJob, None, seen_by(work.caller, importing(query)))
