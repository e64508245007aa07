"""Say which column holds what, and how to go about it; the mapping is remembered for files with the same columns."""

from typing import Any

from sqlalchemy.dialects.postgresql import insert

from crm_kit.errors import Forbidden
from crm_kit.imports.columns import check_mapping, columns_hash
from crm_kit.imports.importer import Importer
from crm_kit.imports.job import ImportJob, import_mappings
from crm_kit.imports.jobs import Shown, get_job, shown
from crm_kit.imports.words import ImportChange, ImportOptions
from crm_kit.messages import dump
from crm_kit.words import UNSET
from crm_kit.work import Work


def change_import(command: ImportChange, work: Work) -> Shown:
    job, importer = get_job(work, command, command.version)
    mapping = {**job.mapping, **(command.mapping if isinstance(command.mapping, dict) else {})}
    check_mapping(mapping, job.columns, importer.by_name)
    _check_reach(work, importer, mapping)
    options = dump(command.options, ImportOptions) if command.options else job.options
    job.map(mapping, job.mode if command.mode is UNSET else command.mode, options)
    _remember(work, job)
    return shown(job, command)


def _check_reach(work: Work, importer: Importer, mapping: dict[str, Any]) -> None:
    narrow = [each.name for each in importer.fields if each.needs_all and each.name in mapping.values()]
    if narrow and work.caller.depth(importer.permission) != "all":
        raise Forbidden(f"Only who may import for everybody may set {', '.join(narrow)}", permission=importer.permission)


def _remember(work: Work, job: ImportJob) -> None:
    who = {"user_id": work.caller.user_id, "collection": job.collection, "columns_hash": columns_hash(job.columns)}
    keep = insert(import_mappings).values(**who, mapping=job.mapping)
    keys = ["tenant_id", "user_id", "collection", "columns_hash"]
    work.session.execute(keep.on_conflict_do_update(index_elements=keys, set_={"mapping": keep.excluded.mapping}))
