"""What provisioning lets a service do, and what it refuses, asked of real servers."""

import secrets
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import quote, urlsplit
from uuid import uuid4

import pika
import psycopg
import pytest
from pika.exceptions import ChannelClosedByBroker
from psycopg.errors import InsufficientPrivilege

from crm_kit.private_servers import RabbitMQ, private_servers
from crm_kit.provisioning.broker import broker_definitions
from crm_kit.provisioning.databases import ProvisioningError, provision_database
from crm_kit.testing.servers import servers

pytestmark = pytest.mark.slow

PASSWORD = "p@ss/word:1"


class Databases:
    """Addresses of one service's database on the test server."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.administrator = servers()["database_url"]
        self.owner, self.runtime = self.address(f"{name}_owner"), self.address(name)

    def address(self, role: str) -> str:
        place = urlsplit(self.administrator).netloc.rpartition("@")[2]
        return f"postgresql://{role}:{quote(PASSWORD, safe='')}@{place}/{self.name}"

    def drop(self) -> None:
        with psycopg.connect(self.administrator, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
            server.execute(f"DROP ROLE IF EXISTS {self.name}, {self.name}_owner")


@pytest.fixture
def databases() -> Iterator[Databases]:
    made = Databases(f"provisioned_{secrets.token_hex(4)}")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMQ]:
    with private_servers(tmp_path_factory.mktemp("broker"), "rabbitmq") as started:
        rabbitmq = started.rabbitmq
        rabbitmq.define(broker_definitions({name: login(rabbitmq, name) for name in ("sales", "customers", "gateway")}))
        with closing(pika.BlockingConnection(pika.URLParameters(rabbitmq.url))) as connection:
            connection.channel().exchange_declare("crm.events", "topic", durable=True)
            connection.channel().exchange_declare("nameko-rpc", "topic", durable=True)
        yield rabbitmq


def login(broker: RabbitMQ, name: str) -> str:
    return f"amqp://{name}:{quote(PASSWORD, safe='')}@127.0.0.1:{broker.port}/"


def publishing_is_allowed(broker: RabbitMQ, user: str, exchange: str, key: str) -> bool:
    with closing(pika.BlockingConnection(pika.URLParameters(login(broker, user)))) as connection:
        channel = connection.channel()
        channel.confirm_delivery()
        try:
            channel.basic_publish(exchange, key, b"{}")
        except ChannelClosedByBroker as refusal:
            return refusal.reply_code != 403
        return True


def reading_is_allowed(broker: RabbitMQ, user: str, queue: str) -> bool:
    with closing(pika.BlockingConnection(pika.URLParameters(broker.url))) as connection:
        connection.channel().queue_declare(queue, durable=True)
    with closing(pika.BlockingConnection(pika.URLParameters(login(broker, user)))) as connection:
        try:
            connection.channel().basic_get(queue)
        except ChannelClosedByBroker as refusal:
            return refusal.reply_code != 403
        return True


def test_provisioning_may_be_repeated(databases: Databases) -> None:
    for _ in range(2):
        notices = provision_database(databases.administrator, databases.owner, databases.runtime)

    assert notices == []


def test_the_owner_migrates_and_the_runtime_role_cannot(databases: Databases) -> None:
    provision_database(databases.administrator, databases.owner, databases.runtime)

    with psycopg.connect(databases.owner) as owner:
        owner.execute("CREATE TABLE accounts (name text)")
    with psycopg.connect(databases.runtime) as runtime, pytest.raises(InsufficientPrivilege):
        runtime.execute("CREATE TABLE smuggled (name text)")


def test_the_runtime_role_owns_nothing_and_cannot_pass_row_level_security(databases: Databases) -> None:
    provision_database(databases.administrator, databases.owner, databases.runtime)

    with psycopg.connect(databases.administrator) as server:
        role = server.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = %s", [databases.name]
        ).fetchone()
        owned = server.execute("SELECT 1 FROM pg_database WHERE pg_get_userbyid(datdba) = %s", [databases.name])

        assert role == (False, False, False, False)
        assert owned.fetchone() is None


def test_another_services_role_cannot_even_connect(databases: Databases) -> None:
    other = Databases(f"{databases.name}_other")
    for each in (databases, other):
        provision_database(each.administrator, each.owner, each.runtime)
    stranger = other.address(other.name).removesuffix(f"/{other.name}") + f"/{databases.name}"

    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(stranger)
    other.drop()


def test_a_database_of_somebody_else_is_left_alone(databases: Databases) -> None:
    with psycopg.connect(databases.administrator, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {databases.name}")

    with pytest.raises(ProvisioningError, match="belongs to"):
        provision_database(databases.administrator, databases.owner, databases.runtime)


def test_a_service_announces_its_own_events_only(broker: RabbitMQ) -> None:
    assert publishing_is_allowed(broker, "sales", "crm.events", "sales.lead.converted.v1")
    assert not publishing_is_allowed(broker, "sales", "crm.events", "customers.account.merged.v1")
    assert not publishing_is_allowed(broker, "sales", "crm.events", "salesx.lead.converted.v1")


def test_a_service_answers_calls_and_makes_none(broker: RabbitMQ) -> None:
    assert publishing_is_allowed(broker, "sales", "nameko-rpc", str(uuid4()))
    assert publishing_is_allowed(broker, "sales", "nameko-rpc", f"reply.{uuid4()}")
    assert not publishing_is_allowed(broker, "sales", "nameko-rpc", "identity.create_user")


def test_a_service_cannot_reach_anothers_queue_by_the_default_exchange(broker: RabbitMQ) -> None:
    assert not publishing_is_allowed(broker, "sales", "", "customers.on_lead_converted")


def test_a_service_reads_its_own_queues_only(broker: RabbitMQ) -> None:
    assert reading_is_allowed(broker, "sales", "sales.on_account_merged")
    assert reading_is_allowed(broker, "sales", "rpc-sales")
    assert not reading_is_allowed(broker, "sales", "customers.on_lead_converted")
    assert not reading_is_allowed(broker, "sales", "rpc-customers")


def test_the_gateway_calls_services_and_announces_nothing(broker: RabbitMQ) -> None:
    assert publishing_is_allowed(broker, "gateway", "nameko-rpc", "sales.win_opportunity")
    assert not publishing_is_allowed(broker, "gateway", "crm.events", "sales.lead.converted.v1")
    assert not publishing_is_allowed(broker, "gateway", "nameko-rpc", f"{uuid4()}")
    assert not reading_is_allowed(broker, "gateway", "sales.on_account_merged")


def test_users_are_there_again_after_a_restart(broker: RabbitMQ) -> None:
    broker.restart()

    assert publishing_is_allowed(broker, "sales", "crm.events", "sales.lead.converted.v1")
