"""Private servers, started for real: they outlive their starter, keep their data, and can be broken on purpose."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pika
import psycopg
import pytest

from crm_kit.private_servers import Postgres, PrivateServers, private_servers
from crm_kit.private_servers.places import data_home
from crm_kit.private_servers.probes import rabbitmq_answers
from crm_kit.testing.servers import servers

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def private(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateServers]:
    with private_servers(tmp_path_factory.mktemp("private")) as started:
        yield started


def test_the_servers_of_the_tests_answer_and_are_the_same_at_every_call() -> None:
    first = servers()

    with psycopg.connect(first["database_url"]) as connection:
        row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()

    assert row == (True,)
    assert servers() == first


def test_starting_again_finds_the_running_server(private: PrivateServers) -> None:
    again = Postgres(private.postgres.directory)

    again.start()

    assert (again.pid, again.url) == (private.postgres.pid, private.postgres.url)


def test_postgres_keeps_what_was_committed_when_it_is_killed(private: PrivateServers) -> None:
    with psycopg.connect(private.postgres.url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")

    private.postgres.kill()
    assert private.postgres.pid is None
    private.postgres.start()

    with psycopg.connect(private.postgres.url) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_rabbitmq_keeps_confirmed_messages_over_a_restart(private: PrivateServers) -> None:
    url = private.rabbitmq.url
    with closing(pika.BlockingConnection(pika.URLParameters(url))) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        channel.queue_declare("kept", durable=True, arguments={"x-queue-type": "quorum"})
        channel.basic_publish("", "kept", b"once", pika.BasicProperties(delivery_mode=2))

    private.rabbitmq.restart()

    with closing(pika.BlockingConnection(pika.URLParameters(url))) as connection:
        assert connection.channel().basic_get("kept", auto_ack=True)[2] == b"once"


def test_a_stream_can_be_declared_without_plugins(private: PrivateServers) -> None:
    with closing(pika.BlockingConnection(pika.URLParameters(private.rabbitmq.url))) as connection:
        declared = connection.channel().queue_declare("log", durable=True, arguments={"x-queue-type": "stream"})

    assert declared.method.queue == "log"


def test_a_paused_server_does_not_answer_until_it_goes_on(private: PrivateServers) -> None:
    private.redis.pause()
    answered_in_pause = private.redis.answers()
    private.redis.resume()

    assert not answered_in_pause
    assert private.redis.answers()


def test_a_wrong_password_is_refused(private: PrivateServers) -> None:
    port = private.rabbitmq.port

    assert not rabbitmq_answers("127.0.0.1", port, "administrator", "wrong")
    assert not rabbitmq_answers("127.0.0.1", port, "guest", "guest")


def test_erasing_leaves_no_process_and_no_file(tmp_path: Path) -> None:
    with private_servers(tmp_path, "redis") as started:
        home = started.redis.home
        assert started.redis.pid is not None

    assert started.redis.pid is None
    assert not home.exists()
    assert not list(tmp_path.glob("redis*"))


def test_data_goes_where_the_servers_account_can_reach_it(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)

    assert data_home(closed, "postgres", None) == closed / "postgres"
    assert closed not in data_home(closed, "postgres", "nobody").parents
