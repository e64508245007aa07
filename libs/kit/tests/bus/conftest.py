"""A probe service on real servers: its code under a name of its own, its database, its queues, and its processes."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import orjson
import pika
import psycopg
import pytest
from sqlalchemy import make_url

from crm_kit.app import App, load_app
from crm_kit.broker import EVENTS, RPC, Outgoing, Publisher, event_properties
from crm_kit.caller import Caller
from crm_kit.model import new_id
from crm_kit.settings import Settings
from crm_kit.testing.databases import database, drop_database
from crm_kit.topology import DELAYS, dead, declare, direct, retry

TEMPLATE = Path(__file__).parent / "probe"
TENANT = UUID(int=7)


def eventually(holds: Callable[[], Any], seconds: float = 30.0, what: str = "") -> Any:
    """The first true value that `holds` gives; fails the test after so many seconds."""
    end = time.monotonic() + seconds
    while not (value := holds()):
        assert time.monotonic() < end, f"{what or 'it'} did not come true within {seconds} s"
        time.sleep(0.02)
    return value


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Running:
    """One process of ours under test."""

    def __init__(self, module: str, *arguments: str, environment: dict[str, str], log: Path) -> None:
        self.port, self.log = free_port(), log
        command = [sys.executable, "-m", f"crm_kit.{module}", *arguments]
        environment = {**environment, "CRM_METRICS_PORT": str(self.port)}
        with log.open("ab") as out:
            self.process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)

    @property
    def pid(self) -> int:
        return self.process.pid

    def probe(self, path: str) -> tuple[int, str]:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=3) as got:
            return got.status, got.read().decode()
        return 0, ""

    def is_ready(self) -> bool:
        assert self.process.poll() is None, self.said()
        return self.probe("/readyz")[0] == 200

    def when_ready(self, seconds: float = 40.0) -> "Running":
        eventually(self.is_ready, seconds, f"readiness of {self.process.args}")
        return self

    def metric(self, start: str) -> float:
        return sum(float(line.rsplit(" ", 1)[1]) for line in self.probe("/metrics")[1].splitlines() if line.startswith(start))

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def lines(self, event: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.said().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == event]

    def memory_mb(self) -> float:
        status = Path(f"/proc/{self.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def terminate(self, seconds: float = 30.0) -> float:
        """Seconds that the process took to end in order."""
        began = time.monotonic()
        self.process.terminate()
        self.process.wait(seconds)
        return time.monotonic() - began

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(10)


class RpcClient:
    """Calls one service as the gateway does, several calls at once if wished."""

    def __init__(self, amqp_url: str, service: str, signed: str) -> None:
        self.service, self.signed = service, signed
        self.connection = pika.BlockingConnection(pika.URLParameters(amqp_url))
        self.channel = self.connection.channel()
        self.reply_to = f"reply.{uuid4()}"
        self.channel.exchange_declare(RPC, "topic", durable=True)
        self.channel.queue_declare(self.reply_to, exclusive=True, auto_delete=True)
        self.channel.queue_bind(self.reply_to, RPC, self.reply_to)
        self.replies: dict[str, Any] = {}
        self.channel.basic_consume(self.reply_to, self._replied, auto_ack=True)

    def _replied(self, _channel: Any, _method: Any, properties: Any, body: bytes) -> None:
        self.replies[properties.correlation_id] = orjson.loads(body)

    def send(self, operation: str, message_id: str = "", expiration: int | None = None, **payload: Any) -> str:
        named = {"payload": payload, "caller": self.signed, "message_id": message_id or str(uuid4()), "context": {}}
        return self.send_body(operation, orjson.dumps({"args": [], "kwargs": named}), expiration)

    def send_body(self, operation: str, body: bytes, expiration: int | None = None) -> str:
        correlation_id = str(uuid4())
        properties = pika.BasicProperties(
            content_type="application/json", content_encoding="utf-8", reply_to=self.reply_to,
            correlation_id=correlation_id, expiration=str(expiration) if expiration else None,
        )  # fmt: skip
        self.channel.basic_publish(RPC, f"{self.service}.{operation}", body, properties)
        return correlation_id

    def wait(self, correlation_id: str, seconds: float = 30.0) -> Any:
        end = time.monotonic() + seconds
        while correlation_id not in self.replies:
            assert time.monotonic() < end, "no reply"
            self.connection.process_data_events(0.1)
        return self.replies.pop(correlation_id)

    def call(self, operation: str, message_id: str = "", **payload: Any) -> dict[str, Any]:
        reply = self.wait(self.send(operation, message_id, **payload))
        assert reply["error"] is None, reply
        return reply["result"]

    def close(self) -> None:
        with contextlib.suppress(pika.exceptions.AMQPError):
            self.connection.close()


class Probe:
    """The probe service of this test run."""

    def __init__(self, name: str, folder: Path, settings: Settings) -> None:
        self.name, self.folder, self.settings = name, folder, settings
        self.app: App = load_app(name)
        self.app.open(settings)
        self.tenant_id = TENANT
        self.started: list[Running] = []

    eventually = staticmethod(eventually)

    @property
    def module(self) -> ModuleType:
        return sys.modules[f"{self.name}.service"]

    @property
    def amqp_url(self) -> str:
        return self.settings.amqp_url

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, **self.settings.environment, "PYTHONPATH": str(self.folder / "src"), **more}

    def run(self, module: str, *arguments: str, **environment: str) -> Running:
        log = self.folder / f"{module}-{secrets.token_hex(3)}.log"
        running = Running(module, *arguments, environment=self.environment(**environment), log=log)
        self.started.append(running)
        return running

    def on_broker(self, amqp_url: str) -> "Probe":
        """The same service and database at another broker, without a topology."""
        environment = {**self.settings.environment, "CRM_AMQP_URL": amqp_url}
        return Probe(self.name, self.folder, Settings.from_env(self.name, environment))

    def serve(self, host: str = "threads", *arguments: str, **environment: str) -> Running:
        return self.run("serve", self.name, *arguments, CRM_HOST=host, **environment)

    def relay(self, **environment: str) -> Running:
        return self.run("relay", self.name, **environment)

    def scheduler(self, **environment: str) -> Running:
        return self.run("scheduler", self.name, **environment)

    def end_all(self) -> None:
        while self.started:
            running = self.started.pop()
            if running.process.poll() is None:
                running.kill()

    def signed(self) -> str:
        return self.app.signer.sign(Caller(tenant_id=TENANT, user_id=UUID(int=1), grants={"*": "all"}))

    def client(self) -> RpcClient:
        return RpcClient(self.amqp_url, self.name, self.signed())

    def write_note(self, words: str) -> dict[str, Any]:
        """Run the use case here: the note and its event are committed, and nothing is published."""
        reply = self.app.handle("write_note", payload={"words": words}, caller=self.signed(), message_id=str(uuid4()), context={})
        assert "result" in reply, reply
        return dict(reply["result"])

    def envelope(self, words: str, note_id: str = "", version: int = 1) -> dict[str, Any]:
        note_id = note_id or str(new_id())
        return {
            "specversion": "1.0", "id": str(new_id()), "source": f"/crm/{self.name}", "subject": note_id,
            "type": f"{self.name}.note.written.v1", "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "tenantid": str(TENANT), "actorid": str(UUID(int=1)), "aggregateversion": version,
            "data": {"id": note_id, "words": words},
        }  # fmt: skip

    def publish(self, *envelopes: dict[str, Any], to_queue: str = "") -> None:
        """Put events on the bus as the relay does; or straight into one queue."""
        publisher = Publisher(self.amqp_url, "tests")
        for chunk in (envelopes[at : at + 500] for at in range(0, len(envelopes), 500)):
            publisher.publish([
                Outgoing("" if to_queue else EVENTS, to_queue or each["type"], orjson.dumps(each),
                         event_properties(f"{each['id']}-{place}", each["type"], self.name))
                for place, each in enumerate(chunk)
            ])  # fmt: skip
        publisher.close()

    def ask(self, query: str, *values: Any) -> list[Any]:
        """Rows, seen by the administrator of the database server, whom no row-level security stops."""
        with psycopg.connect(self.administrator_dsn, autocommit=True) as connection:
            return connection.execute(query, values).fetchall()

    def do(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self.administrator_dsn, autocommit=True) as connection:
            connection.execute(statement, values)

    @property
    def administrator_dsn(self) -> str:
        from crm_kit.testing.servers import servers

        name = make_url(self.settings.database_url).database
        return make_url(servers()["database_url"]).set(database=name).render_as_string(hide_password=False)

    def effects(self, kind: str) -> list[str]:
        return [row[0] for row in self.ask("SELECT words FROM effects WHERE kind = %s ORDER BY id", kind)]

    def queue(self, reaction: str) -> str:
        return f"{self.name}.{reaction}"

    def count(self, kind: str) -> int:
        return int(self.ask("SELECT count(*) FROM effects WHERE kind = %s", kind)[0][0])

    def waiting(self, queue: str) -> int:
        """How many messages a queue holds that no consumer has."""
        with contextlib.closing(pika.BlockingConnection(pika.URLParameters(self.amqp_url))) as connection:
            return connection.channel().queue_declare(queue, passive=True).method.message_count

    def queues(self) -> list[str]:
        delays = [retry(self.name, delay) for delay in DELAYS]
        return [*(each.queue for each in self.app.reactions.values()), *delays, dead(self.name)]

    def clear(self) -> None:
        """Empty tables and queues."""
        self.do("TRUNCATE outbox, inbox, effects, notes, note_copies, timers, colleagues")
        with contextlib.closing(pika.BlockingConnection(pika.URLParameters(self.amqp_url))) as connection:
            channel = connection.channel()
            for queue in self.queues():
                channel.queue_purge(queue)

    def remove(self) -> None:
        self.app.close()
        with contextlib.closing(pika.BlockingConnection(pika.URLParameters(self.amqp_url))) as connection:
            channel = connection.channel()
            for queue in [*self.queues(), f"rpc-{self.name}"]:
                channel.queue_delete(queue)
            for exchange in [direct(self.name), *(retry(self.name, delay) for delay in DELAYS)]:
                channel.exchange_delete(exchange)
        drop_database(self.settings)


@contextlib.contextmanager
def installed_probe(folder: Path) -> Iterator[Probe]:
    """A probe service of its own name, with database and topology, for as long as the block lasts."""
    name = f"probe_{secrets.token_hex(4)}"
    folder = folder / name
    shutil.copytree(TEMPLATE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "src" / "probe").rename(folder / "src" / name)
    sys.path.insert(0, str(folder / "src"))
    probe = Probe(name, folder, database(name))
    declare(probe.settings, probe.app)
    yield probe
    sys.path.remove(str(folder / "src"))
    probe.end_all()
    probe.remove()


@pytest.fixture(scope="session")
def standing_probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Probe]:
    with installed_probe(tmp_path_factory.mktemp("probe")) as probe:
        yield probe


@pytest.fixture
def second_probe(tmp_path: Path) -> Iterator[Probe]:
    with installed_probe(tmp_path) as probe:
        yield probe


@pytest.fixture(params=["nameko", "threads"])
def host(request: pytest.FixtureRequest) -> str:
    """Both hosts: what the one does the other must do."""
    return str(request.param)


@pytest.fixture
def probe(standing_probe: Probe) -> Iterator[Probe]:
    """The probe service with empty tables and queues and none of its processes running."""
    standing_probe.clear()
    yield standing_probe
    standing_probe.end_all()


@pytest.fixture
def client(probe: Probe) -> Iterator[RpcClient]:
    client = probe.client()
    yield client
    client.close()


@pytest.fixture
def heard(probe: Probe) -> Iterator[Callable[[], list[str]]]:
    """What came to the queue of one reaction: message ids, in order."""
    connection = pika.BlockingConnection(pika.URLParameters(probe.amqp_url))
    channel = connection.channel()

    def all_now() -> list[str]:
        ids = []
        while (got := channel.basic_get(probe.queue("on_note_written"), auto_ack=True))[0] is not None:
            ids.append(got[1].message_id)
        return ids

    yield all_now
    connection.close()
