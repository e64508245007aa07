"""Routes of imports, whichever service has the collection."""

from __future__ import annotations

from types import ModuleType

from crm_contracts.customers import imports as customers
from crm_contracts.identity import imports as identity
from crm_contracts.inventory import imports as inventory
from gateway.rows import Row, Upload

SERVICES = (customers, identity, inventory)
COLLECTIONS = {
    "accounts": customers, "contacts": customers, "users": identity, "products": inventory, "suppliers": inventory,
}  # fmt: skip
JOB = "/jobs/<uuid:job_id>"


def _upload(words: ModuleType) -> Upload:
    return Upload(words.StartImport, words.AddImportChunk, words.FinishUpload, words.GetImport)


def _shared(kind: str, method: str, path: str, message: str) -> Row:
    """A route about an import of any of the services."""
    first, *others = (getattr(words, message) for words in SERVICES)
    found_by = tuple(words.GetImport for words in SERVICES)
    return Row(kind, method, path, first, others=tuple(others), found_by=found_by)  # type: ignore[arg-type]


ROWS = [
    Row(
        "upload", "POST", "/imports", customers.StartImport, location="/jobs",
        uploads={collection: _upload(words) for collection, words in COLLECTIONS.items()},
    ),
    _shared("list", "GET", "/jobs", "ListImports"),
    _shared("get", "GET", JOB, "GetImport"),
    _shared("change", "PATCH", JOB, "ChangeImport"),
    _shared("action", "POST", f"{JOB}/actions/validate", "ValidateImport"),
    _shared("action", "POST", f"{JOB}/actions/run", "RunImport"),
    _shared("action", "POST", f"{JOB}/actions/cancel", "CancelImport"),
    _shared("action", "POST", f"{JOB}/actions/undo", "UndoImport"),
    _shared("list", "GET", f"{JOB}/rows", "ListImportRows"),
    _shared("download", "GET", f"{JOB}/errors", "ListImportErrors"),
]  # fmt: skip
