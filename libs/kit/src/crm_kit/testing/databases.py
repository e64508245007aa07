"""Databases for tests: one per service, migrated once, with the two roles it has in earnest."""

from __future__ import annotations

import os
import secrets
from functools import cache

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from crm_kit import migrations
from crm_kit.settings import Settings
from crm_kit.testing.servers import servers

SIGNING_KEY = "signing-key-of-the-tests-0123456789"


@cache
def database(service: str) -> Settings:
    """Settings for a service whose fresh, empty database stands and is migrated. The same one for the whole test run."""
    name = f"test_{service}_{os.getpid()}_{secrets.token_hex(3)}"
    password = secrets.token_urlsafe(12)
    with psycopg.connect(servers()["database_url"], autocommit=True) as connection:
        _roles(connection, name, password)
        _create(connection, name)
    settings = _settings(service, name, password)
    migrations.migrate(service, settings.owner_database_url)
    return settings


def drop_database(settings: Settings) -> None:
    """Remove the database and its roles again."""
    name = str(make_url(settings.database_url).database)
    with psycopg.connect(servers()["database_url"], autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        for role in (name, f"{name}_owner"):
            connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(role)))


def _roles(connection: psycopg.Connection[tuple[object, ...]], name: str, password: str) -> None:
    for role in (name, f"{name}_owner"):
        make = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD {}")
        connection.execute(make.format(sql.Identifier(role), sql.Literal(password)))


def _create(connection: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    make = sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0")
    connection.execute(make.format(sql.Identifier(name), sql.Identifier(f"{name}_owner")))
    url = make_url(servers()["database_url"]).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as inside:
        for extension in ("pg_trgm", "btree_gin"):
            inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        inside.execute("ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF")
        inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(name)))


def _settings(service: str, name: str, password: str) -> Settings:
    at = make_url(servers()["database_url"]).set(database=name, password=password)
    urls = {
        f"CRM_{service.upper()}_DATABASE_URL": at.set(username=name),
        f"CRM_{service.upper()}_OWNER_DATABASE_URL": at.set(username=f"{name}_owner"),
    }
    plain = {variable: url.render_as_string(hide_password=False) for variable, url in urls.items()}
    rest = {"CRM_AMQP_URL": servers()["amqp_url"], "CRM_REDIS_URL": servers()["redis_url"], "CRM_SIGNING_KEY": SIGNING_KEY}
    return Settings.from_env(service, {**plain, **rest})
