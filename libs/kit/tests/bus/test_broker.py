"""Publishing that knows what arrived."""

import socket

import pytest

from crm_kit.broker import EVENTS, BrokerAway, Outgoing, Publisher, Receipt, back_off, blocking_channel, event_properties


@pytest.fixture
def publisher(probe):
    publisher = Publisher(probe.amqp_url, "tests")
    yield publisher
    publisher.close()


def to(exchange, key, number=0, body=b"{}"):
    return Outgoing(exchange, key, body, event_properties(f"{key}-{number}", key, "tests"))


def test_each_message_of_a_batch_gets_its_receipt(probe, publisher):
    key = f"{probe.name}.note.written.v1"

    receipts = publisher.publish([to(EVENTS, key), to("amq.direct", "nowhere"), to(EVENTS, key, 1)])

    assert receipts == [Receipt.CONFIRMED, Receipt.RETURNED, Receipt.CONFIRMED]
    assert probe.waiting(probe.queue("on_note_written")) == 2


def test_a_large_batch_of_large_messages_arrives_whole_and_in_order(probe, publisher, client):
    queue = probe.queue("on_note_written")
    bodies = [bytes([n]) * 300_000 for n in range(30)]

    receipts = publisher.publish([to("", queue, n, body) for n, body in enumerate(bodies)])

    assert set(receipts) == {Receipt.CONFIRMED}
    assert [client.channel.basic_get(queue, auto_ack=True)[2] for _ in bodies] == bodies


def test_an_exchange_that_is_missing_is_an_error_and_the_next_batch_goes_on(probe, publisher):
    with pytest.raises(BrokerAway, match="no exchange"):
        publisher.publish([to("missing", "x")])

    assert publisher.publish([to(EVENTS, f"{probe.name}.note.written.v1")]) == [Receipt.CONFIRMED]


def test_without_a_broker_one_hears_so_at_once():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"amqp://nobody:none@127.0.0.1:{closed.getsockname()[1]}/"

        with pytest.raises(BrokerAway):
            Publisher(url, "tests").publish([to(EVENTS, "x")])
        with pytest.raises(BrokerAway), blocking_channel(url, "tests"):
            pass


def test_keeping_alive_needs_no_connection_and_keeps_one(probe, publisher):
    publisher.keep_alive()
    publisher.publish([to(EVENTS, f"{probe.name}.note.written.v1")])
    publisher.keep_alive()

    assert publisher.publish([to(EVENTS, f"{probe.name}.note.written.v1")]) == [Receipt.CONFIRMED]


def test_waiting_between_attempts_grows_up_to_its_limit():
    waits = [back_off(attempt) for attempt in range(12)]

    assert waits == sorted(waits)
    assert waits[0] < 0.2
    assert waits[-1] == 5.0
