"""The app of one service: its use cases, queries and reactions, and the one function that surrounds each of them."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

import orjson
import structlog
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from crm_kit import reactions
from crm_kit.caller import SIGNED_IN, Caller, Signer
from crm_kit.cursors import Cursor
from crm_kit.errors import Conflict, Duplicate, Invalid, NotFound, Problem, Stale, Unavailable
from crm_kit.messages import Spec, dump, hints_of, load, spec_of
from crm_kit.reactions import Reaction
from crm_kit.schedules import Schedule
from crm_kit.settings import Settings
from crm_kit.work import Witness, Work

F = TypeVar("F", bound=Callable[..., Any])
Ignores = Callable[[reactions.Envelope], bool]
PING = "ping"
log = structlog.get_logger()
CONFLICTS = ("40001", "40P01")  # serialization failure, deadlock: the transaction may simply be run again
TRIES = 3


@dataclass(frozen=True)
class Operation:
    """A use case or a query and the message it takes."""

    message: type
    run: Callable[..., Any]
    spec: Spec


class Ping:
    """Whether the service answers calls; never asks the database."""


class App:
    """`app = App("sales")`; use cases, queries and reactions register themselves with its decorators."""

    def __init__(self, name: str, tenants: str = "colleagues"):
        """`tenants` is the table that knows every tenant, for what is done in each of them."""
        self.name, self.tenants = name, tenants
        ping = Spec("query", name, PING, Ping, allow=SIGNED_IN)
        self.operations: dict[str, Operation] = {PING: Operation(Ping, self._pong, ping)}
        self.reactions: dict[str, Reaction] = {}
        self.schedules: dict[str, Schedule] = {}
        self.announced: dict[str, tuple[type, type, Any]] = {}
        self.witness: Witness | None = None
        self.engine: Engine
        self.sessions: sessionmaker[Session]
        self.signer: Signer
        self.base_currency = "CNY"

    # --- registration ------------------------------------------------------------------------------------------------

    def handles(self, message: type) -> Callable[[F], F]:
        """The function is the use case (or, as `answers`, the query) for the message; both have the message's name."""

        def register(run: F) -> F:
            spec = spec_of(message)
            if run.__name__ != spec.operation or spec.service != self.name:
                raise TypeError(f"{run.__name__} does not fit {spec.service}.{spec.operation}")
            self.operations[spec.operation] = Operation(message, run, spec)
            return run

        return register

    answers = handles

    def reacts(self, *events: type, in_batches: bool = False, many: bool = False) -> Callable[[F], F]:
        """The function, named `on_…`, runs once for each of the events: `def on_account_merged(event, work)`.

        `in_batches` is for those that only keep copies: what waits is applied many at a time, in any order of records. `many` is
        for those that take all of it themselves: `def on_order_changed(heard: Sequence[Heard], work)`.
        """
        return self._reaction(tuple(spec_of(event).type for event in events), events, in_batches, many)

    def follows(self, *routing_keys: str, ignores: Ignores | None = None) -> Callable[[F], F]:
        """The function takes whole envelopes under the routing keys, whatever the events: `def on_anything(heard, work)`.

        It only appends, and so it gets as many of them as are copied at once. What `ignores` says of costs nothing.
        """
        return self._reaction(routing_keys, (), in_batches=True, many=True, ignores=ignores)

    def _reaction(
        self, keys: tuple[str, ...], events: tuple[type, ...], in_batches: bool = False, many: bool = False,
        ignores: Ignores | None = None,
    ) -> Callable[[F], F]:  # fmt: skip
        def register(run: F) -> F:
            name = run.__name__
            self.reactions[name] = Reaction(name, f"{self.name}.{name}", keys, run, events, in_batches, many, ignores)
            return run

        return register

    def due(self, *, every: dt.timedelta) -> Callable[[F], F]:
        """The function runs once per period, counted in UTC, for each tenant: `def expire_quotations(work)`."""
        return self._schedule(None, every)

    def on_time(self, name: str) -> Callable[[F], F]:
        """The function takes the timers that `work.schedule(name, …)` sets: `def breach_clock(timer, work)`."""
        return self._schedule(name, None)

    def _schedule(self, name: str | None, every: dt.timedelta | None) -> Callable[[F], F]:
        def register(run: F) -> F:
            known = name or run.__name__
            if known in self.schedules:
                raise TypeError(f"{self.name} has two schedules {known}")
            self.schedules[known] = Schedule(known, run, every)
            return run

        return register

    def witnesses(self, run: Witness) -> Witness:
        """The function takes what the service itself tells, in the transaction that tells it: `def note_own(cursor, envelopes)`.

        It writes with the cursor and reads nothing, for its statements travel with the commit.
        """
        self.witness = run
        return run

    def announces(self, entity: type, event: type, facts: Callable[[Work, Sequence[Any]], dict[UUID, Any]] | None = None) -> None:
        """`crm-republish` tells every `entity` again with `event`, for readers that come later.

        `facts` finds, for several records at once, the fields of the event that are not the record's: id → field → value.
        """
        self.announced[entity.__name__] = (entity, event, facts)

    # --- running -----------------------------------------------------------------------------------------------------

    def open(self, settings: Settings) -> None:
        """Make the engine; the first connection is made when it is needed."""
        self.engine = _engine(settings.database_url, pool_size=settings.workers, max_overflow=2)
        # What is written aside is written before whatever needs it, and so it is safe with that.
        self._aside = _engine(settings.database_url, "-c synchronous_commit=off", pool_size=1, max_overflow=1)
        aside = {"aside": sessionmaker(self._aside, expire_on_commit=False)}
        # `Work.flush` prepares records first.
        self.sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False, info=aside)
        self.signer = Signer(settings.signing_key)
        self.base_currency = settings.base_currency

    def close(self) -> None:
        self.engine.dispose()
        self._aside.dispose()

    def ready(self) -> bool:
        """Whether the database answers."""
        try:
            with self.engine.connect() as connection:
                return bool(connection.execute(text("SELECT 1")).scalar_one())
        except SQLAlchemyError:
            return False

    def handle(self, operation: str, *, payload: Any, caller: str, message_id: str, context: dict[str, Any]) -> dict[str, Any]:
        """Run a use case or query for a signed caller. Never raises: the reply is {"result": …} or {"problem": …}."""
        try:
            known = self.operations.get(operation)
            if known is None:
                raise NotFound(f"{self.name} does not know '{operation}'")
            asking = self.signer.verify(caller)
            return self._pong(asking) if known.message is Ping else self._guarded(known, payload, asking, message_id, context)
        except Problem as problem:
            return {"problem": problem.as_dict()}
        except Exception:
            log.exception("use case failed", operation=operation, request_id=context.get("request_id"))
            return {"problem": Problem().as_dict()}

    def _pong(self, caller: Caller) -> dict[str, Any]:
        caller.require(SIGNED_IN)
        return {"result": {"service": self.name}, "version": None, "replayed": False}

    def _guarded(
        self, operation: Operation, payload: Any, caller: Caller, message_id: str, context: dict[str, Any]
    ) -> dict[str, Any]:
        for left in reversed(range(TRIES)):
            try:
                return self._once(operation, payload, caller, message_id, context)
            except IntegrityError as error:
                if left and "pk_inbox" in str(error.orig):
                    continue
                raise _broken_rule(error) from error
            except StaleDataError as error:
                if left and "version" not in hints_of(operation.message):
                    continue
                raise Stale("The record was changed at the same time; read it again") from error
            except (OperationalError, InterfaceError, PoolTimeout) as error:
                if left and getattr(getattr(error, "orig", None), "sqlstate", None) in CONFLICTS:
                    continue
                log.warning("database away", operation=operation.spec.operation, error=type(error).__name__)
                raise Unavailable("The database does not answer; the same request may be sent again") from error
            except DBAPIError as error:
                raise _broken_value(error) from error
        raise Unavailable()

    def _once(self, operation: Operation, payload: Any, caller: Caller, message_id: str, context: dict[str, Any]) -> dict[str, Any]:
        spec = operation.spec
        caller.require(spec.allow)
        message: Any = load(operation.message, payload)
        with Work(self.sessions, caller, spec.allow, spec.operation, {"cause": message_id, **context}) as work:
            work.witness = self.witness
            if spec.kind == "query":
                return {"result": _shown(operation.run(message, work), spec), "version": None, "replayed": False}
            if not spec.once:
                work.begin()
            elif (reply := work.begin_once(spec, message_id, payload)) is not None:
                return reply
            work.context["reason"] = getattr(message, "reason", None) or None
            try:
                result = operation.run(message, work)
                return work.finish(lambda: _reply(result, spec))
            except Stale as stale:
                raise _with_current(stale, work, spec) from stale

    def react(self, reaction: str, envelope: dict[str, Any]) -> None:
        """Apply an event once. Raises where it cannot be done."""
        reactions.apply(self, self.reactions[reaction], envelope)

    def react_all(self, reaction: str, envelopes: Sequence[dict[str, Any]]) -> None:
        """Apply events of one tenant, each once and all or none. Raises where it cannot be done."""
        reactions.apply_all(self, self.reactions[reaction], envelopes)

    def announce(self, aggregate: str, after_id: UUID | None, limit: int, tenant_id: UUID) -> UUID | None:
        """Tell `limit` records again, from after `after_id`; the last id told, or None at the end."""
        entity: Any
        entity, event, facts = self.announced[aggregate]
        with Work(self.sessions, Caller.for_system(tenant_id, self.name), "*", "republish", {}) as work:
            work.is_bulk = True
            work.begin()
            query = work.select(entity).order_by(entity.id).limit(limit)
            if after_id is not None:
                query = query.where(entity.id > after_id)
            records = work.session.scalars(query).all()
            work.announce(records, event, facts(work, records) if facts is not None else {})
        return records[-1].id if records else None


