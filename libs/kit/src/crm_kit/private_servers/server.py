"""One private server: started once, remembered on disk, and found again by every later process."""

import json
import secrets
import shutil
import signal
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from crm_kit.private_servers.places import data_home, free_ports, is_free, make_home, unprivileged_account
from crm_kit.private_servers.processes import descendants, launch, signal_all, started_at, wait_until

_ESSENTIAL = ("port", "password", "data")


class ServerError(Exception):
    """A private server cannot be started; the text says why and where its log is."""


class Server(ABC):
    """A server that only we use, on 127.0.0.1, with its data and its log below a folder of its own."""

    name: str
    accounts: tuple[str, ...]
    user: str
    stop_signal = signal.SIGTERM
    start_seconds = 60.0
    stop_seconds = 20.0

    def __init__(self, directory: Path, *, is_durable: bool = True) -> None:
        self.directory = directory.resolve()
        self.is_durable = is_durable
        self._record_path = self.directory / f"{self.name}.json"
        self._stopped_pids: list[int] = []

    @property
    def account(self) -> str | None:
        return unprivileged_account(*self.accounts)

    @property
    def port(self) -> int:
        return int(self._record()["port"])

    @property
    def password(self) -> str:
        """The password of the server's administrator."""
        return str(self._record()["password"])

    @property
    def pid(self) -> int | None:
        """The server's process, or None where it does not run."""
        record = self._read()
        pid = int(record.get("pid") or 0)
        birth = started_at(pid) if pid else None
        return pid if birth is not None and birth == record.get("started") else None

    @property
    def log(self) -> Path:
        return self.home / f"{self.name}.log"

    @property
    def home(self) -> Path:
        return Path(str(self._record()["data"]))

    @property
    @abstractmethod
    def url(self) -> str:
        """The administrator's address of the server."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether clients are served now."""

    @abstractmethod
    def command(self) -> list[str]:
        """The command line; prepares the data where it is missing."""

    def environment(self) -> dict[str, str] | None:
        """The process's environment, or None for ours."""
        return None

    def start(self) -> None:
        """Start the server where it does not run and wait until it serves; raises ServerError."""
        if self.pid is None:
            self._launch()
        if not wait_until(lambda: self.pid is None or self.answers(), self.start_seconds):
            raise ServerError(f"{self.name} does not answer on port {self.port}; see {self.log}")
        if self.pid is None:
            raise ServerError(f"{self.name} ended while starting; see {self.log}:\n{self._last_lines()}")

    def stop(self) -> None:
        """End the server in order; what does not end within its deadline is killed."""
        if (pid := self.pid) is None:
            return
        self.resume()
        signal_all([pid], self.stop_signal)
        if not wait_until(lambda: self.pid is None, self.stop_seconds):
            self.kill()

    def kill(self) -> None:
        """End the server as a power cut would: at once, all its processes, nothing written."""
        if (pid := self.pid) is None:
            return
        family = descendants(pid)
        signal_all(family, signal.SIGKILL)
        wait_until(lambda: not any(started_at(one) for one in family), 10)

    def restart(self) -> None:
        """Stop in order and start again, on the same port with the same data."""
        self.stop()
        self.start()

    def pause(self) -> None:
        """Freeze the server: connections stay open and nothing is answered."""
        if (pid := self.pid) is not None:
            self._stopped_pids = descendants(pid)
            signal_all(self._stopped_pids, signal.SIGSTOP)

    def resume(self) -> None:
        """End a pause."""
        signal_all(self._stopped_pids, signal.SIGCONT)
        self._stopped_pids = []

    def erase(self) -> None:
        """Kill the server and delete its data and everything remembered about it."""
        if not self._record_path.exists():
            return
        self.kill()
        shutil.rmtree(self.home, ignore_errors=True)
        self._record_path.unlink()

    def remember(self, **values: object) -> None:
        """Keep values beside the port and the process number."""
        self.directory.mkdir(parents=True, exist_ok=True)
        draft = self._record_path.with_suffix(".new")
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(self._read() | values, default=str))
        draft.replace(self._record_path)

    def recalled(self, key: str) -> Any:
        return self._read().get(key)

    def _launch(self) -> None:
        self._record()
        make_home(self.home, self.account)
        self._find_port()
        pid = launch(self.command(), log=self.log, environment=self.environment(), account=self.account)
        self.remember(pid=pid, started=started_at(pid))

    def _find_port(self) -> None:
        # A killed server's children may hold the port for a moment longer.
        if not wait_until(lambda: is_free(self.port), 3):
            self.remember(port=free_ports(1)[0])

    def _record(self) -> dict[str, Any]:
        """What is remembered; made up the first time."""
        record = self._read()
        if not all(key in record for key in _ESSENTIAL):
            home = data_home(self.directory, self.name, self.account)
            self.remember(port=free_ports(1)[0], password=secrets.token_urlsafe(24), data=home)
            record = self._read()
        return record

    def _read(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self._record_path.read_text()))
        except FileNotFoundError:
            return {}

    def _last_lines(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:]) if self.log.exists() else ""
