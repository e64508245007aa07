"""`.env` for docker compose: a generated secret for each that docker-compose.yml insists on."""

import os
import re
import secrets
import sys

from native.places import ROOT

_FILE = ROOT / ".env"
_REQUIRED = re.compile(r"\$\{([A-Z][A-Z0-9_]*):\?")


def write_environment_file() -> None:
    """Add what is missing to .env; what is there stays as it is."""
    present = read_environment_file()
    wanted = sorted(set(_REQUIRED.findall((ROOT / "docker-compose.yml").read_text())))
    missing = [name for name in wanted if name not in present]
    added = [] if "COMPOSE_PROJECT_NAME" in present else ["COMPOSE_PROJECT_NAME=crm"]
    _append([*added, *(f"{name}={_made_up(name)}" for name in missing)])
    sys.stdout.write(f".env: {len(missing)} secrets added, {len(wanted) - len(missing)} were there\n")


def read_environment_file() -> dict[str, str]:
    """The names and values of .env; none where there is no such file."""
    lines = _FILE.read_text().splitlines() if _FILE.exists() else []
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def _made_up(name: str) -> str:
    """A secret of letters and digits, which no address has to escape; a shorter one where people type it."""
    return secrets.token_hex(10 if name == "CRM_ADMINISTRATOR_PASSWORD" else 24)


def _append(lines: list[str]) -> None:
    with os.fdopen(os.open(_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "w") as file:
        file.writelines(f"{line}\n" for line in lines)