def _engine(url: str, options: str = "", **pool: int) -> Engine:
    at_start = f"-c statement_timeout=25000 -c jit=off {options}"
    connecting = {"connect_timeout": 3, "options": at_start, "prepare_threshold": 1, "cursor_factory": Cursor}
    return create_engine(
        url, isolation_level="AUTOCOMMIT", pool_timeout=5, pool_recycle=1800, json_serializer=as_text,
        json_deserializer=orjson.loads, hide_parameters=True, connect_args=connecting, **pool,
    )  # fmt: skip


def as_text(content: Any) -> str:
    """JSON for a jsonb column."""
    return orjson.dumps(content).decode()


def load_app(service: str) -> App:
    """Import a service whole, `sales` or `service-desk`, and give its app."""
    app: App = importlib.import_module(f"{service.replace('-', '_')}.service").app
    return app


def load_modules(*packages: str) -> None:
    """Import every module below the packages, so that what they register is there."""
    for package in packages:
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            importlib.import_module(module.name)


def _shown(result: Any, spec: Spec) -> Any:
    if result is None or spec.returns is None:
        return None
    return result if isinstance(result, dict) else dump(result, spec.returns)


def _reply(result: Any, spec: Spec) -> dict[str, Any]:
    return {"result": _shown(result, spec), "version": getattr(result, "version", None), "replayed": False}


def _with_current(stale: Stale, work: Work, spec: Spec) -> Stale:
    """The 412 with the record as it is now and the fields that changed since the caller's version."""
    record, seen = stale.extra.pop("record", None), stale.extra.pop("seen", None)
    if record is None or spec.returns is None:
        return stale
    try:
        current = dump(record, spec.returns)
    except AttributeError:  # the command answers with something else than the record
        current = None
    return Stale(current=current, changed=work.changed_since(record, seen), version=record.version)


def _broken_rule(error: IntegrityError) -> Problem:
    diagnosis = getattr(error.orig, "diag", None)
    state, constraint = getattr(error.orig, "sqlstate", ""), getattr(diagnosis, "constraint_name", None)
    if state == "23505":
        return Duplicate("There is one like this already", constraint=constraint)
    if state == "23503":
        return Conflict(
            "Something this refers to does not exist, or something else refers to it",
            code="in_use",
            constraint=constraint,
        )
    return Invalid("A rule of the database is broken", constraint=constraint)


def _broken_value(error: DBAPIError) -> Problem:
    if getattr(error.orig, "sqlstate", "")[:2] == "22":
        return Invalid("A value does not fit")
    raise error
