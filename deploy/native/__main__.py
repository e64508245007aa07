"""`python -m native COMMAND`: prepares the machine and the virtual environment, then does the rest from inside it."""

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from native.containers import ContainersFailed, containers_down, containers_up
from native.environment_file import write_environment_file
from native.packages import MissingPackages, ensure_servers
from native.places import RUN, VENV
from native.virtual_environment import PYTHON, InstallationError, ensure_virtual_environment

_PREPARED = {"up": ("postgres", "rabbitmq", "redis"), "venv": (), "test-servers": ("postgres", "rabbitmq", "redis")}
_VARIABLES = {"postgres": "CRM_DATABASE_URL", "rabbitmq": "CRM_AMQP_URL", "redis": "CRM_REDIS_URL"}
_WITHOUT_VENV = {"env": write_environment_file, "containers": containers_up, "containers-down": containers_down}
_ALONE = {"up", "down", "reset", "scale", "stop", "start"}


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts this may have an older one
        sys.stderr.write("Python 3.11 or newer is needed; name it by make PYTHON=…\n")
        return 1
    command = arguments[0]
    try:
        if command in _WITHOUT_VENV:
            _WITHOUT_VENV[command]()
            return 0
        if Path(sys.prefix).resolve() != VENV.resolve():
            return _enter(command, arguments)
        with _alone(command):
            return _inside(command, arguments[1:])
    except (MissingPackages, InstallationError, ContainersFailed) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; the same command goes on from here\n")
        return 130


def _enter(command: str, arguments: list[str]) -> int:
    if command in _PREPARED:
        with _alone("venv"):
            _prepare(command)
    if not PYTHON.exists():
        sys.stdout.write("nothing is installed here yet; make up starts everything\n")
        return 0
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), "-m", "native", *arguments])
    raise AssertionError("a program that was replaced does not go on")


def _prepare(command: str) -> None:
    ensure_virtual_environment()
    try:
        ensure_servers([kind for kind in _PREPARED[command] if not os.environ.get(_VARIABLES[kind])])
    except MissingPackages as missing:
        if command != "test-servers" or not _tests_use_containers():
            raise
        sys.stderr.write(f"tests that kill servers will fail without private ones: {missing}\n")


def _tests_use_containers() -> bool:
    question = "import sys; from crm_kit.testing.containers import can_be_used; sys.exit(not can_be_used())"
    return os.spawnv(os.P_WAIT, str(PYTHON), [str(PYTHON), "-c", question]) == 0


def _inside(command: str, arguments: list[str]) -> int:
    from native.run import run

    return 0 if command == "venv" else run(command, arguments)


@contextmanager
def _alone(command: str) -> Iterator[None]:
    """Commands that change the installation wait for each other."""
    if command not in _ALONE | {"venv"}:
        yield
        return
    RUN.mkdir(parents=True, exist_ok=True)
    with (RUN / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
