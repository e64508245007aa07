"""The test servers as containers, by testcontainers."""

import atexit
import os
import secrets
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from crm_kit.private_servers.probes import postgres_answers, rabbitmq_answers, redis_answers
from crm_kit.private_servers.processes import run, started_at, wait_until

_START_SECONDS = 120.0
_OWNER = "crm.tests.owner"


class ContainersFailed(Exception):
    """An engine answers but these servers cannot be had from it."""


@dataclass(frozen=True)
class Image:
    """A server's image and how to use what it starts; `{password}` stands for a generated one."""

    name: str
    port: int
    url: str
    answers: Callable[[str, int, str], bool]
    environment: dict[str, str] = field(default_factory=dict)
    command: str = ""


IMAGES = {
    "postgres": Image(
        "postgres:15",
        5432,
        "postgresql://postgres:{password}@{host}:{port}/postgres",
        lambda host, port, _: postgres_answers(host, port),
        {"POSTGRES_PASSWORD": "{password}"},
        "postgres -c max_connections=200 -c fsync=off -c full_page_writes=off",
    ),
    "rabbitmq": Image(
        "rabbitmq:3.13-management",
        5672,
        "amqp://administrator:{password}@{host}:{port}/",
        lambda host, port, password: rabbitmq_answers(host, port, "administrator", password),
        {"RABBITMQ_DEFAULT_USER": "administrator", "RABBITMQ_DEFAULT_PASS": "{password}"},
    ),
    "redis": Image(
        "redis:7",
        6379,
        "redis://:{password}@{host}:{port}/0",
        redis_answers,
        command="redis-server --save '' --requirepass {password}",
    ),
}


def can_be_used() -> bool:
    """Whether tests shall use containers: as `TESTCONTAINERS` says, else where an engine answers that has the images."""
    wish = os.environ.get("TESTCONTAINERS", "")
    if wish:
        return wish != "0"
    client = shutil.which("docker")
    return client is not None and run([client, "info"]).returncode == 0 and _images_are_there(client)


def _images_are_there(client: str) -> bool:
    names = [image.name for image in IMAGES.values()]
    return all(run([client, "image", "inspect", name]).returncode == 0 or _is_fetched(client, name) for name in names)


def _is_fetched(client: str, name: str) -> bool:
    return run([client, "pull", "--quiet", name]).returncode == 0


def start_containers(kinds: list[str]) -> dict[str, str]:
    """Start these servers side by side and return their addresses; they end with this process. Raises ContainersFailed."""
    # We end them ourselves; the one that testcontainers would end them with is one more image to fetch.
    os.environ.setdefault("TESTCONTAINERS_RYUK_DISABLED", "true")
    _remove_orphans()
    with ThreadPoolExecutor(len(kinds)) as pool:
        return dict(zip(kinds, pool.map(lambda kind: _start(IMAGES[kind]), kinds), strict=True))


def _remove_orphans() -> None:
    """Remove the containers of test runs that were killed before they could do so."""
    client = shutil.which("docker") or "docker"
    listed = run([client, "ps", "--filter", f"label={_OWNER}", "--format", f'{{{{.ID}}}} {{{{.Label "{_OWNER}"}}}}'])
    for container, owner in map(str.split, listed.stdout.splitlines()):
        if _identity(int(owner.partition("-")[0])) != owner:
            run([client, "rm", "--force", "--volumes", container])


def _identity(pid: int) -> str:
    """Names one process for good, because process numbers are used again."""
    return f"{pid}-{started_at(pid)}"


def _start(image: Image) -> str:
    from docker.errors import DockerException  # type: ignore[import-untyped]
    from testcontainers.core.container import DockerContainer

    password = secrets.token_hex(16)
    container = DockerContainer(image.name, labels={_OWNER: _identity(os.getpid())}).with_exposed_ports(image.port)
    for name, value in image.environment.items():
        container = container.with_env(name, value.format(password=password))
    if image.command:
        container = container.with_command(image.command.format(password=password))
    try:
        container.start()
    except DockerException as error:
        raise ContainersFailed(f"{image.name}: {error}") from error
    atexit.register(container.stop)
    return image.url.format(password=password, **_address(container, image, password))


def _address(container: Any, image: Image, password: str) -> dict[str, Any]:
    host, port = container.get_container_host_ip(), int(container.get_exposed_port(image.port))
    if not wait_until(lambda: image.answers(host, port, password), _START_SECONDS, every=0.2):
        raise ContainersFailed(f"{image.name} does not answer on {host}:{port}")
    return {"host": host, "port": port}
