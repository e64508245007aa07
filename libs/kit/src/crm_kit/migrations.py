"""Migrations: one-shot jobs of the owner role, never at boot. `crm-migrate sales customers` brings databases up to date.

A migration makes its tables with Alembic's operations and then calls `protect(…)`, which gives them forced row-level security, the
tenant's default and the grants of the runtime role. The first migration of a service calls `kit_tables()`.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command, context, op
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, make_url, text

from crm_kit import tables
from crm_kit.model import metadata_of
from crm_kit.settings import SettingError, Settings

LOCK = 0x43524D  # any number, the same for all: two jobs for one database must not overlap
# Asked for every row that is written, so it must cost little: what is as long as an id is one, and nothing else may be as long.
TENANT = """
CREATE OR REPLACE FUNCTION crm_tenant() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN octet_length(current_setting('crm.tenant', true)) = 36 THEN current_setting('crm.tenant', true)::uuid END $$
"""


def folder_of(service: str) -> Path:
    """`services/…/migrations` of an installed service."""
    found = importlib.util.find_spec(service)
    if found is None or found.origin is None:
        raise LookupError(f"the service '{service}' is not installed")
    return Path(found.origin).parents[2] / "migrations"


def migrate(service: str, url: str) -> None:
    """Bring the database of a service up to date as its owner; waits while another job does the same."""
    with _connected(url) as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(_config(service, connection), "head")


def write_revision(service: str, url: str, message: str) -> None:
    """Write a new migration from what differs between the mapped classes and an up-to-date database."""
    importlib.import_module(f"{service}.service")
    with _connected(url) as connection:
        command.revision(_config(service, connection), message=message, autogenerate=True)


def differences(service: str, url: str) -> list[Any]:
    """What differs between the mapped classes and the database; empty when the migrations are complete."""
    importlib.import_module(f"{service}.service")
    with _connected(url) as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts=_options()), _metadata(service)))


def _metadata(service: str) -> Any:
    from crm_kit.imports import registry  # which uses what the migrations of services use this module for
    from crm_kit.imports.job import metadata as of_imports

    return [metadata_of(service), tables.metadata, *([of_imports] if registry.is_importing(service) else [])]


def _options() -> dict[str, Any]:
    """What is compared; indexes that only a migration knows of, such as those of lists, are its own affair."""
    return {
        "compare_type": True,
        "include_name": lambda name, kind, _: not (kind == "table" and name == "alembic_version"),
        "include_object": lambda _, __, kind, reflected, known: not (kind == "index" and reflected and known is None),
    }


def _config(service: str, connection: Connection) -> Config:
    config = Config(attributes={"connection": connection, "service": service})
    config.set_main_option("script_location", str(folder_of(service)))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(year)d_%%(month).2d_%%(day).2d_%%(hour).2d%%(minute).2d_%%(slug)s")
    return config


def run() -> None:
    """What every service's `migrations/env.py` calls."""
    attributes = context.config.attributes
    own = metadata_of(attributes["service"])
    options = {**_options(), "include_name": lambda name, kind, _: kind != "table" or name in own.tables}
    context.configure(attributes["connection"], target_metadata=own, **options)
    with context.begin_transaction():
        context.run_migrations()


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


# --- for migrations --------------------------------------------------------------------------------------------------


def runtime_role() -> str:
    """The role that the service runs as: the owner's name without `_owner`."""
    owner = str(op.get_bind().execute(text("SELECT current_user")).scalar_one())
    return re.sub(r"_owner$", "", owner)


def kit_tables() -> None:
    """Make the kit's own tables: outbox, inbox, history and its seals, sequences, shares, colleagues, timers."""
    from crm_kit import colleagues  # noqa: F401  registers its table

    tenant_function()
    tables.metadata.create_all(op.get_bind())
    protect("sequences", "shares", "colleagues")
    protect("inbox", "outbox", also="*relay*")
    protect("history", "history_seals", grants="SELECT, INSERT", also="*sealing*")
    _protect_timers()


