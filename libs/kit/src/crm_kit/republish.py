"""crm-republish: announce every record again, for a reader that is new or whose queue was lost."""

import argparse
from collections.abc import Iterable, Sequence
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from sqlalchemy import select
from sqlalchemy.orm import aliased

from crm_kit import telemetry
from crm_kit.app import App, load_app
from crm_kit.settings import SettingError, Settings
from crm_kit.telemetry import log

_BATCH = 500
# Every tenant that ever wrote anything has history, which is never deleted. One step of the index for each tenant.
_TENANTS: LiteralString = """
WITH RECURSIVE known(tenant_id) AS (
  (SELECT tenant_id FROM history ORDER BY tenant_id LIMIT 1)
  UNION ALL
  SELECT (SELECT tenant_id FROM history WHERE history.tenant_id > known.tenant_id ORDER BY tenant_id LIMIT 1)
  FROM known WHERE known.tenant_id IS NOT NULL
) SELECT tenant_id FROM known WHERE tenant_id IS NOT NULL
"""


def tenants_of(settings: Settings) -> list[UUID]:
    """The tenants that have data in the service."""
    with psycopg.connect(settings.database_dsn) as connection:
        connection.execute("SELECT set_config('crm.tenant', '*sealing*', true)")
        return [row[0] for row in connection.execute(_TENANTS)]


def only(entity: Any, *conditions: Any, name: str = "") -> Any:
    """Those records of an entity that `App.announces` tells of; under a `name` of their own where others are told otherwise."""
    some: Any = aliased(entity, select(entity).where(*conditions).subquery())
    some.__name__ = name or entity.__name__
    return some


def republish(app: App, aggregate: str, tenants: Iterable[UUID]) -> None:
    """Put an event for each record of the aggregate into the outbox, in batches, each a transaction of its own."""
    for tenant_id in tenants:
        after: UUID | None = None
        while (after := app.announce(aggregate, after, _BATCH, tenant_id)) is not None:
            log.info("announced", service=app.name, aggregate=aggregate, tenant_id=str(tenant_id), up_to=str(after))


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-republish SERVICE AGGREGATE [--tenant ID…]"""
    parser = argparse.ArgumentParser(prog="crm-republish", description="Announce every record of a kind again.")
    parser.add_argument("service", metavar="SERVICE")
    parser.add_argument("aggregate", metavar="AGGREGATE", help="by its class name, Account")
    parser.add_argument("--tenant", action="append", type=UUID, default=[], help="only this tenant; repeatable")
    options = parser.parse_args(arguments)
    telemetry.configure()
    app = load_app(options.service)
    if options.aggregate not in app.announced:
        parser.error(f"{app.name} announces {', '.join(sorted(app.announced)) or 'nothing'}, not {options.aggregate}")
    try:
        settings = Settings.from_env(app.name).require("database_url", "signing_key")
    except SettingError as error:
        parser.error(str(error))
    app.open(settings)
    republish(app, options.aggregate, options.tenant or tenants_of(settings))
    app.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
