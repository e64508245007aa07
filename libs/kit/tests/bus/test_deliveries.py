"""What both hosts promise of events: one effect each, in any order, whatever else is in the queue."""

import itertools
import random
import time

import orjson
import pika
import pytest

from crm_kit.dead_letters import DeadLetters
from crm_kit.deliveries import ATTEMPTS
from crm_kit.topology import DELAYS, dead, retry


def raw(probe, reaction, body, **properties):
    """A message, of whatever content, straight into a reaction's queue."""
    connection = pika.BlockingConnection(pika.URLParameters(probe.amqp_url))
    channel = connection.channel()
    channel.confirm_delivery()
    channel.basic_publish("", probe.queue(reaction), body, pika.BasicProperties(delivery_mode=2, **properties), mandatory=True)
    connection.close()


def letters(probe):
    return DeadLetters(probe.name, probe.amqp_url).all()


def dead_letters_when(probe, count):
    probe.eventually(lambda: probe.waiting(dead(probe.name)) == count, what=f"{count} dead letters")
    return letters(probe)


@pytest.mark.slow
def test_each_event_five_times_to_two_consumers_at_once_has_one_effect(probe, host):
    """F7"""
    envelopes = [probe.envelope(f"note {n}") for n in range(60)]
    five_times = [envelope for envelope in envelopes for _ in range(5)]
    random.Random(7).shuffle(five_times)
    running = [probe.serve(host, "--only", "reactions") for _ in range(2)]

    probe.publish(*five_times)
    for each in running:
        each.when_ready()

    queues = [reaction.queue for reaction in probe.app.reactions.values()]
    probe.eventually(lambda: probe.count("written") >= 60 and not any(map(probe.waiting, queues)), 60)
    time.sleep(0.3)
    assert sorted(probe.effects("written")) == sorted(f"note {n}" for n in range(60))
    assert sorted(probe.effects("judged")) == sorted(f"note {n}" for n in range(60))
    assert sorted(probe.effects("gathered")) == sorted(f"note {n}" for n in range(60))
    gathered = [each.metric('crm_reaction_seconds_count{outcome="done",reaction="on_note_gathered"') for each in running]
    assert sum(gathered) == 300
    handled = [each.metric('crm_reaction_seconds_count{outcome="done",reaction="on_note_written"') for each in running]
    assert sum(handled) == 300
    assert min(handled) > 0


@pytest.mark.slow
def test_events_of_a_record_in_any_order_leave_its_newest_state(probe, host):
    """F8"""
    histories = {probe.envelope("")["subject"]: range(1, 9) for _ in range(12)}
    envelopes = [probe.envelope(f"v{n}", note_id, n) for note_id, versions in histories.items() for n in versions if n % 3]
    random.Random(8).shuffle(envelopes)

    probe.publish(*envelopes)
    probe.serve(host, "--only", "reactions").when_ready()

    probe.eventually(lambda: probe.count("written") == len(envelopes), 60)
    probe.eventually(lambda: not probe.waiting(probe.queue("on_note_copied")))
    probe.eventually(lambda: set(probe.ask("SELECT words, source_version FROM note_copies")) == {("v8", 8)})
    assert len(probe.ask("SELECT id FROM note_copies")) == 12


