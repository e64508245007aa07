"""The tables of imports, for the migration of a service that begins to import."""

from __future__ import annotations

from alembic import op

from crm_kit.imports.job import metadata
from crm_kit.migrations import protect


def import_tables() -> None:
    """Make the tables of imports. The setting `*importing*` sees every tenant's: the worker looks for work in all of them."""
    metadata.create_all(op.get_bind())
    protect("import_jobs", "import_rows", "import_chunks", "import_pages", "import_mappings", also="*importing*")
    op.execute("CREATE INDEX ix_import_jobs_created_at ON import_jobs (tenant_id, created_at, id) WHERE deleted_at IS NULL")
    op.execute(
        "CREATE INDEX ix_import_jobs_created_by ON import_jobs (tenant_id, created_by, created_at, id) WHERE deleted_at IS NULL"
    )
    op.execute("CREATE INDEX ix_import_jobs_status ON import_jobs (status) WHERE finished_at IS NULL OR status = 'undoing'")
