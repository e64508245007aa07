"""What the relay promises of its two lanes: what somebody waits for goes first, and what follows from calls yields to calls."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from crm_kit.outbox import INSERT
from crm_kit.republish import republish

PUBLISHED = "SELECT count(*) FROM outbox WHERE published_at IS NOT NULL"


class Machine:
    """A machine whose processors are short while `is_short`, as the file says that Linux would write."""

    def __init__(self, path: Path) -> None:
        self.path, self.is_short, self.waited = path, True, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)
        self._write()
        self._thread.start()

    def _go_on(self) -> None:
        before = time.monotonic()
        while not self._over.wait(0.02):
            now = time.monotonic()
            self.waited += (now - before) * self.is_short
            before = now
            self._write()

    def _write(self) -> None:
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"some avg10=0.00 avg60=0.00 avg300=0.00 total={self.waited * 1_000_000:.0f}\n")
        fresh.replace(self.path)

    def end(self) -> None:
        self._over.set()
        self._thread.join()


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    machine = Machine(tmp_path / "pressure")
    yield machine
    machine.end()


def relay(probe: Any, machine: Machine, **settings: Any) -> Any:
    """A relay that has seen how it is with the machine."""
    named = {f"CRM_RELAY_{name.upper()}": str(value) for name, value in settings.items()}
    running = probe.relay(**{"CRM_RELAY_PRESSURE_FILE": str(machine.path)} | named).when_ready()
    time.sleep(0.5)
    return running


def put(probe: Any, count: int, is_bulk: bool = False, age: float = 0.0) -> None:
    """So many events that are in the outbox at once, written so many seconds ago."""
    columns = "id, tenant_id, aggregatetype, aggregateid, type, payload, is_bulk, created_at"
    probe.do(
        f"INSERT INTO outbox ({columns}) SELECT gen_random_uuid(), %s, 'Note', gen_random_uuid(), %s, '{{}}', %s,"
        " clock_timestamp() - make_interval(secs => %s) FROM generate_series(1, %s)",
        probe.tenant_id, f"{probe.name}.note.written.v1", is_bulk, age, count,
    )  # fmt: skip
    probe.do("NOTIFY outbox")


def published(probe: Any) -> int:
    return int(probe.ask(PUBLISHED)[0][0])


def rewrite(probe: Any, note_id: str) -> None:
    reply = probe.app.handle(
        "rewrite_note", payload={"note_id": note_id, "words": "other"}, caller=probe.signed(), message_id=str(uuid4()), context={}
    )
    assert "result" in reply, reply


def outbox(probe: Any) -> list[tuple[str, bool]]:
    return [(row[0], row[1]) for row in probe.ask("SELECT id::text, is_bulk FROM outbox ORDER BY position")]


# --- lanes -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_somebody_waits_for_overtakes_what_jobs_wrote_before(probe: Any, heard: Callable[[], list[str]]) -> None:
    put(probe, 300, is_bulk=True)
    probe.write_note("by hand")

    probe.relay().when_ready()
    probe.eventually(lambda: published(probe) == 301)

    *bulk, (by_hand, _) = outbox(probe)
    assert heard() == [by_hand, *(event for event, _ in bulk)]


@pytest.mark.slow
def test_events_of_one_record_keep_their_order(probe: Any, heard: Callable[[], list[str]]) -> None:
    known, other = probe.write_note("known"), probe.write_note("other")
    probe.do("DELETE FROM outbox")
    republish(probe.app, "Note", [probe.tenant_id])

    rewrite(probe, known["id"])
    new = probe.write_note("new")
    probe.relay().when_ready()
    probe.eventually(lambda: published(probe) == 4)

    told = probe.ask("SELECT payload -> 'data' ->> 'id', is_bulk, id::text FROM outbox ORDER BY position")
    assert [(note, is_bulk) for note, is_bulk, _ in told] == [
        (known["id"], True), (other["id"], True), (known["id"], True), (new["id"], False),
    ]  # fmt: skip
    assert heard() == [told[place][2] for place in (3, 0, 1, 2)]


@pytest.mark.slow
def test_when_others_have_heard_of_all_that_a_job_wrote_its_records_are_ordinary_again(probe: Any) -> None:
    note = probe.write_note("known")
    republish(probe.app, "Note", [probe.tenant_id])
    probe.relay().when_ready()
    probe.eventually(lambda: published(probe) == 2)

    rewrite(probe, note["id"])

    assert [is_bulk for _, is_bulk in outbox(probe)] == [False, True, False]


@pytest.mark.slow
def test_bulk_never_overtakes_what_was_written_before_it(probe: Any, machine: Machine, heard: Callable[[], list[str]]) -> None:
    relay(probe, machine, yielding_rate=20)

    put(probe, 130)
    put(probe, 30, is_bulk=True)
    probe.eventually(lambda: published(probe) == 160)

    assert heard() == [event for event, _ in outbox(probe)]


@pytest.mark.slow
def test_what_a_record_has_in_the_bulk_lane_is_found_by_its_id_even_as_planned_while_that_was_empty(
    probe: Any,
) -> None:
    plan = "\n".join(line for (line,) in probe.ask(f"EXPLAIN {INSERT}", False, "[]"))

    assert "ix_outbox_bulk_records" in plan
    assert "ix_outbox_lanes" not in plan


# --- yielding --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_while_processors_are_short_so_many_a_second_go_and_none_waits_for_longer_than_five_seconds(
    probe: Any, machine: Machine
) -> None:
    running = relay(probe, machine, yielding_rate=20)

    put(probe, 400)
    probe.eventually(lambda: published(probe) == 400)

    ((early, longest),) = probe.ask(
        "SELECT count(*) FILTER (WHERE published_at - created_at < interval '4 seconds'),"
        " max(extract(epoch FROM published_at - created_at)) FROM outbox"
    )
    assert 100 <= early <= 100 + 4 * 20
    assert 5 <= longest < 8
    probe.eventually(lambda: running.metric("crm_relay_yielding") == 1)


@pytest.mark.slow
def test_bulk_waits_until_processors_are_free_but_not_for_longer_than_ten_minutes(probe: Any, machine: Machine) -> None:
    running = relay(probe, machine, yielding_rate=1)
    put(probe, 200, is_bulk=True, age=601)
    probe.eventually(lambda: published(probe) == 200, 10)

    put(probe, 200, is_bulk=True, age=500)
    time.sleep(3)
    assert 200 <= published(probe) <= 205
    probe.eventually(lambda: running.metric('crm_outbox_backlog{lane="bulk"') >= 195, 10)

    machine.is_short = False
    probe.eventually(lambda: published(probe) == 400, 10)


@pytest.mark.slow
def test_what_comes_alone_does_not_wait_even_then(probe: Any, machine: Machine) -> None:
    relay(probe, machine)
    put(probe, 1000, is_bulk=True)

    for n in range(10):
        probe.write_note(f"note {n}")
        time.sleep(0.1)

    probe.eventually(lambda: probe.ask("SELECT 1 WHERE 10 = (SELECT count(published_at) FROM outbox WHERE NOT is_bulk)"))
    ((longest,),) = probe.ask("SELECT max(extract(epoch FROM published_at - created_at)) FROM outbox WHERE NOT is_bulk")
    assert longest < 0.5


@pytest.mark.slow
@pytest.mark.parametrize("settings", [{"yields_from_percent": 0}, {"pressure_file": "/nowhere/pressure"}])
def test_where_it_shall_not_or_cannot_know_a_relay_never_yields(probe: Any, machine: Machine, settings: dict[str, Any]) -> None:
    relay(probe, machine, yielding_rate=1, **settings)

    put(probe, 300)
    put(probe, 300, is_bulk=True)

    probe.eventually(lambda: published(probe) == 600, 4)


@pytest.mark.slow
def test_with_processors_enough_a_relay_does_not_yield(probe: Any, machine: Machine) -> None:
    machine.is_short = False
    running = relay(probe, machine, yielding_rate=1)

    put(probe, 300)
    put(probe, 300, is_bulk=True)

    probe.eventually(lambda: published(probe) == 600, 4)
    assert running.metric("crm_relay_yielding") == 0