@pytest.mark.slow
def test_poison_is_given_up_with_its_reason_and_holds_up_nobody(probe, host):
    """F9: bad JSON, a wrong schema and a reaction that always fails, amid good events."""
    probe.serve(host, "--only", "reactions").when_ready()
    for n in range(40):
        raw(probe, "on_note_judged", b"{not json", message_id=f"broken-{n}", type="x")
        probe.publish({**probe.envelope("wrong"), "data": {"words": ["no", "string"]}}, to_queue=probe.queue("on_note_judged"))
        probe.publish(probe.envelope(f"poison {n}"), to_queue=probe.queue("on_note_judged"))
        probe.publish(probe.envelope(f"good {n}"))

    probe.eventually(lambda: probe.count("judged") == 40, 40)
    lags = [row[0] for row in probe.ask(
        "SELECT extract(epoch FROM at - (to_timestamp(('x' || substr(event_id::text, 1, 8) || substr(event_id::text, 10, 4))"
        "::bit(48)::bigint / 1000.0))) FROM effects WHERE kind = 'judged' ORDER BY 1"
    )]  # fmt: skip
    assert lags[int(0.95 * len(lags))] < 2

    found = dead_letters_when(probe, 80)
    assert {letter.queue for letter in found} == {probe.queue("on_note_judged")}
    assert sum("not JSON" in letter.reason for letter in found) == 40
    assert sum("ValidationError" in letter.reason and letter.attempts == 1 for letter in found) == 40
    waiting = [probe.waiting(retry(probe.name, delay)) for delay in DELAYS[:2]]
    assert sum(waiting) + probe.waiting(probe.queue("on_note_judged")) > 0


@pytest.mark.slow
def test_a_failure_waits_at_the_broker_and_is_tried_again(probe, host):
    running = probe.serve(host, "--only", "reactions").when_ready()
    probe.publish(probe.envelope("early"))
    probe.eventually(lambda: running.lines("event will be tried again"))
    assert probe.effects("judged") == []
    assert probe.effects("written") == ["early"]

    probe.do("INSERT INTO effects (tenant_id, kind, words, event_id) VALUES (%s, 'permit', '', gen_random_uuid())", probe.tenant_id)

    probe.eventually(lambda: probe.effects("judged") == ["early"], 5)
    assert probe.effects("written") == ["early"]
    (line,) = running.lines("event will be tried again")
    assert line["attempts"] == 1
    assert "cannot judge early" in line["exception"]


@pytest.mark.slow
def test_each_failure_waits_longer_and_the_last_one_is_final(probe):
    probe.serve("threads", "--only", "reactions").when_ready()

    for attempts, delay in enumerate(DELAYS[1:], start=1):
        envelope = probe.envelope("poison")
        raw(probe, "on_note_judged", orjson.dumps(envelope), message_id=envelope["id"], headers={ATTEMPTS: attempts})
        probe.eventually(lambda delay=delay: probe.waiting(retry(probe.name, delay)) == 1, what=delay.name)
    raw(probe, "on_note_judged", orjson.dumps(envelope), message_id="the last", headers={ATTEMPTS: len(DELAYS)})

    (letter,) = dead_letters_when(probe, 1)
    assert (letter.id, letter.attempts) == ("the last", len(DELAYS) + 1)
    assert letter.reason == "RuntimeError: cannot judge poison"
    assert letter.failed_at


@pytest.mark.slow
def test_a_message_that_kills_its_process_again_and_again_is_given_up_by_the_broker(probe):
    connection = pika.BlockingConnection(pika.URLParameters(probe.amqp_url))
    channel = connection.channel()
    probe.publish(probe.envelope("fatal"), to_queue=probe.queue("on_note_judged"))

    for method, _, _ in itertools.islice(channel.consume(probe.queue("on_note_judged")), 51):
        channel.basic_nack(method.delivery_tag, requeue=True)
    connection.close()

    (letter,) = dead_letters_when(probe, 1)
    assert letter.queue == probe.queue("on_note_judged")
    assert letter.reason == "given up by the broker: delivery_limit"


@pytest.mark.slow
def test_a_process_that_is_killed_amid_events_applies_each_once(probe, host):
    envelopes = [probe.envelope(f"note {n}") for n in range(150)]
    probe.publish(*envelopes)
    for _ in range(2):
        running = probe.serve(host, "--only", "reactions")
        seen = probe.count("written")
        probe.eventually(lambda seen=seen: probe.count("written") > seen + 20 or probe.count("written") == 150, 60)
        running.kill()

    probe.serve(host, "--only", "reactions").when_ready()

    probe.eventually(lambda: probe.count("written") >= 150, 60)
    probe.eventually(lambda: probe.count("gathered") >= 150, 60)
    assert len(set(probe.effects("written"))) == len(set(probe.effects("gathered"))) == 150
    assert probe.count("written") == probe.count("gathered") == 150


