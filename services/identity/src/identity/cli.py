"""crm-identity: what is done on the machine itself, directly in identity's database."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from crm_contracts.identity.commands import CreateUser
from crm_kit.caller import NOBODY, Caller
from crm_kit.errors import Problem
from crm_kit.messages import load
from crm_kit.settings import SettingError, Settings
from crm_kit.work import Work
from identity.founding import ElsewhereError, create_administrator
from identity.service import app


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-identity create-administrator --tenant NAME --email E [--name N]; 0 where the administrator is there afterwards."""
    options = _parser().parse_args(arguments)
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        wanted = load(CreateUser, {"email": options.email, "name": options.name, "password": password})
        print(_run(options.tenant.strip(), wanted.email.lower(), wanted.name, password))
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
    return parser


def _run(tenant: str, email: str, name: str, password: str) -> str:
    # No caller is signed or verified here; the key is only wanted by `open`.
    app.open(Settings.from_env("identity", {"CRM_SIGNING_KEY": "-" * 32, **os.environ}))
    nobody = Caller(tenant_id=NOBODY, user_id=NOBODY)
    try:
        with Work(app.sessions, nobody, "*", "create_administrator", {}) as work:
            work.begin()
            said = create_administrator(work, tenant, email, name, password)
            work.finish(dict)
    finally:
        app.close()
    return said


def _text(error: Exception) -> str:
    details = [f"{entry['pointer']}: {entry['message']}" for entry in getattr(error, "errors", ())]
    return "; ".join([str(error), *details])


if __name__ == "__main__":
    raise SystemExit(main())
