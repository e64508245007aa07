"""How a service applies what it hears: one event in a transaction, or many at once where they only keep copies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from crm_kit.caller import Caller
from crm_kit.errors import Poison
from crm_kit.messages import load_event, spec_of
from crm_kit.work import Work

if TYPE_CHECKING:
    from crm_kit.app import App

Envelope = dict[str, Any]


@dataclass(frozen=True)
class Reaction:
    """What a service does when it hears of something. `events` is empty where it takes whole envelopes.

    What `ignores` says of is nothing to it: no transaction, no note in the inbox.
    """

    name: str
    queue: str
    routing_keys: tuple[str, ...]
    run: Callable[..., Any]
    events: tuple[type, ...] = ()
    in_batches: bool = False
    ignores: Callable[[Envelope], bool] | None = None

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
        reaction.run(event, work)
        work.finish(dict)


def apply_all(app: App, reaction: Reaction, envelopes: Sequence[Envelope]) -> None:
    """Apply events of one tenant in one transaction, each once. Raises, with nothing done, where one of them cannot be applied.

    They are taken record by record, so that transactions side by side lock the same rows in the same order.
    """
    heard = {parties_of(envelope)[2]: envelope for envelope in envelopes if not reaction.is_nothing(envelope)}
    if not heard:
        return
    with Work(app.sessions, _only_tenant(app, envelopes), "*", reaction.name, {}) as work:
        fresh = work.begin_to_hear(reaction.queue, sorted(heard))
        for cause, envelope in sorted(heard.items(), key=lambda each: str(each[1].get("subject"))):
            if cause in fresh:
                _apply_next(app, reaction, envelope, work)
        if work.holds_records():
            raise TypeError(f"{reaction.name} meets records; what is applied in batches only keeps copies")
        work.finish(dict)


def _apply_next(app: App, reaction: Reaction, envelope: Envelope, work: Work) -> None:
    tenant, actor, cause = parties_of(envelope)
    work.caller, work.context = Caller.for_system(tenant, app.name, actor), _context(envelope, cause)
    work.envelope = envelope
    reaction.run(reaction.take(envelope), work)


def _only_tenant(app: App, envelopes: Sequence[Envelope]) -> Caller:
    (tenant,) = {parties_of(envelope)[0] for envelope in envelopes}
    return Caller.for_system(tenant, app.name)


def _context(envelope: Envelope, cause: str) -> dict[str, Any]:
    return {"request_id": envelope.get("correlationid"), "traceparent": envelope.get("traceparent"), "cause": cause}


def parties_of(envelope: Envelope) -> tuple[UUID, UUID, str]:
    """Tenant, actor and id of an event. Raises Poison."""
    try:
        return UUID(envelope["tenantid"]), UUID(envelope["actorid"]), str(UUID(envelope["id"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Poison(f"not an event of ours: {error!r}") from error