def transactions(probe, kind):
    """How many transactions wrote the effects."""
    return probe.ask("SELECT count(DISTINCT xmin::text) FROM effects WHERE kind = %s", kind)[0][0]


@pytest.mark.slow
def test_what_waits_for_a_copying_reaction_is_applied_many_at_a_time(probe):
    probe.publish(*(probe.envelope(f"note {n}") for n in range(400)))

    running = probe.serve("threads", "--only", "reactions").when_ready()

    probe.eventually(lambda: probe.count("gathered") == 400, 60)
    assert transactions(probe, "gathered") < 40
    assert running.metric('crm_reaction_seconds_count{outcome="done",reaction="on_note_gathered"') == 400
    assert running.metric('crm_event_lag_seconds_count{reaction="on_note_gathered"') == 400
    probe.eventually(lambda: probe.count("written") == 400, 60)


@pytest.mark.slow
def test_poison_in_a_batch_is_given_up_alone(probe):
    """F9, in batches: bad JSON, a wrong schema, somebody else's envelope and a reaction that always fails, amid good events."""
    queue = probe.queue("on_note_gathered")
    for n in range(10):
        raw(probe, "on_note_gathered", b"{not json", message_id=f"broken-{n}", type="x")
        wrong = {**probe.envelope("wrong"), "data": {"words": ["no", "string"]}}
        foreign = {**probe.envelope("foreign"), "tenantid": "nobody"}
        probe.publish(wrong, foreign, probe.envelope(f"poison {n}"), to_queue=queue)
        probe.publish(*(probe.envelope(f"good {10 * n + one}") for one in range(10)), to_queue=queue)

    probe.serve("threads", "--only", "reactions").when_ready()

    probe.eventually(lambda: probe.count("gathered") == 100, 40)
    assert sorted(probe.effects("gathered")) == sorted(f"good {n}" for n in range(100))
    found = dead_letters_when(probe, 30)
    assert {letter.queue for letter in found} == {queue}
    assert sum("ValidationError" in letter.reason for letter in found) == 10
    assert sum(probe.waiting(retry(probe.name, delay)) for delay in DELAYS[:2]) > 0


@pytest.mark.slow
def test_a_batch_holds_one_tenant_s_events(probe):
    others = [{**probe.envelope(f"other {n}"), "tenantid": "00000000-0000-0000-0000-000000000008"} for n in range(30)]
    mine = [probe.envelope(f"note {n}") for n in range(30)]
    probe.publish(*(each for pair in zip(mine, others, strict=True) for each in pair))

    probe.serve("threads", "--only", "reactions").when_ready()

    probe.eventually(lambda: probe.count("gathered") == 60, 40)
    whose = probe.ask("SELECT DISTINCT right(tenant_id::text, 1), split_part(words, ' ', 1) FROM effects WHERE kind = 'gathered'")
    assert sorted(whose) == [("7", "note"), ("8", "other")]


@pytest.mark.slow
def test_a_message_that_kills_its_process_takes_no_batch_with_it(probe):
    """Whatever was on its way to a process that died is applied alone by the next; the broker counts the culprit only."""
    good = [probe.envelope(f"note {n}") for n in range(60)]
    fatal = probe.envelope("fatal")
    queue = probe.queue("on_note_gathered")
    probe.publish(*good[:30], fatal, *good[30:], to_queue=queue)

    for _ in range(30):
        running = probe.serve("threads", "--only", "reactions")
        probe.eventually(lambda running=running: running.process.poll() is not None or probe.count("gathered") == 60, 40)
        if probe.count("gathered") == 60:
            break

    assert sorted(probe.effects("gathered")) == sorted(f"note {n}" for n in range(60))
    assert probe.waiting(dead(probe.name)) == 0
