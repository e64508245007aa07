"""`make containers`: the same system in containers, by whichever docker compose is there."""

import json
import shutil
import subprocess
import sys
import time

from native.environment_file import read_environment_file, write_environment_file
from native.places import ROOT

_READY_SECONDS = 180.0


class ContainersFailed(Exception):
    """The containers did not come up; the text says which or why."""


def containers_up() -> None:
    """Build, start and wait until every container is healthy or has done its job; raises ContainersFailed."""
    write_environment_file()
    _compose("up", "--build", "--detach")
    _wait()
    settings = read_environment_file()
    sys.stdout.write(
        f"\n  http://127.0.0.1:{settings.get('CRM_GATEWAY_PORT', '8000')}\n\n"
        f"  user      {settings.get('CRM_ADMINISTRATOR_EMAIL', 'admin@crm.internal')}\n"
        f"  password  {settings['CRM_ADMINISTRATOR_PASSWORD']}\n"
    )


def containers_down() -> None:
    """Stop and remove the containers; their data stays in its volumes."""
    _compose("down")


def _compose(*arguments: str) -> None:
    if subprocess.run([*_program(), *arguments], cwd=ROOT).returncode:
        raise ContainersFailed(f"{' '.join(_program())} {arguments[0]} failed")


def _program() -> list[str]:
    if shutil.which("docker") and not subprocess.run(["docker", "compose", "version"], capture_output=True).returncode:
        return ["docker", "compose"]
    if shutil.which("docker-compose"):
        return ["docker-compose"]
    raise ContainersFailed("neither docker compose nor docker-compose is installed")


def _wait() -> None:
    deadline = time.monotonic() + _READY_SECONDS
    while unready := _unready():
        if time.monotonic() > deadline:
            raise ContainersFailed(f"not ready: {', '.join(unready)}; see docker compose logs")
        time.sleep(1)


def _unready() -> list[str]:
    """Containers that are neither healthy nor have ended well."""
    ids = subprocess.run([*_program(), "ps", "--all", "--quiet"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    found = json.loads(subprocess.run(["docker", "inspect", *ids], capture_output=True, text=True).stdout)
    return [one["Name"].lstrip("/") for one in found if not _is_well(one["State"])]


def _is_well(state: dict[str, object]) -> bool:
    health = state.get("Health")
    if isinstance(health, dict):
        return bool(health["Status"] == "healthy")
    return state["Status"] == "exited" and state["ExitCode"] == 0
