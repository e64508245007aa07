"""PostgreSQL, RabbitMQ and Redis of our own: started from the machine's packages, apart from the system's servers.

Each listens on 127.0.0.1 only, on a port of its own, and remembers port, password and process in its folder,
so that a later process finds it again. Written with the standard library alone.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from crm_kit.private_servers.postgres import Postgres
from crm_kit.private_servers.rabbitmq import RabbitMQ
from crm_kit.private_servers.redis import Redis
from crm_kit.private_servers.server import Server, ServerError

__all__ = ["Postgres", "PrivateServers", "RabbitMQ", "Redis", "Server", "ServerError", "private_servers"]


@dataclass(frozen=True)
class PrivateServers:
    """The three servers of one folder."""

    postgres: Postgres
    rabbitmq: RabbitMQ
    redis: Redis

    @classmethod
    def below(cls, directory: Path, *, is_durable: bool = True) -> "PrivateServers":
        """The servers of this folder, whether they run or not."""
        return cls(
            Postgres(directory, is_durable=is_durable),
            RabbitMQ(directory, is_durable=is_durable),
            Redis(directory, is_durable=is_durable),
        )

    def __iter__(self) -> Iterator[Server]:
        return iter((self.postgres, self.rabbitmq, self.redis))

    def start(self, *names: str) -> None:
        """Start those named, or all, side by side."""
        chosen = [server for server in self if not names or server.name in names]
        with ThreadPoolExecutor(len(chosen)) as pool:
            list(pool.map(lambda server: server.start(), chosen))

    def stop(self) -> None:
        with ThreadPoolExecutor(3) as pool:
            list(pool.map(lambda server: server.stop(), self))

    def erase(self) -> None:
        for server in self:
            server.erase()


@contextmanager
def private_servers(directory: Path, *names: str) -> Iterator[PrivateServers]:
    """Servers that live as long as the block, for tests that kill them; only those named, where names are given."""
    servers = PrivateServers.below(directory, is_durable=False)
    try:
        servers.start(*names)
        yield servers
    finally:
        servers.erase()
