"""What belongs to this installation: its services, its secrets, its ports and what the last `make up` was told."""

import hashlib
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from crm_kit.private_servers.places import free_ports, is_free
from native.places import IS_USUAL, ROOT, RUN, read_json, write_private

SERVER_VARIABLES = {"postgres": "CRM_DATABASE_URL", "rabbitmq": "CRM_AMQP_URL", "redis": "CRM_REDIS_URL"}
_FROM_THE_SHELL = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR")
_GATEWAY_PORTS = range(8000, 8100)


@dataclass(frozen=True)
class Service:
    """A folder in services/ that can be served."""

    folder: Path

    @property
    def name(self) -> str:
        """Import name, RPC name, database and role."""
        return self.folder.name.replace("-", "_")

    def setting(self, suffix: str) -> str:
        return f"CRM_{self.name.upper()}_{suffix}"


def services() -> list[Service]:
    """Every service of the checkout, by name."""
    found = [Service(folder) for folder in sorted((ROOT / "services").iterdir()) if folder.is_dir()]
    return [service for service in found if (service.folder / "src" / service.name / "service.py").exists()]


def secret(name: str) -> str:
    """A secret of this installation, made up when it is first asked for."""
    path = RUN / "secrets"
    known: dict[str, str] = read_json(path, {})
    if name not in known:
        known[name] = secrets.token_urlsafe(32 if name == "signing-key" else 18)
        write_private(path, known)
    return known[name]


def told() -> dict[str, str]:
    """The variables that the last `make up` was given, so that later commands mean the same system."""
    found: dict[str, str] = read_json(RUN / "told.json", {})
    return found


def remember_told() -> dict[str, str]:
    """Keep the variables of this run."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("CRM_") or name in _FROM_THE_SHELL}
    kept.pop("CRM_RUN_DIRECTORY", None)
    write_private(RUN / "told.json", kept)
    return kept


def own_servers(variables: Mapping[str, str]) -> list[str]:
    """The kinds of servers that nobody named, so that we run private ones."""
    return [kind for kind, variable in SERVER_VARIABLES.items() if not variables.get(variable)]


def port_of(process: str, *, is_running: bool) -> int:
    """The port that a process listens on: always the same, unless somebody else took it while we were away."""
    known: dict[str, int] = read_json(RUN / "ports.json", {})
    port = known.get(process)
    if port is None or not (is_running or is_free(port)):
        port = next(filter(is_free, _GATEWAY_PORTS)) if IS_USUAL and process == "gateway" else free_ports(1)[0]
        write_private(RUN / "ports.json", known | {process: port})
    return port


def fingerprint(folders: Iterable[Path]) -> str:
    """Changes when a source file below these folders does."""
    whole = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*") if _is_source(path)):
        whole.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:16]


def _is_source(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    is_made = any(part.startswith((".", "__pycache__")) or part.endswith(".egg-info") for part in parts)
    return path.is_file() and not (is_made or "tests" in parts)
