"""What is declared before a service runs."""

import contextlib
import subprocess
import sys

import pika
import pytest

from crm_kit.broker import EVENTS, Outgoing, Publisher, Receipt, event_properties
from crm_kit.topology import DELAYS, StillConsumed, Topology, TopologyDiffers, declare, earlier_versions, retry


@pytest.fixture
def connection(probe):
    with contextlib.closing(pika.BlockingConnection(pika.URLParameters(probe.amqp_url))) as connection:
        yield connection


def test_declaring_again_changes_nothing(probe):
    probe.publish(probe.envelope("kept"))

    declare(probe.settings, probe.app)
    declare(probe.settings, probe.app)

    assert probe.waiting(probe.queue("on_note_written")) == 1


def test_every_reaction_gets_its_events_and_the_log_gets_all(probe):
    publisher = Publisher(probe.amqp_url, "tests")
    known, unknown = f"{probe.name}.note.written.v1", f"{probe.name}.note.unheard.v1"

    receipts = publisher.publish([Outgoing(EVENTS, key, b"{}", event_properties(key, key, probe.name)) for key in (known, unknown)])
    publisher.close()

    assert receipts == [Receipt.CONFIRMED, Receipt.CONFIRMED]
    assert {reaction: probe.waiting(probe.queue(reaction)) for reaction in probe.app.reactions} == {
        "on_note_written": 1, "on_note_copied": 1, "on_note_judged": 1, "on_note_gathered": 1,
    }  # fmt: skip


@pytest.mark.slow
def test_what_waited_returns_to_the_queue_it_came_from_and_no_other(probe):
    publisher = Publisher(probe.amqp_url, "tests")
    queue = probe.queue("on_note_copied")

    publisher.publish([Outgoing(retry(probe.name, DELAYS[0]), queue, b"again", event_properties("1", "x", probe.name))])
    publisher.close()

    assert probe.waiting(queue) == 0
    probe.eventually(lambda: probe.waiting(queue) == 1, 5)
    assert probe.waiting(probe.queue("on_note_written")) == 0


def test_a_reaction_to_a_newer_version_no_longer_hears_the_older_ones(probe, connection):
    channel, queue, topology = connection.channel(), f"{probe.name}.on_growing", Topology(connection)
    old, new = (f"{probe.name}.note.grown.v{number}" for number in (1, 2))
    topology.declare_reaction(probe.name, queue, [old])

    topology.declare_reaction(probe.name, queue, [new])
    for key in (old, new):
        channel.basic_publish(EVENTS, key, key.encode())

    probe.eventually(lambda: probe.waiting(queue) == 1)
    assert channel.basic_get(queue, auto_ack=True)[2] == new.encode()
    channel.queue_delete(queue)


def test_a_version_replaces_all_before_it():
    assert list(earlier_versions("sales.lead.converted.v3")) == ["sales.lead.converted.v1", "sales.lead.converted.v2"]
    assert list(earlier_versions("sales.lead.converted.v1")) == []
    assert list(earlier_versions("sales.#")) == []


def test_a_queue_of_another_kind_is_reported_by_name(probe, connection):
    name = f"{probe.name}.on_clash"
    connection.channel().queue_declare(name, durable=True)

    with pytest.raises(TopologyDiffers, match=name):
        Topology(connection).declare_reaction(probe.name, name, [])

    connection.channel().queue_delete(name)


def test_a_retired_reaction_s_queue_goes_when_nobody_takes_from_it_any_more(probe, connection):
    queue, channel, topology = f"{probe.name}.on_old", connection.channel(), Topology(connection)
    topology.declare_reaction(probe.name, queue, [f"{probe.name}.old.v1"])
    tag = channel.basic_consume(queue, lambda *_: None)

    with pytest.raises(StillConsumed, match=queue):
        topology.retire(probe.name, "on_old")
    channel.basic_cancel(tag)
    probe.publish(probe.envelope("last"), to_queue=queue)

    assert topology.retire(probe.name, "on_old") == 1
    assert topology.retire(probe.name, "on_old") == 0


def test_the_command_declares_and_retires(probe, connection):
    Topology(connection).declare_reaction(probe.name, f"{probe.name}.on_old", [])

    def run(*arguments):
        command = [sys.executable, "-m", "crm_kit.topology", probe.name, *arguments]
        return subprocess.run(command, env=probe.environment(), capture_output=True, text=True, timeout=60)

    assert run().returncode == 0
    assert run("--retire", "on_old").returncode == 0
    assert "still has the reaction" in run("--retire", "on_note_written").stderr
    with pytest.raises(pika.exceptions.ChannelClosedByBroker):
        connection.channel().queue_declare(f"{probe.name}.on_old", passive=True)
