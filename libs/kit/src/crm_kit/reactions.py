"""How a service applies what it hears: one event in a transaction, or many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
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
_speaker = lru_cache(1000)(Caller.for_system)
MOST_COPIES, MOST_RECORDS = 200, 20


class Parties(NamedTuple):
    """Whose an event is, who did what it tells of, and its id, which is the cause of what follows."""

    tenant: UUID
    actor: UUID
    cause: str


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

    It is applied `in_batches` where it only keeps copies or appends, and takes `many` where it goes through a batch itself. What
    `ignores` says of is nothing to it: no transaction, no note in the inbox.
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
        kind = self._kinds.get(envelope["type"])
        if kind is None:
            raise Poison(f"{self.name} does not take {envelope['type']}")
        return load_event(kind, envelope.get("data"))

    @cached_property
    def _kinds(self) -> dict[str, type]:
        return {spec_of(event).type: event for event in self.events}


def apply(app: App, reaction: Reaction, envelope: Envelope) -> None:
    """Apply an event once: the note in the inbox and the effect are one transaction. Raises where it cannot be done."""
    who = parties_of(envelope)
    if reaction.is_nothing(envelope):
        return
    event = reaction.take(envelope)
    with Work(app.sessions, _speaker(who.tenant, app.name, who.actor), "*", reaction.name, _context(envelope, who)) as work:
        work.witness = app.witness
        if not work.begin_to_hear(reaction.queue, [who.cause]):
            return
        work.envelope = envelope
        reaction.run([Heard(event, envelope)] if reaction.many else event, work)
        work.finish(dict)


def apply_all(app: App, reaction: Reaction, envelopes: Sequence[Envelope]) -> None:
    """Apply events of one tenant in one transaction, each once. Raises, with nothing done, where one of them cannot be applied.

    They are taken record by record, so that transactions side by side lock the same rows in the same order.
    """
    told = {who.cause: (who, each) for each in envelopes if not reaction.is_nothing(each) for who in [parties_of(each)]}
    if not told:
        return
    (tenant,) = {who.tenant for who, _ in told.values()}
    with Work(app.sessions, _speaker(tenant, app.name), "*", reaction.name, {}) as work:
        work.witness = app.witness
        fresh = work.begin_to_hear(reaction.queue, sorted(told))
        news = sorted((told[cause] for cause in told if cause in fresh), key=lambda each: str(each[1].get("subject")))
        (_apply_many if reaction.many else _apply_each)(app, reaction, news, work)
        if reaction.in_batches and work.holds_records():
            raise TypeError(f"{reaction.name} meets records; what is applied in batches only keeps copies")
        work.finish(dict)


def _apply_many(app: App, reaction: Reaction, told: Sequence[tuple[Parties, Envelope]], work: Work) -> None:
    """What becomes of a record is caused by the news about it, unless the reaction says of which."""
    heard = [Heard(reaction.take(envelope), envelope) for _, envelope in told]
    for (who, _), each in zip(told, heard, strict=True):
        _act_for(app, who, each.envelope, work)
        work.because(each.subject)
    if heard:
        reaction.run(heard, work)


def _apply_each(app: App, reaction: Reaction, told: Sequence[tuple[Parties, Envelope]], work: Work) -> None:
    for who, envelope in told:
        _act_for(app, who, envelope, work)
        reaction.run(reaction.take(envelope), work)


def _act_for(app: App, who: Parties, envelope: Envelope, work: Work) -> None:
    work.caller, work.context, work.envelope = _speaker(who.tenant, app.name, who.actor), _context(envelope, who), envelope


def _context(envelope: Envelope, who: Parties) -> dict[str, Any]:
    return {"request_id": envelope.get("correlationid"), "traceparent": envelope.get("traceparent"), "cause": who.cause}


def parties_of(envelope: Envelope) -> Parties:
    """The parties to an event. Raises Poison."""
    try:
        return Parties(_party(envelope["tenantid"]), _party(envelope["actorid"]), str(UUID(envelope["id"])))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Poison(f"not an event of ours: {error!r}") from error
