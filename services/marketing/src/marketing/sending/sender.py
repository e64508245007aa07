"""The sender's process: any number of them may run, and any of them may die at any moment."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from crm_kit.app import App
from crm_kit.broker import back_off, describe
from crm_kit.settings import Settings
from crm_kit.telemetry import log
from marketing.domain.send import DELAYS
from marketing.sending import ledger
from marketing.sending.channel import Channel, Delayed, Down, Refused, Uncertain
from marketing.sending.ledger import Claim, Verdict

Open = Callable[[], Channel]
Connection = psycopg.Connection[tuple[Any, ...]]
_LOOK_SECONDS = 0.5
_RECOVER_SECONDS = 2.0
_LONGEST_REST = 30.0

_SESSION = "SET statement_timeout = '30s'; SELECT set_config('crm.tenant', '*schedule*', false)"
_LIVE = "SELECT pg_advisory_lock(hashtextextended(%s::text, 0))"
_DUE = """
SELECT tenant_id FROM (SELECT DISTINCT tenant_id FROM colleagues) AS tenants WHERE EXISTS (
  SELECT FROM sends WHERE sends.tenant_id = tenants.tenant_id AND status = 'planned' AND due_at <= clock_timestamp()
)
"""
_OTHERS = "SELECT DISTINCT claimed_by FROM sends WHERE status = 'claimed' AND claimed_by <> %s"
_IS_DEAD = "SELECT pg_try_advisory_lock(hashtextextended(%s::text, 0))"
_LET_GO = "SELECT pg_advisory_unlock(hashtextextended(%s::text, 0))"
_RECOVER = """
UPDATE sends SET version = version + 1, updated_at = clock_timestamp(),
  status = CASE WHEN handed_at IS NULL THEN 'planned' ELSE 'unknown' END,
  reason = CASE WHEN handed_at IS NULL THEN reason ELSE 'the sender was lost' END,
  claimed_by = CASE WHEN handed_at IS NULL THEN NULL ELSE claimed_by END,
  claimed_at = CASE WHEN handed_at IS NULL THEN NULL ELSE claimed_at END