def tenant_function() -> None:
    """Make the function that says whose rows the session sees and writes: nobody's unless the setting crm.tenant is an id."""
    op.execute(TENANT)


def timers_table() -> None:
    """Make the kit's table of timers, for a service whose first migration is older than it."""
    if op.get_bind().execute(text("SELECT to_regclass('timers')")).scalar_one() is None:
        tables.timers.create(op.get_bind())
        _protect_timers()


def outbox_lanes() -> None:
    """Give the outbox its bulk lane, in a service whose first migration is older than that."""
    op.execute("ALTER TABLE outbox ADD COLUMN IF NOT EXISTS is_bulk boolean NOT NULL DEFAULT false")
    op.execute("DROP INDEX IF EXISTS ix_outbox_unpublished")
    for index in sorted(tables.outbox.indexes, key=lambda each: str(each.name)):
        index.create(op.get_bind(), checkfirst=True)


def _protect_timers() -> None:
    protect("timers", also="*schedule*")
    let_schedule("colleagues")


def let_schedule(name: str) -> None:
    """Let the scheduler read from this table what tenants there are."""
    op.execute(f"CREATE POLICY scheduling ON {name} FOR SELECT USING ((SELECT current_setting('crm.tenant', true)) = '*schedule*')")


def protect(*names: str, grants: str = "SELECT, INSERT, UPDATE, DELETE", also: str = "") -> None:
    """Row-level security, forced, for tables with `tenant_id`; `also` is a setting of crm.tenant that sees every tenant's rows."""
    beyond = f" OR current_setting('crm.tenant', true) = '{also}'" if also else ""
    for name in names:
        op.execute(f"ALTER TABLE {name} ALTER COLUMN tenant_id SET DEFAULT crm_tenant()")
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY tenant ON {name} USING (tenant_id = (SELECT crm_tenant()){beyond})")
        op.execute(f'GRANT {grants} ON {name} TO "{runtime_role()}"')


def let_read(setting: str, *names: str) -> None:
    """Let a setting of crm.tenant read these tables whole, and not write: `*sign-in*` looks for somebody in all tenants."""
    for name in names:
        op.execute(f"CREATE POLICY reading ON {name} FOR SELECT USING ((SELECT current_setting('crm.tenant', true)) = '{setting}')")


def index_lists(table: str, *sorts: str, owned: bool = True) -> None:
    """Indexes for a list: one per sort, and for records with an owner the two row scopes; `"a, b"` is one sort by two columns."""
    for sort in sorts:
        op.execute(f"CREATE INDEX ix_{table}_{sort.replace(', ', '_')} ON {table} (tenant_id, {sort}, id) WHERE deleted_at IS NULL")
    if owned:
        op.execute(f"CREATE INDEX ix_{table}_owner ON {table} (tenant_id, owner_id, {sorts[0]}, id) WHERE deleted_at IS NULL")
        op.execute(f"CREATE INDEX ix_{table}_team ON {table} (tenant_id, team_path, {sorts[0]}, id) WHERE deleted_at IS NULL")


def index_search(table: str) -> None:
    """The trigram index behind `filter[q]`."""
    op.execute(f"CREATE INDEX ix_{table}_search ON {table} USING gin (search_text gin_trgm_ops)")


def main() -> None:
    parser = argparse.ArgumentParser(prog="crm-migrate", description="Bring the databases of services up to date.")
    parser.add_argument("service", nargs="+", help="import name or folder, e.g. sales or service-desk")
    parser.add_argument("--new", metavar="MESSAGE", help="write a migration from the difference instead of migrating")
    arguments = parser.parse_args()
    for name in arguments.service:
        settings = Settings.from_env(name.replace("-", "_"))
        try:
            url = make_url(settings.owner_database_url).render_as_string(hide_password=False)
        except SettingError as error:
            parser.error(str(error))
        if arguments.new:
            write_revision(settings.service, url, arguments.new)
        else:
            migrate(settings.service, url)
            print(f"{name}: up to date")
