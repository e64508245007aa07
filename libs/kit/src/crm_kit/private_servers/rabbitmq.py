"""A private RabbitMQ node with an Erlang port mapper of its own."""

import hashlib
import json
import os
from pathlib import Path

from crm_kit.private_servers.places import find_program, free_ports, give
from crm_kit.private_servers.probes import rabbitmq_answers
from crm_kit.private_servers.processes import descendants, launch, run, signal_all, started_at
from crm_kit.private_servers.server import Server, ServerError
from crm_kit.provisioning.broker import Definitions, broker_user, permission

_FOLDERS = (Path("/usr/lib/rabbitmq/bin"), Path("/usr/local/lib/rabbitmq/bin"))
# A node that waits should leave the processor to those who work.
_NO_SPINNING = "+sbwt none +sbwtdcpu none +sbwtdio none"
_CONFIGURATION = """\
listeners.tcp.1 = 127.0.0.1:{port}
load_definitions = {definitions}
vm_memory_high_watermark.absolute = 2GB
disk_free_limit.absolute = 200MB
collect_statistics_interval = 30000
log.console = true
log.console.level = warning
log.file = false
"""


class RabbitMQ(Server):
    """RabbitMQ 3.10 or newer, without plugins; its users come from a definitions file that is read at every start."""

    name = "rabbitmq"
    accounts = ("rabbitmq",)
    user = "administrator"
    start_seconds = 90.0

    @property
    def url(self) -> str:
        return f"amqp://{self.user}:{self.password}@127.0.0.1:{self.port}/"

    def answers(self) -> bool:
        return rabbitmq_answers("127.0.0.1", self.port, self.user, self.password)

    def command(self) -> list[str]:
        self._start_port_mapper()
        self._write("enabled_plugins", "[].\n")
        self._write("environment", "")
        if not self._definitions.exists():
            self._write_definitions({})
        self._write("rabbitmq.conf", _CONFIGURATION.format(port=self.port, definitions=self._definitions))
        return [str(program("rabbitmq-server"))]

    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TZ") if name in os.environ}
        return kept | self._node_settings()

    def define(self, definitions: Definitions) -> None:
        """Add users and permissions, in the form of RabbitMQ's definitions file, now and at every later start."""
        if self.recalled("definitions") == _fingerprint(definitions):
            return
        self._write_definitions(definitions)
        if self.pid is not None:
            self.control("import_definitions", str(self._definitions))
        self.remember(definitions=_fingerprint(definitions))

    def control(self, *arguments: str) -> str:
        """Run rabbitmqctl on this node and return what it prints; raises ServerError."""
        command = [str(program("rabbitmqctl")), "--quiet", *arguments]
        answer = run(command, environment=self.environment(), account=self.account)
        if answer.returncode:
            raise ServerError(f"rabbitmqctl {arguments[0]} failed: {answer.stderr or answer.stdout}")
        return answer.stdout

    def stop(self) -> None:
        super().stop()
        self._end_port_mapper()

    def kill(self) -> None:
        super().kill()
        self._end_port_mapper()

    @property
    def _definitions(self) -> Path:
        return self.home / "definitions.json"

    def _node_settings(self) -> dict[str, str]:
        home, mapper, distribution = self.home, *self._erlang_ports()
        return {
            "HOME": str(home),
            "ERL_EPMD_PORT": str(mapper),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODENAME": f"crm-{mapper}@localhost",
            "RABBITMQ_DIST_PORT": str(distribution),
            "RABBITMQ_CONF_ENV_FILE": str(home / "environment"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_PID_FILE": str(home / "node.pid"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{_NO_SPINNING} -kernel inet_dist_use_interface {{127,0,0,1}}",
            "RABBITMQ_CTL_ERL_ARGS": _NO_SPINNING,
            # Makes the start script become the node instead of waiting beside it.
            "RUNNING_UNDER_SYSTEMD": "true",
        }

    def _erlang_ports(self) -> tuple[int, int]:
        if self.recalled("mapper_port") is None:
            mapper, distribution = free_ports(2)
            self.remember(mapper_port=mapper, distribution_port=distribution)
        return self.recalled("mapper_port"), self.recalled("distribution_port")

    def _start_port_mapper(self) -> None:
        self._end_port_mapper()
        port = str(self._erlang_ports()[0])
        command = [str(program("epmd")), "-address", "127.0.0.1", "-port", port]
        pid = launch(command, log=self.log, account=self.account)
        self.remember(mapper_pid=pid, mapper_started=started_at(pid))

    def _end_port_mapper(self) -> None:
        pid = self.recalled("mapper_pid")
        if pid and started_at(pid) == self.recalled("mapper_started"):
            signal_all(descendants(pid), self.stop_signal)

    def _write_definitions(self, definitions: Definitions) -> None:
        whole: Definitions = {
            "vhosts": [{"name": "/"}],
            "users": [broker_user(self.user, self.password, tags="administrator")],
            "permissions": [permission(self.user, configure=".*", write=".*", read=".*")],
        }
        for key, rows in definitions.items():
            whole[key] = whole.get(key, []) + rows
        self._write("definitions.json", json.dumps(whole))

    def _write(self, name: str, text: str) -> None:
        path = self.home / name
        path.touch(mode=0o600)
        path.write_text(text)
        give(path, self.account)


def program(name: str) -> Path:
    """A program of RabbitMQ or Erlang; raises ServerError."""
    found = find_program(name, _FOLDERS)
    if found is None:
        raise ServerError("RabbitMQ is not installed (Debian: rabbitmq-server)")
    return found


def _fingerprint(definitions: object) -> str:
    return hashlib.sha256(json.dumps(definitions, sort_keys=True).encode()).hexdigest()
