"""crm-relay: publishes what the outbox holds, in the order it was written, and marks what the broker has confirmed.

A row is either unpublished or confirmed by the broker. Whatever dies in between, the row is published again, and the
readers' inboxes absorb the repetition. There is no "last position": rows commit late, and a cursor would pass them by.

While processors are short the relay holds events back, for some seconds, so that calls are answered first.
"""

import threading
import time
from collections.abc import Sequence
from typing import Any, LiteralString

import psycopg

from crm_kit import telemetry
from crm_kit.broker import EVENTS, BrokerAway, Outgoing, Publisher, Receipt, back_off, describe, event_properties
from crm_kit.daily import seal_daily
from crm_kit.inbox import KEPT_DAYS
from crm_kit.lanes import Lane
from crm_kit.pressure import Pressure
from crm_kit.settings import Settings
from crm_kit.telemetry import log
from crm_kit.tireless import run_until_told, settings_of

Connection = psycopg.Connection[tuple[Any, ...]]

BATCH = 500
# So few that the relay looks again, at processors and at what somebody waits for, before what it published was heard.
_BULK_BATCH = 100
_PATIENCE_SECONDS = 5.0
_BULK_PATIENCE_SECONDS = 600.0
_POLL_SECONDS = 1.0
_HOLDING_SECONDS = 0.25
# What comes alone is published at once. Where more follows, a round begins this long after the one before: it finds several events,
# not one, and so do all that hear of them, for whom a transaction costs more than an event does.
_ROUND_SECONDS = 0.05
_SPARE_SECONDS = 1.0
_LOOK_SECONDS = 5.0
_TIDY_SECONDS = 60.0
_LOCK = 0x72656C61

# Without a durable commit a mark may be lost by a crash of the server, and the event is published once more.
# A relay that hangs is cut off, and so gives up its lock to a spare.
# What waits grows within minutes from nothing to a hundred thousand rows, unknown to statistics: it is taken by its index.
_SESSION: LiteralString = """
SET synchronous_commit = off; SET enable_sort = off; SET enable_seqscan = off; SET statement_timeout = '30s';
SET idle_session_timeout = '15s'; SET idle_in_transaction_session_timeout = '30s';
SELECT set_config('crm.tenant', '*relay*', false); LISTEN outbox
"""
# What is bulk never overtakes an ordinary event that was written before it: they may be of one record.
_TAKE: LiteralString = """
SELECT position, id::text, type, payload::text FROM outbox
WHERE published_at IS NULL AND is_bulk = %(is_bulk)s AND position > 0 AND position < coalesce(
  (SELECT min(position) FROM outbox WHERE published_at IS NULL AND NOT is_bulk AND position > 0 AND %(is_bulk)s),
  9223372036854775807)
ORDER BY position LIMIT greatest(%(room)s, (
  SELECT count(*) FROM (
    SELECT created_at FROM outbox WHERE published_at IS NULL AND is_bulk = %(is_bulk)s AND position > 0
    ORDER BY position LIMIT %(most)s) AS oldest
  WHERE created_at < clock_timestamp() - make_interval(secs => %(patience)s)))
FOR UPDATE SKIP LOCKED
"""
_MARK: LiteralString = "UPDATE outbox SET published_at = clock_timestamp() WHERE position = ANY(%s)"
_BACKLOG: LiteralString = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::float
FROM (
  SELECT created_at FROM outbox WHERE published_at IS NULL AND is_bulk = %s AND position > 0
  ORDER BY position LIMIT 10000) AS waiting
"""
# Looks at the oldest rows only: the table may hold millions that are not due.
_TIDY: LiteralString = """
DELETE FROM outbox WHERE position IN (
  SELECT position FROM (SELECT position, published_at FROM outbox ORDER BY position LIMIT 5000) AS oldest
  WHERE published_at < now() - interval '7 days')
