"""What shall run: every process with its command, its environment and the address that tells whether it is ready."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from native.addresses import Addresses
from native.installation import Service, fingerprint, own_servers, port_of, secret, services
from native.places import ROOT, RUN, VENV, read_json, write_private

PLAN = RUN / "plan.json"
_WISHES = RUN / "wishes.json"
_SERVER_VARIABLES = {"CRM_DATABASE_URL", "CRM_AMQP_URL", "CRM_REDIS_URL"}
STOP_SECONDS = 25.0
# Without it the allocator keeps an arena for each thread, and with it what they once needed.
_MEMORY = {"MALLOC_ARENA_MAX": "2"}
RELAY, SCHEDULER, IMPORTS, GATEWAY, IDENTITY = "relay", "scheduler", "imports", "gateway", "identity"
SENDER, MAILBOX, MARKETING = "sender", "mailbox", "marketing"


@dataclass(frozen=True)
class Process:
    """One process under the supervisor. It is replaced by a new one when anything here changes."""

    name: str
    command: list[str]
    environment: dict[str, str]
    ready_url: str
    revision: str = ""

    @property
    def digest(self) -> str:
        """Names this very command, environment and code."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Plan:
    """All processes, the private servers to watch, and how long a process may take to end before it is killed."""

    processes: list[Process]
    servers: list[str]
    stop_seconds: float = STOP_SECONDS

    def write(self, path: Path = PLAN) -> None:
        write_private(path, asdict(self))

    @classmethod
    def read(cls, path: Path = PLAN) -> "Plan":
        found: dict[str, Any] = read_json(path, {"processes": [], "servers": []})
        found["processes"] = [Process(**process) for process in found["processes"]]
        return cls(**found)


def make_plan(variables: Mapping[str, str], *, is_running: bool) -> Plan:
    """The plan for what the last `make up` was told, and the replicas wished for."""
    maker = _Maker(variables, Addresses(variables), is_running)
    processes = [maker.gateway(), maker.relay(), maker.scheduler()] if services() else []
    processes += [maker.imports()] if importing() else []
    processes += maker.mail()
    for service in services():
        processes += [maker.service(service, number) for number in range(1, replicas(service.name) + 1)]
    stopped = _wishes()["stopped"]
    return Plan([one for one in processes if one.name.partition(".")[0] not in stopped], own_servers(variables))


def replicas(name: str) -> int:
    return int(_wishes()["replicas"].get(name, 1))


def wish_replicas(name: str, count: int) -> None:
    """Run so many processes of a service from now on."""
    wishes = _wishes()
    write_private(_WISHES, wishes | {"replicas": wishes["replicas"] | {name: count}})


def wish_stopped(name: str, is_stopped: bool) -> None:
    """Leave one part of the system out, or take it in again."""
    wishes = _wishes()
    others = [one for one in wishes["stopped"] if one != name]
    write_private(_WISHES, wishes | {"stopped": [*others, name] if is_stopped else others})


def wish_all_running() -> None:
    write_private(_WISHES, _wishes() | {"stopped": []})


def _wishes() -> dict[str, Any]:
    found: dict[str, Any] = read_json(_WISHES, {"replicas": {}, "stopped": []})
    return found


@dataclass(frozen=True)
class _Maker:
    variables: Mapping[str, str]
    addresses: Addresses
    is_running: bool

    def gateway(self) -> Process:
        bind = self.variables.get("CRM_GATEWAY_BIND") or f"127.0.0.1:{self._port(GATEWAY)}"
        environment = self._common() | self.addresses.of_gateway() | {"CRM_GATEWAY_BIND": bind}
        command = [_program("gunicorn"), "-c", "python:gateway.gunicorn", "gateway.wsgi:app"]
        return self._process(GATEWAY, command, environment, bind.replace("0.0.0.0", "127.0.0.1"), ROOT / "gateway")

    def relay(self) -> Process:
        environment = self._common()
        for service in services():
            environment |= self.addresses.of_service(service)
        command = [_program("crm-relay"), *(service.name for service in services())]
        return self._metered(RELAY, command, environment, ROOT / "libs/kit")

    def scheduler(self) -> Process:
        environment = self._common()
        for service in services():
            environment |= self.addresses.of_service(service)
        command = [_program("crm-schedule"), *(service.name for service in services())]
        folders = [ROOT / "libs", *(service.folder for service in services())]
        return replace(self._metered(SCHEDULER, command, environment, ROOT / "libs/kit"), revision=fingerprint(folders))

    def imports(self) -> Process:
        environment = self._common()
        for service in importing():
            environment |= self.addresses.of_service(service)
        command = [_program("crm-import"), *(service.name for service in importing())]
        folders = [ROOT / "libs", *(service.folder for service in importing())]
        return replace(self._metered(IMPORTS, command, environment, ROOT / "libs/kit"), revision=fingerprint(folders))

    def mail(self) -> list[Process]:
        """The sender; and where no mail server is named, one that takes every message and passes none on."""
        marketing = next((service for service in services() if service.name == MARKETING), None)
        if marketing is None:
            return []
        if named := self.variables.get("CRM_SMTP_URL"):
            return [self._sender(marketing, named)]
        bind = f"127.0.0.1:{self._port('smtp')}"
        command = [_program("python"), "-m", "marketing.mailbox"]
        mailbox = self._metered(MAILBOX, command, self._common() | {"CRM_MAILBOX_BIND": bind}, marketing.folder)
        return [mailbox, self._sender(marketing, f"smtp://{bind}")]

    def _sender(self, marketing: Service, mail_server: str) -> Process:
        outside = self.variables.get("CRM_PUBLIC_URL") or f"http://{self._gateway_address()}"
        environment = (
            self._common() | self.addresses.of_service(marketing) | {"CRM_SMTP_URL": mail_server, "CRM_PUBLIC_URL": outside}
        )
        return self._metered(SENDER, [_program("python"), "-m", "marketing.sending"], environment, marketing.folder)

    def _gateway_address(self) -> str:
        bind = self.variables.get("CRM_GATEWAY_BIND") or f"127.0.0.1:{self._port(GATEWAY)}"
        return bind.replace("0.0.0.0", "127.0.0.1")

    def service(self, service: Service, number: int) -> Process:
        name = service.name if number == 1 else f"{service.name}.{number}"
        environment = self._common() | self.addresses.of_service(service)
        return self._metered(name, [_program("crm-serve"), service.name], environment, service.folder)

    def _metered(self, name: str, command: list[str], environment: dict[str, str], folder: Path) -> Process:
        port = str(self._port(name))
        return self._process(name, command, environment | {"CRM_METRICS_PORT": port}, f"127.0.0.1:{port}", folder)

    def _process(self, name: str, command: list[str], environment: dict[str, str], address: str, folder: Path) -> Process:
        revision = fingerprint([ROOT / "libs", folder])
        return Process(name, command, environment, f"http://{address}/readyz", revision)

    def _common(self) -> dict[str, str]:
        kept = {name: value for name, value in self.variables.items() if name not in _SERVER_VARIABLES}
        return kept | {"CRM_SIGNING_KEY": secret("signing-key"), "PYTHONUNBUFFERED": "1", **_MEMORY}

    def _port(self, name: str) -> int:
        return port_of(name, is_running=self.is_running)


def importing() -> list[Service]:
    """The services that take in files."""
    return [service for service in services() if (service.folder / "src" / service.name / "imports").is_dir()]


def _program(name: str) -> str:
    return str(VENV / "bin" / name)
