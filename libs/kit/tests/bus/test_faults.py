"""The broker goes away, hangs, refuses and comes back. It is one of our own, and both hosts live through it side by side."""

import threading
import time
from urllib.parse import urlsplit

import pika
import pytest

from crm_kit.broker import EVENT_LOG, EVENTS, BrokerAway, Outgoing, Publisher, event_properties
from crm_kit.events import EventStream
from crm_kit.private_servers import private_servers
from crm_kit.provisioning.broker import broker_definitions
from crm_kit.topology import declare

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]
HOSTS = ("nameko", "threads")


@pytest.fixture(scope="module")
def broker(tmp_path_factory):
    with private_servers(tmp_path_factory.mktemp("broker"), "rabbitmq") as servers:
        yield servers.rabbitmq


@pytest.fixture
def there(probe, broker):
    """The probe service at the broker that the test may harm."""
    broker.start()
    there = probe.on_broker(broker.url)
    declare(there.settings, there.app)
    there.clear()
    yield there
    there.end_all()
    there.app.close()


@pytest.fixture
def confined(there, broker):
    """The same by a broker user with the rights of a service."""
    url = broker.url.replace(urlsplit(broker.url).username, there.name, 1)
    broker.define(broker_definitions({there.name: url}))
    confined = there.on_broker(url)
    declare(confined.settings, confined.app)
    yield confined
    confined.end_all()
    confined.app.close()


def unpublished(there):
    return there.ask("SELECT count(*) FROM outbox WHERE published_at IS NULL")[0][0]


def when_all_heard(there, notes):
    there.eventually(lambda: unpublished(there) == 0, 30, "an empty outbox")
    there.eventually(lambda: there.count("written") >= len(notes), 30, "every event's effect")
    there.eventually(lambda: there.count("gathered") >= len(notes), 30, "every event's effect in batches")
    time.sleep(0.5)
    assert sorted(there.effects("written")) == sorted(notes)
    assert sorted(there.effects("gathered")) == sorted(notes)


def test_processes_that_start_before_their_broker_wait_for_it(there, broker):
    broker.stop()
    running = [there.serve(host) for host in HOSTS] + [there.relay()]
    time.sleep(2)
    assert not any(each.is_ready() for each in running[:2])
    there.write_note("while nobody was there")

    broker.start()

    for each in running:
        each.when_ready(30)
    when_all_heard(there, ["while nobody was there"])


def test_a_broker_killed_in_mid_flow_costs_no_event_and_repeats_none(there, broker):
    """F4 and F5; an integrator reads the stream all the while."""
    running = [there.serve(host) for host in HOSTS] + [there.relay()]
    for each in running:
        each.when_ready()
    notes, heard, ended = [], [], threading.Event()
    stream = EventStream(broker.url, start="next", types=[f"{there.name}.*"], quiet_seconds=20)

    def listen():
        for event in stream:
            heard.append(event.envelope["data"]["words"])
            if ended.is_set() and set(heard) >= set(notes):
                return

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    time.sleep(1)

    def write(count):
        for _ in range(count):
            notes.append(f"note {len(notes)}")
            there.write_note(notes[-1])

    write(30)
    broker.kill()
    write(30)
    assert all(each.process.poll() is None for each in running)
    assert not any(each.is_ready() for each in running[:2])
    broker.start()
    write(30)

    for each in running:
        each.when_ready(30)
    when_all_heard(there, notes)
    handled = [each.metric('crm_reaction_seconds_count{outcome="done",reaction="on_note_written"') for each in running[:2]]
    assert min(handled) > 0
    client = there.client()
    assert client.call("ping")["result"] is None
    client.close()
    ended.set()
    there.write_note("the end")
    listener.join(20)
    assert [words for words in dict.fromkeys(heard) if words.startswith("note ")] == notes


def test_a_disk_alarm_stops_publishing_and_nothing_is_stuck_after_it(there, broker):
    running = [there.serve(host) for host in HOSTS] + [there.relay()]
    for each in running:
        each.when_ready()

    broker.control("set_disk_free_limit", "100000GB")
    for n in range(20):
        there.write_note(f"note {n}")
    time.sleep(4)
    assert there.effects("written") == []
    assert unpublished(there) == 20
    assert all(each.probe("/livez")[0] == 200 for each in running)
    broker.control("set_disk_free_limit", "50MB")

    when_all_heard(there, [f"note {n}" for n in range(20)])
    client = there.client()
    assert client.call("ping")["result"] is None
    client.close()


@pytest.mark.parametrize("harm", ["stop", "pause"])
def test_sigterm_ends_every_process_within_25_seconds_although_the_broker_is_away(there, broker, harm):
    """F14; a broker that hangs is worse than one that is gone."""
    running = [there.serve(host) for host in HOSTS] + [there.relay()]
    for each in running:
        each.when_ready()
    getattr(broker, harm)()
    there.write_note("kept in the outbox")
    time.sleep(1)

    for each in running:
        each.process.terminate()
    began = time.monotonic()
    codes = [each.process.wait(30) for each in running]

    assert time.monotonic() - began < 25
    assert codes[:2] == [0, 0]
    assert unpublished(there) == 1
    broker.resume()


def test_an_event_that_no_queue_takes_stays_in_the_outbox_and_raises_an_alarm(there, broker):
    connection = pika.BlockingConnection(pika.URLParameters(broker.url))
    channel = connection.channel()
    for queue in (*(each.queue for each in there.app.reactions.values()), EVENT_LOG):
        channel.queue_unbind(queue, EVENTS, "#" if queue == EVENT_LOG else f"{there.name}.note.written.v1")
    relay = there.relay().when_ready()

    there.write_note("nobody listens")
    there.eventually(lambda: relay.metric("crm_relay_returned_total") > 0)
    assert unpublished(there) == 1
    assert relay.lines("event not taken")[0]["reason"] == "no queue is bound for it"

    declare(there.settings, there.app)
    there.eventually(lambda: unpublished(there) == 0, 15)
    assert there.waiting(there.queue("on_note_written")) == 1
    connection.close()


def test_a_service_lives_with_the_rights_it_is_given_and_no_more(there, confined):
    running = [confined.serve(host) for host in HOSTS]
    for each in (*running, confined.relay()):
        each.when_ready()
    client = there.client()

    client.reply_to, reply_to = "not-an-address", client.reply_to
    for _ in range(20):
        client.send("ping")
    client.reply_to = reply_to
    written = [client.call("write_note", words=f"note {n}")["result"]["words"] for n in range(20)]
    client.close()

    when_all_heard(there, written)
    assert sum(len(each.lines("reply refused")) for each in running) == 20
    there.publish(there.envelope("poison"))
    there.eventually(lambda: any(each.lines("event will be tried again") for each in running))
    there.eventually(lambda: there.waiting(f"{there.name}.retry.10s") == 2)  # judged and gathered


def test_a_service_cannot_announce_what_is_another_s(confined):
    publisher = Publisher(confined.amqp_url, "tests")
    foreign = Outgoing(EVENTS, "identity.user.created.v1", b"{}", event_properties("1", "x", "x"))

    with pytest.raises(BrokerAway, match="ACCESS_REFUSED"):
        publisher.publish([foreign])
