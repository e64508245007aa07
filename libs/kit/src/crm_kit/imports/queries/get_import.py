"""One import, with how far it is."""

from crm_kit.imports.jobs import Shown, get_job, shown
from crm_kit.imports.words import ImportQuery
from crm_kit.work import Work


def get_import(query: ImportQuery, work: Work) -> Shown:
    job, _ = get_job(work, query)
    return shown(job, query)
