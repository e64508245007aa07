"""What the relay promises: every committed event is published, in order, and marked only when the broker has it."""

import json
import time

import psycopg
import pytest

UNPUBLISHED = "SELECT count(*) FROM outbox WHERE published_at IS NULL"


def is_drained(probe):
    return probe.ask(UNPUBLISHED) == [(0,)]


def outbox_ids(probe):
    return [row[0] for row in probe.ask("SELECT id::text FROM outbox ORDER BY position")]


@pytest.mark.slow
def test_committed_events_arrive_in_the_order_they_were_written(probe, heard):
    for n in range(40):
        probe.write_note(f"note {n}")

    relay = probe.relay().when_ready()
    probe.eventually(lambda: is_drained(probe))

    assert heard() == outbox_ids(probe)
    assert relay.metric("crm_relay_published_total") == 40
    assert relay.metric("crm_relay_active") == 1
    assert relay.memory_mb() < 120


@pytest.mark.slow
def test_an_event_is_out_within_50_ms_of_its_commit(probe):
    probe.relay().when_ready()
    probe.write_note("to warm up")
    probe.eventually(lambda: is_drained(probe))

    for n in range(20):
        probe.write_note(f"note {n}")
        time.sleep(0.05)

    probe.eventually(lambda: is_drained(probe))
    ((median,),) = probe.ask(
        "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM published_at - created_at)) FROM outbox"
    )
    assert median < 0.05


@pytest.mark.slow
def test_the_message_is_the_whole_cloud_event(probe, client):
    note = probe.write_note("hello")
    probe.relay().when_ready()
    probe.eventually(lambda: is_drained(probe))

    method, properties, body = client.channel.basic_get(probe.queue("on_note_written"), auto_ack=True)
    ((event_id, envelope),) = probe.ask("SELECT id::text, payload FROM outbox")

    assert (method.exchange, method.routing_key) == ("crm.events", f"{probe.name}.note.written.v1")
    assert (properties.message_id, properties.type) == (event_id, method.routing_key)
    assert (properties.content_type, properties.delivery_mode) == ("application/cloudevents+json", 2)
    assert json.loads(body) == envelope
    assert envelope["data"] == note


@pytest.mark.slow
def test_a_relay_killed_between_publishing_and_marking_loses_nothing_and_its_repetition_has_no_effect(probe):
    """F2: a lock of ours lets it publish and keeps it from marking."""
    for n in range(30):
        probe.write_note(f"note {n}")
    with psycopg.connect(probe.administrator_dsn) as ours:
        ours.execute("LOCK TABLE outbox IN SHARE MODE")
        relay = probe.relay()
        probe.eventually(lambda: probe.waiting(probe.queue("on_note_written")) == 30, 20)
        probe.eventually(
            lambda: probe.ask("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE outbox%%'")
        )
        relay.kill()
    assert probe.ask(UNPUBLISHED) == [(30,)]

    probe.relay().when_ready()
    probe.eventually(lambda: is_drained(probe))
    assert probe.waiting(probe.queue("on_note_written")) == 60

    probe.serve("nameko", "--only", "reactions").when_ready()
    probe.eventually(lambda: probe.count("written") == 30 and not probe.waiting(probe.queue("on_note_written")), 20)
    time.sleep(0.3)
    assert sorted(probe.effects("written")) == sorted(f"note {n}" for n in range(30))


@pytest.mark.slow
def test_a_row_that_commits_late_is_not_passed_by(probe, heard):
    values = f"gen_random_uuid(), '{probe.tenant_id}', 'Note', gen_random_uuid(), '{probe.name}.note.written.v1', '{{}}'"
    columns = "id, tenant_id, aggregatetype, aggregateid, type, payload"
    insert = f"INSERT INTO outbox ({columns}) VALUES ({values}) RETURNING id::text"
    probe.relay().when_ready()
    with psycopg.connect(probe.administrator_dsn) as slow:
        (late,) = slow.execute(insert).fetchone()
        probe.do(insert)
        probe.eventually(lambda: is_drained(probe))
        early = heard()

    probe.eventually(lambda: is_drained(probe) and len(outbox_ids(probe)) == 2)
    assert late not in early
    assert heard() == [late]