WHERE status = 'claimed' AND claimed_by = %s
"""


@dataclass(frozen=True)
class Pace:
    """How much is done at once, and how long what was not taken waits."""

    workers: int = 4
    batch: int = 10
    delays: tuple[dt.timedelta, ...] = DELAYS


@dataclass
class Sender:
    """Sends what is due by its channels, each made by a function, until told to stop.

    While it lives it holds a lock under its id: whoever gets that lock knows that it is dead, and frees what it had claimed.
    """

    app: App
    settings: Settings
    channels: Mapping[str, Open]
    stop: threading.Event
    pace: Pace = field(default_factory=Pace)
    is_ready: bool = False

    def __post_init__(self) -> None:
        self.id = uuid4()
        self._here = threading.local()
        self._opened: list[Channel] = []
        self._debts: list[tuple[Claim, Verdict]] = []
        self._rests: dict[str, tuple[int, float]] = {}
        self._recovered = 0.0

    def run(self) -> None:
        """Do it; survives the loss of the database."""
        attempt = 0
        with ThreadPoolExecutor(self.pace.workers, thread_name_prefix="send") as pool:
            while not self.stop.is_set():
                try:
                    self._session(pool)
                except (psycopg.Error, SQLAlchemyError) as error:
                    attempt = 0 if self.is_ready else attempt + 1
                    self.is_ready = False
                    log.warning("sender interrupted", reason=describe(error))
                    self.stop.wait(back_off(attempt, longest=2.0))
        for channel in self._opened:
            channel.close()

    def _session(self, pool: ThreadPoolExecutor) -> None:
        with psycopg.connect(
            self.settings.database_dsn, autocommit=True, connect_timeout=3, application_name="sender"
        ) as connection:
            self.id = uuid4()
            connection.execute(_SESSION)
            connection.execute(_LIVE, [self.id])
            running: set[Future[int]] = set()
            while not self.stop.is_set():
                self._recover(connection)
                self._pay_debts()
                running = self._fill(pool, running, self._due(connection))
                self.is_ready = True
                done, running = wait(running, timeout=_LOOK_SECONDS, return_when=FIRST_COMPLETED)
                if not any(each.result() for each in done):
                    self.stop.wait(_LOOK_SECONDS)
            wait(running)
            self._pay_debts()

    def _due(self, connection: Connection) -> list[UUID]:
        return [row[0] for row in connection.execute(_DUE)] if self._open_channels() else []

    def _fill(self, pool: ThreadPoolExecutor, running: set[Future[int]], tenants: list[UUID]) -> set[Future[int]]:
        """Give every free worker something of a tenant's, so that none waits behind another's many."""
        free = self.pace.workers - len(running) if tenants else 0
        return running | {
            pool.submit(self._some, tenant_id, self.id) for tenant_id in itertools.islice(itertools.cycle(tenants), free)
        }

    def _open_channels(self) -> list[str]:
        now = time.monotonic()
        return [name for name in self.channels if self._rests.get(name, (0, 0.0))[1] <= now]

    # --- what workers do ---------------------------------------------------------------------------------------------

    def _some(self, tenant_id: UUID, sender: UUID) -> int:
        """Send a handful, and say how many were taken."""
        try:
            claims = ledger.claim(self.app, tenant_id, sender, self._open_channels(), self.pace.batch)
        except SQLAlchemyError as error:
            log.warning("ledger away", reason=describe(error))
            return 0
        for claimed in claims:
            self._conclude(claimed, self._send(claimed))
        return len(claims)

    def _send(self, claimed: Claim) -> Verdict | None:
        """What became of a claim; None where the ledger has settled it already."""
        if self.stop.is_set() or claimed.channel not in self._open_channels():
            return Verdict("nothing")
        channel = self._channel(claimed.channel)
        try:
            channel.address(claimed.sender_email, claimed.address)
            self._rests.pop(claimed.channel, None)
            return self._hand_over(channel, claimed)
        except Down as down:
            self._rest(claimed.channel, down)
            return Verdict("nothing")
        except Delayed as delayed:
            return Verdict("delayed", str(delayed))
        except Refused as refused:
            return Verdict("bounced" if refused.is_address else "failed", str(refused))
        except Uncertain as uncertain:
            return Verdict("unknown", str(uncertain))

    def _hand_over(self, channel: Channel, claimed: Claim) -> Verdict | None:
        try:
            letter = ledger.hand_over(self.app, claimed)
        except Exception as error:
            log.exception("not sent, for it could not be looked at again", send_id=str(claimed.id))
            channel.forget()
            return Verdict("nothing") if isinstance(error, SQLAlchemyError) else Verdict("delayed", describe(error)[:200])
        if letter is None:
            channel.forget()
            return None
        channel.hand_over(letter)
        return Verdict("sent")

    def _conclude(self, claimed: Claim, verdict: Verdict | None) -> None:
        """Note it; where the database is away it is owed, for what has left must not look as if it had not."""
        if verdict is None:
            return
        try:
            ledger.settle(self.app, claimed, verdict, self.pace.delays)
        except SQLAlchemyError:
            self._debts.append((claimed, verdict))

    def _pay_debts(self) -> None:
        owed, self._debts = self._debts, []
        for claimed, verdict in owed:
            self._conclude(claimed, verdict)

    def _channel(self, name: str) -> Channel:
        """This worker's own."""
        known: dict[str, Channel] = self._here.__dict__.setdefault("channels", {})
        if name not in known:
            known[name] = self.channels[name]()
            self._opened.append(known[name])
        return known[name]

    def _rest(self, name: str, why: Down) -> None:
        tries = self._rests.get(name, (0, 0.0))[0] + 1
        seconds = back_off(tries, longest=_LONGEST_REST)
        self._rests[name] = (tries, time.monotonic() + seconds)
        log.warning("channel away", channel=name, reason=str(why), seconds=round(seconds, 1))

    # --- what is done for the dead -----------------------------------------------------------------------------------

    def _recover(self, connection: Connection) -> None:
        if time.monotonic() - self._recovered < _RECOVER_SECONDS:
            return
        self._recovered = time.monotonic()
        for (other,) in connection.execute(_OTHERS, [self.id]).fetchall():
            if (connection.execute(_IS_DEAD, [other]).fetchone() or (False,))[0]:
                found = connection.execute(_RECOVER, [other]).rowcount
                connection.execute(_LET_GO, [other])
                log.warning("a sender was lost", sender=str(other), messages=found)