"""
# What was handled is remembered for as long as a repeat may come (inbox.KEPT_DAYS).
_FORGET: LiteralString = """
DELETE FROM inbox WHERE ctid IN (SELECT ctid FROM inbox WHERE created_at < now() - make_interval(days => %s) LIMIT 5000)
"""


class Relay:
    """Relays for one service, in one thread, until told to stop; waits as a spare while another one is at work."""

    def __init__(self, settings: Settings, stop: threading.Event) -> None:
        self.service = settings.service
        self.is_ready = False
        self._dsn = settings.database_dsn
        self._publisher = Publisher(settings.amqp_url, f"{self.service} relay")
        self._stop = stop
        self._pressure = Pressure(settings.relay_pressure_file, settings.relay_yields_from)
        self._lanes = [  # what somebody waits for goes first
            Lane("ordinary", False, BATCH, settings.relay_yielding_rate, _PATIENCE_SECONDS),
            Lane("bulk", True, _BULK_BATCH, settings.relay_yielding_rate, _BULK_PATIENCE_SECONDS),
        ]
        self._is_yielding = self._is_holding = False
        self._round_began = 0.0
        self._looked = self._tidied = -_TIDY_SECONDS

    def run(self) -> None:
        """Relay; survives the loss of the database and of the broker."""
        attempt = 0
        while not self._stop.is_set():
            try:
                self._session()
            except (psycopg.Error, BrokerAway) as error:
                attempt = 0 if self.is_ready else attempt + 1
                self.is_ready = False
                log.warning("relay interrupted", service=self.service, reason=describe(error))
                self._stop.wait(back_off(attempt, longest=2.0))
        self._publisher.close()

    def _session(self) -> None:
        with psycopg.connect(self._dsn, **_CONNECTING, application_name=f"{self.service} relay") as connection:
            connection.execute(_SESSION)
            if self._lock(connection):
                log.info("relay at work", service=self.service)
                self._work(connection)

    def _lock(self, connection: Connection) -> bool:
        while not self._stop.is_set():
            (is_ours,) = connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone() or (False,)
            telemetry.relay_active.labels(self.service).set(is_ours)
            if is_ours:
                return True
            self.is_ready = True
            self._stop.wait(_SPARE_SECONDS)
        return False

    def _work(self, connection: Connection) -> None:
        try:
            while not self._stop.is_set():
                self._look(connection)
                if not self.publish_some(connection) or self._is_holding:
                    self._wait(connection)
                self.is_ready = True
        finally:
            telemetry.relay_active.labels(self.service).set(0)

    def publish_some(self, connection: Connection) -> int:
        """Publish the next rows of each lane, and mark those confirmed. Gives how many there were."""
        self._is_yielding = self._pressure.is_short()
        rooms = [(lane, lane.room(self._is_yielding)) for lane in self._lanes]
        self._is_holding = not all(room for _, room in rooms)
        return sum([self._publish_next(connection, lane, room) for lane, room in rooms])

    def _publish_next(self, connection: Connection, lane: Lane, room: int) -> int:
        asked = {"is_bulk": lane.is_bulk, "room": room, "most": lane.most, "patience": lane.patience}
        with connection.transaction():
            rows = connection.execute(_TAKE, asked).fetchall()
            confirmed = self._publish(rows) if rows else []
            if confirmed:
                connection.execute(_MARK, [confirmed])
        lane.note(len(rows))
        telemetry.relay_published.labels(self.service).inc(len(confirmed))
        if len(confirmed) < len(rows):
            self._stop.wait(_LOOK_SECONDS)
        return len(rows)

    def _publish(self, rows: Sequence[tuple[Any, ...]]) -> list[int]:
        receipts = self._publisher.publish([self._message(*row[1:]) for row in rows])
        for row, receipt in zip(rows, receipts, strict=True):
            if receipt is not Receipt.CONFIRMED:
                telemetry.relay_returned.labels(self.service).inc()
                log.error("event not taken", service=self.service, event_id=row[1], type=row[2], reason=receipt.value)
        return [row[0] for row, receipt in zip(rows, receipts, strict=True) if receipt is Receipt.CONFIRMED]

    def _message(self, event_id: str, event_type: str, payload: str) -> Outgoing:
        return Outgoing(EVENTS, event_type, payload.encode(), event_properties(event_id, event_type, self.service))

    def _wait(self, connection: Connection) -> None:
        """Until a commit notifies or some time has passed, and until it is time for another round."""
        self._tidy(connection)
        self._publisher.keep_alive()
        for _ in connection.notifies(timeout=_HOLDING_SECONDS if self._is_holding else _POLL_SECONDS, stop_after=1):
            pass
        self._stop.wait(max(0.0, self._round_began + _ROUND_SECONDS - time.monotonic()))
        self._round_began = time.monotonic()

    def _look(self, connection: Connection) -> None:
        now = time.monotonic()
        if now - self._looked < _LOOK_SECONDS:
            return
        self._looked = now
        telemetry.relay_yielding.labels(self.service).set(self._is_yielding)
        for lane in self._lanes:
            count, age = connection.execute(_BACKLOG, [lane.is_bulk]).fetchone() or (0, 0.0)
            telemetry.outbox_backlog.labels(self.service, lane.name).set(count)
            telemetry.outbox_oldest_seconds.labels(self.service, lane.name).set(age)

    def _tidy(self, connection: Connection) -> None:
        now = time.monotonic()
        if now - self._tidied > _TIDY_SECONDS:
            self._tidied = now
            connection.execute(_TIDY)
            connection.execute(_FORGET, [KEPT_DAYS])


_CONNECTING: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20000,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """crm-relay SERVICE…"""
    description = "Publish the events that services have committed."
    settings = settings_of("crm-relay", description, arguments, "database_url", "amqp_url")
    run_until_told("relay", settings[0], lambda stop: _runners(settings, stop))
    return 0


def _runners(settings: Sequence[Settings], stop: threading.Event) -> Sequence[Relay]:
    services = [each.service for each in settings]
    threading.Thread(target=seal_daily, args=[services, stop], name="sealing", daemon=True).start()
    return [Relay(each, stop) for each in settings]


if __name__ == "__main__":
    raise SystemExit(main())
