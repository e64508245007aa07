"""crm-identity: what is done on the machine itself, directly in identity's database."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from crm_contracts.identity.commands import CreateUser
from crm_kit.caller import NOBODY, Caller
from crm_kit.errors import Problem
from crm_kit.messages import load
from crm_kit.settings import SettingError, Settings
from crm_kit.work import Work
from identity.founding import ElsewhereError, create_administrator
from identity.refreshing import refresh_roles
from identity.service import app


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-identity create-administrator --tenant NAME --email E [--name N] · crm-identity refresh-roles; 0 where it is done."""
    options = _parser().parse_args(arguments)
    try:
        print(options.run(options))
    except (Problem, ElsewhereError, SettingError) as error:
        print(_text(error), file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="crm-identity", description="Identity, on the machine itself.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    create = commands.add_parser("create-administrator", help="make a tenant and its administrator; the password comes on stdin")
    create.add_argument("--tenant", required=True, help="name of the tenant, made where it is not there")
    create.add_argument("--email", required=True)
    create.add_argument("--name", default="Administrator")
    create.set_defaults(run=_create_administrator)
    refresh = commands.add_parser("refresh-roles", help="give ready-made roles that nobody changed the grants of this release")
    refresh.set_defaults(run=_refresh_roles)
    return parser


def _create_administrator(options: argparse.Namespace) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    wanted = load(CreateUser, {"email": options.email, "name": options.name, "password": password})
    nobody = Caller(tenant_id=NOBODY, user_id=NOBODY)
    with _opened(), Work(app.sessions, nobody, "*", "create_administrator", {}) as work:
        work.begin()
        said = create_administrator(work, options.tenant.strip(), wanted.email.lower(), wanted.name, password)
        work.finish(dict)
    return said


def _refresh_roles(_: argparse.Namespace) -> str:
    with _opened():
        return f"{refresh_roles(app.sessions)} ready-made roles have new grants"


@contextmanager
def _opened() -> Iterator[None]:
    """With the database open. No caller is signed or verified here; the key is only wanted by `open`."""
    app.open(Settings.from_env("identity", {"CRM_SIGNING_KEY": "-" * 32, **os.environ}))
    try:
        yield
    finally:
        app.close()


def _text(error: Exception) -> str:
    details = [f"{entry['pointer']}: {entry['message']}" for entry in getattr(error, "errors", ())]
    return "; ".join([str(error), *details])


if __name__ == "__main__":
    raise SystemExit(main())
