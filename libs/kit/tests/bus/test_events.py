"""The stream of all events, for integrators and for replay."""

import datetime as dt
import json
import subprocess
import sys
import threading
import time

import pytest

from crm_kit.events import EventStream, _start, replay


def own(probe):
    return [f"{probe.name}.*"]


def read(probe, start, types=None, quiet_seconds=1.0):
    return list(EventStream(probe.amqp_url, start=start, types=types or own(probe), quiet_seconds=quiet_seconds))


@pytest.fixture
def since():
    """A moment before everything that the test publishes; the stream keeps what other tests published."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def words(events):
    return [event.envelope["data"]["words"] for event in events]


@pytest.mark.slow
def test_events_can_be_read_again_from_any_place(probe, since):
    probe.publish(*(probe.envelope(f"note {n}") for n in range(250)))

    events = [event for event in read(probe, since) if event.envelope["data"]["words"].startswith("note ")]
    again = read(probe, events[100].offset)

    assert words(events) == [f"note {n}" for n in range(250)]
    assert words(again) == [f"note {n}" for n in range(100, 250)]
    offsets = [event.offset for event in events]
    assert offsets == sorted(set(offsets))


@pytest.mark.slow
def test_only_the_types_asked_for_come(probe, since):
    probe.publish(probe.envelope("one"), {**probe.envelope("two"), "type": f"{probe.name}.note.unheard.v1"})

    assert words(read(probe, since, [f"{probe.name}.note.unheard.*"]))[-1:] == ["two"]
    assert read(probe, since, ["nothing.at.all"]) == []


@pytest.mark.slow
def test_next_gives_what_comes_from_now_on(probe):
    probe.publish(probe.envelope("before"))
    got = []
    stream = EventStream(probe.amqp_url, types=own(probe), quiet_seconds=2.5)
    reader = threading.Thread(target=lambda: got.extend(stream))
    reader.start()
    time.sleep(1)

    probe.publish(probe.envelope("after"))
    reader.join(10)

    assert words(got) == ["after"]


@pytest.mark.slow
def test_a_replay_reaches_a_new_reader_and_has_no_effect_on_one_that_knows(probe, since):
    envelopes = [probe.envelope(f"note {n}") for n in range(40)]
    probe.publish(*envelopes)
    probe.serve("nameko", "--only", "reactions").when_ready()
    probe.eventually(lambda: probe.count("written") == 40 and probe.count("judged") == 40)
    probe.do("DELETE FROM inbox WHERE consumer = %s", probe.queue("on_note_judged"))
    probe.do("DELETE FROM effects WHERE kind = 'judged'")

    until = dt.datetime.now(dt.UTC)
    for reaction in ("on_note_written", "on_note_judged"):
        stream = EventStream(probe.amqp_url, start=since, types=own(probe), quiet_seconds=1)
        assert replay(probe.amqp_url, stream, probe.queue(reaction), until) >= 40

    probe.eventually(lambda: probe.count("judged") >= 40)
    probe.eventually(lambda: not probe.waiting(probe.queue("on_note_written")))
    time.sleep(0.5)
    assert sorted(words_of(probe, "judged")) == sorted(f"note {n}" for n in range(40))
    assert probe.count("written") == 40


def words_of(probe, kind):
    return [each for each in probe.effects(kind) if each.startswith("note ")]


@pytest.mark.slow
def test_the_command_prints_a_replay_as_json_lines(probe, since):
    probe.publish(probe.envelope("printed"))

    command = [sys.executable, "-m", "crm_kit.events", "replay", "--from", since.isoformat(), "--type", f"{probe.name}.*"]
    done = subprocess.run(command, env=probe.environment(), capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1])["data"]["words"] == "printed"


def test_a_start_is_a_time_an_offset_or_a_word():
    assert _start("first") == "first"
    assert _start("42") == 42
    assert _start("2026-11-21T12:00:00") == dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
