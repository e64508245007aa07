"""A service's database: an owner who migrates it, and a runtime role that owns nothing and obeys row-level security."""

from urllib.parse import unquote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

_EXTENSIONS = ("pg_trgm", "btree_gin")
_RUNTIME_RIGHTS = sql.SQL("LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD {}")
# Without this PostgreSQL would not use a trigram index for LIKE under row-level security.
_LEAKPROOF = "ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF"


class ProvisioningError(Exception):
    """A server is not in a state that can be provisioned; the text says what stands in the way."""


def provision_database(administrator_url: str, owner_url: str, runtime_url: str) -> list[str]:
    """Create or correct the database and the roles that these addresses name; return notices for people.

    Raises ProvisioningError where a database of that name belongs to somebody else.
    """
    database, owner, runtime = _path(owner_url), _user(owner_url), _user(runtime_url)
    with psycopg.connect(administrator_url, autocommit=True) as server:
        _make_role(server, owner, _password(owner_url))
        _make_role(server, runtime, _password(runtime_url))
        _make_database(server, database, owner, runtime)
    with psycopg.connect(_in_database(administrator_url, database), autocommit=True) as inside:
        return _furnish(inside, owner, runtime)


def _make_role(server: psycopg.Connection, name: str, password: str) -> None:
    known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    statement = sql.SQL("ALTER ROLE {} {}") if known else sql.SQL("CREATE ROLE {} {}")
    server.execute(statement.format(sql.Identifier(name), _RUNTIME_RIGHTS.format(password)))


def _make_database(server: psycopg.Connection, database: str, owner: str, runtime: str) -> None:
    if (present := _owner_of(server, database)) is None:
        _create_database(server, database, owner)
    elif present != owner:
        raise ProvisioningError(f"database {database} belongs to {present}, not to {owner}")
    name = sql.Identifier(database)
    server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    server.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(runtime)))


def _create_database(server: psycopg.Connection, database: str, owner: str) -> None:
    if not _is_superuser(server):
        server.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner)))
    server.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' TEMPLATE template0").format(
            sql.Identifier(database), sql.Identifier(owner)
        )
    )


def _furnish(inside: psycopg.Connection, owner: str, runtime: str) -> list[str]:
    for extension in _EXTENSIONS:
        inside.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
    inside.execute(sql.SQL("ALTER SCHEMA public OWNER TO {}").format(sql.Identifier(owner)))
    inside.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    inside.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(runtime)))
    if not _is_superuser(inside):
        return ["not a superuser: searches by part of a name will be slow, because textlike stays not LEAKPROOF"]
    inside.execute(_LEAKPROOF)
    return []


def _owner_of(server: psycopg.Connection, database: str) -> str | None:
    query = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s"
    row = server.execute(query, [database]).fetchone()
    return None if row is None else str(row[0])


def _is_superuser(server: psycopg.Connection) -> bool:
    row = server.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return row is not None and bool(row[0])


def _user(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def _password(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def _path(url: str) -> str:
    return unquote(urlsplit(url).path.removeprefix("/"))


def _in_database(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
