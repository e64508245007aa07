"""Every service's database: made by its migrations alone, and closed to other tenants by itself."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from crm_kit import migrations
from crm_kit.settings import Settings
from crm_kit.testing.databases import database, drop_database

SERVICES = sorted(folder.parent.name for folder in (Path(__file__).parents[2] / "services").glob("*/pyproject.toml"))
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=SERVICES)
def settings(request: pytest.FixtureRequest) -> Iterator[Settings]:
    made = database(request.param.replace("-", "_"))
    yield made
    drop_database(made)


def test_migrations_make_what_the_classes_say(settings: Settings) -> None:
    assert migrations.differences(settings.service, settings.owner_database_url) == []


def test_row_level_security_is_forced_on_every_table(settings: Settings) -> None:
    catalogue = (
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = 'public' AND relkind IN ('r', 'p')"
        " AND relname <> 'alembic_version' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    with psycopg.connect(settings.database_dsn) as connection:
        assert connection.execute(catalogue).fetchall() == []


def test_the_service_role_owns_nothing_and_cannot_step_around_it(settings: Settings) -> None:
    with psycopg.connect(settings.database_dsn) as connection:
        role = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"
        )
        owned = connection.execute("SELECT relname FROM pg_class WHERE relowner = current_user::regrole").fetchall()

        assert role.fetchone() == (False, False, False, False)
        assert owned == []


TENANT = "0192f6ad-0000-7000-8000-000000000001"


@pytest.mark.parametrize(("setting", "tenant"), [(TENANT, TENANT), ("", None), ("*relay*", None), (f"{TENANT}0", None)])
def test_the_tenant_is_whose_id_the_session_says(settings: Settings, setting: str, tenant: str | None) -> None:
    with psycopg.connect(settings.database_dsn) as connection:
        connection.execute("SELECT set_config('crm.tenant', %s, true)", [setting])

        assert connection.execute("SELECT crm_tenant()::text").fetchone() == (tenant,)


def test_the_tenant_is_nobody_until_the_session_says(settings: Settings) -> None:
    with psycopg.connect(settings.database_dsn) as connection:
        assert connection.execute("SELECT crm_tenant()").fetchone() == (None,)


def test_what_is_as_long_as_an_id_and_is_none_is_refused(settings: Settings) -> None:
    with psycopg.connect(settings.database_dsn) as connection:
        connection.execute("SELECT set_config('crm.tenant', %s, true)", ["x" * 36])

        with pytest.raises(psycopg.DataError):
            connection.execute("SELECT crm_tenant()")


def test_the_history_can_only_grow(settings: Settings) -> None:
    rights = "SELECT has_table_privilege(%s, 'UPDATE'), has_table_privilege(%s, 'DELETE'), has_table_privilege(%s, 'TRUNCATE')"
    with psycopg.connect(settings.database_dsn) as connection:
        for table in ("history", "history_seals"):
            assert connection.execute(rights, (table,) * 3).fetchone() == (False, False, False)
