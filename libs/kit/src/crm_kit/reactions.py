"""How a service applies what it hears: one event in a transaction, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_kit.caller import Caller
from crm_kit.errors import Poison
from crm_kit.messages import load_event, spec_of
from crm_kit.work import Work

if TYPE_CHECKING:
    from crm_kit.app import App

Envelope = dict[str, Any]
# Many events are of the same few tenants and people.
_party = lru_cache(1000)(UUID)
MOST_COPIES, MOST_RECORDS = 200, 20


@dataclass(frozen=True, slots=True)
class Heard:
    """An event, or a whole envelope, with what came with it."""

    event: Any
    envelope: Envelope

    @property
    def subject(self) -> UUID:
        """The record that it is about."""
        return UUID(self.envelope["subject"])

    @property
    def version(self) -> int:
        """The version of that record."""
        return int(self.envelope["aggregateversion"])

    @property
    def team_path(self) -> str:
        """The team that the record belongs to; empty for records of nobody."""
        return str(self.envelope.get("teampath") or "")


def newest(heard: Sequence[Heard]) -> list[Heard]:
    """Of each record what was told last, in the order of their ids: for news that say everything there is to say."""
    last = {each.subject: each for each in sorted(heard, key=lambda each: each.version)}
    return [last[subject] for subject in sorted(last)]


@dataclass(frozen=True)
class Reaction:
    """What a service does when it hears of something. `events` is empty where it takes whole envelopes.

    It is applied `in_batches` where it only keeps copies, and takes `many` where it goes through a batch itself. What `ignores`
    says of is nothing to it: no transaction, no note in the inbox.
    """

    name: str
    queue: str
    routing_keys: tuple[str, ...]
    run: Callable[..., Any]
    events: tuple[type, ...] = ()
    in_batches: bool = False
    many: bool = False
    ignores: Callable[[Envelope], bool] | None = None

    @property
    def most(self) -> int:
        """How many events are applied at once at most; 0 where each is applied by itself. Records stay locked for a whole batch."""
        return MOST_COPIES if self.in_batches else MOST_RECORDS if self.many else 0

    def is_nothing(self, envelope: Envelope) -> bool:
        """Whether the event is ignored."""
        return self.ignores is not None and self.ignores(envelope)

    def take(self, envelope: Envelope) -> Any:
        """The event as the function takes it. Raises Poison or ValidationError where it is none of its events."""
        if not self.events:
            return envelope
        kind = next((event for event in self.events if spec_of(event).type == envelope["type"]), None)
        if kind is None:
            raise Poison(f"{self.name} does not take {envelope['type']}")
        return load_event(kind, envelope.get("data"))


def apply(app: App, reaction: Reaction, envelope: Envelope) -> None:
    """Apply an event once: the note in the inbox and the effect are one transaction. Raises where it cannot be done."""
    tenant, actor, cause = parties_of(envelope)
    if reaction.is_nothing(envelope):
        return
    event = reaction.take(envelope)
    with Work(app.sessions, Caller.for_system(tenant, app.name, actor), "*", reaction.name, _context(envelope, cause)) as work:
        work.witness = app.witness
        if not work.begin_to_hear(reaction.queue, [cause]):
            return
        work.envelope = envelope
        reaction.run([Heard(event, envelope)] if reaction.many else event, work)
        work.finish(dict)


def apply_all(app: App, reaction: Reaction, envelopes: Sequence[Envelope]) -> None:
    """Apply events of one tenant in one transaction, each once. Raises, with nothing done, where one of them cannot be applied.

    They are taken record by record, so that transactions side by side lock the same rows in the same order.
    """
    heard = {parties_of(envelope)[2]: envelope for envelope in envelopes if not reaction.is_nothing(envelope)}
    if not heard:
        return
    with Work(app.sessions, _only_tenant(app, envelopes), "*", reaction.name, {}) as work:
        work.witness = app.witness
        fresh = work.begin_to_hear(reaction.queue, sorted(heard))
        news = sorted((each for cause, each in heard.items() if cause in fresh), key=lambda each: str(each.get("subject")))
        (_apply_many if reaction.many else _apply_each)(app, reaction, news, work)
        work.finish(dict)


def _apply_many(app: App, reaction: Reaction, envelopes: Sequence[Envelope], work: Work) -> None:
    """What becomes of a record is caused by the news about it, unless the reaction says of which."""
    heard = [Heard(reaction.take(envelope), envelope) for envelope in envelopes]
    for each in heard:
        _act_for(app, each.envelope, work)
        work.because(each.subject)
    if heard:
        reaction.run(heard, work)


def _apply_each(app: App, reaction: Reaction, envelopes: Sequence[Envelope], work: Work) -> None:
    for envelope in envelopes:
        _act_for(app, envelope, work)
        reaction.run(reaction.take(envelope), work)
    if work.holds_records():
        raise TypeError(f"{reaction.name} meets records; what is applied in batches only keeps copies")


def _act_for(app: App, envelope: Envelope, work: Work) -> None:
    tenant, actor, cause = parties_of(envelope)
    work.caller, work.context = Caller.for_system(tenant, app.name, actor), _context(envelope, cause)
    work.envelope = envelope


def _only_tenant(app: App, envelopes: Sequence[Envelope]) -> Caller:
    (tenant,) = {parties_of(envelope)[0] for envelope in envelopes}
    return Caller.for_system(tenant, app.name)


def _context(envelope: Envelope, cause: str) -> dict[str, Any]:
    return {"request_id": envelope.get("correlationid"), "traceparent": envelope.get("traceparent"), "cause": cause}


def parties_of(envelope: Envelope) -> tuple[UUID, UUID, str]:
    """Tenant, actor and id of an event. Raises Poison."""
    try:
        return _party(envelope["tenantid"]), _party(envelope["actorid"]), str(UUID(envelope["id"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Poison(f"not an event of ours: {error!r}") from error