@pytest.mark.slow
def test_a_spare_takes_over_when_the_relay_at_work_dies(probe, heard):
    first = probe.relay().when_ready()
    probe.eventually(lambda: first.metric("crm_relay_active") == 1)
    spare = probe.relay().when_ready()
    assert spare.metric("crm_relay_active") == 0
    probe.write_note("by the first")
    probe.eventually(lambda: is_drained(probe))

    first.kill()
    probe.write_note("by the spare")

    probe.eventually(lambda: is_drained(probe), 5)
    assert heard() == outbox_ids(probe)
    assert spare.metric("crm_relay_published_total") == 1


@pytest.mark.slow
def test_the_relay_survives_the_end_of_its_database_sessions(probe):
    relay = probe.relay().when_ready()
    for n in range(3):
        probe.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE %s", f"{probe.name} relay")
        probe.write_note(f"note {n}")
        probe.eventually(lambda: is_drained(probe), 10)

    assert relay.process.poll() is None
    assert len(relay.lines("relay interrupted")) >= 2


@pytest.mark.slow
def test_one_process_relays_for_several_services(probe, second_probe):
    environment = {name: value for name, value in second_probe.environment().items() if name.startswith("CRM_PROBE")}
    relay = probe.run("relay", probe.name, second_probe.name, **environment).when_ready()

    probe.write_note("of the one")
    second_probe.write_note("of the other")

    probe.eventually(lambda: is_drained(probe) and is_drained(second_probe))
    assert relay.metric("crm_relay_active") == 2


@pytest.mark.slow
def test_published_rows_are_deleted_after_seven_days_and_unpublished_ones_never(probe):
    for n in range(4):
        probe.write_note(f"note {n}")
    probe.do("UPDATE outbox SET published_at = now() - interval '8 days', created_at = now() - interval '9 days'")
    probe.do("UPDATE outbox SET published_at = now() - interval '6 days' WHERE payload -> 'data' ->> 'words' = 'note 1'")
    probe.do("UPDATE outbox SET published_at = NULL WHERE payload -> 'data' ->> 'words' = 'note 2'")

    relay = probe.relay().when_ready()
    probe.eventually(lambda: len(outbox_ids(probe)) == 2)

    assert set(probe.ask("SELECT payload -> 'data' ->> 'words' FROM outbox")) == {("note 1",), ("note 2",)}
    assert relay.metric("crm_relay_published_total") == 1


@pytest.mark.slow
def test_the_backlog_and_its_age_can_be_seen(probe):
    with psycopg.connect(probe.administrator_dsn) as ours:
        for n in range(5):
            probe.write_note(f"note {n}")
        probe.do("UPDATE outbox SET created_at = now() - interval '100 seconds'")
        ours.execute("SELECT 1 FROM outbox FOR UPDATE")
        relay = probe.relay().when_ready()

        assert relay.metric("crm_outbox_backlog") == 5
        assert 100 <= relay.metric("crm_outbox_oldest_seconds") < 110


@pytest.mark.slow
def test_the_relay_ends_in_order_when_told_to(probe):
    relay = probe.relay().when_ready()

    assert relay.terminate() < 5
    assert relay.process.returncode == 0


@pytest.mark.slow
def test_what_is_long_done_is_forgotten(probe):
    probe.write_note("new")
    probe.eventually(lambda: probe.ask("SELECT count(*) FROM inbox") == [(1,)])
    tenant = probe.ask("SELECT tenant_id FROM outbox")[0][0]
    old = f"'{tenant}', 'old', 'old', now() - interval '15 days'"
    probe.do(f"INSERT INTO inbox (tenant_id, consumer, message_id, created_at) VALUES ({old})")
    columns = "id, tenant_id, aggregatetype, aggregateid, type, payload, created_at"
    probe.do(f"INSERT INTO outbox ({columns}, published_at) SELECT {columns}, now() - interval '8 days' FROM outbox")

    probe.relay().when_ready()

    probe.eventually(lambda: probe.ask("SELECT count(*) FROM inbox WHERE consumer = 'old'") == [(0,)])
    probe.eventually(lambda: probe.ask("SELECT count(*) FROM outbox WHERE published_at < now() - interval '7 days'") == [(0,)])
    assert probe.ask("SELECT count(*) FROM inbox") == [(1,)]
    assert probe.ask("SELECT count(*) FROM outbox") == [(1,)]
