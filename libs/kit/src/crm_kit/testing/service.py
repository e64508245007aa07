"""A service under test, used by its public doors: commands and queries by `App.handle`, events by `App.react`.

    crm = ServiceUnderTest("sales")
    rep = crm.person("sales.*:own")
    lead = crm.do(CreateLead, rep, name="Ada")          # → the reply's result; `ProblemRaised` when refused
    with crm.refused(422, "unreachable_contact"): …
    crm.events("sales.lead.created.v1")                 # envelopes this test's tenant recorded

Every test has a tenant of its own, so nothing needs cleaning up and row-level security is at work in all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Executable, func, select, update

from crm_kit import schedules, timers
from crm_kit.app import App, load_app
from crm_kit.caller import Caller
from crm_kit.messages import as_json, event_types, hints_of, load_event, spec_of
from crm_kit.model import new_id
from crm_kit.tables import outbox
from crm_kit.tables import timers as timer_table
from crm_kit.testing.databases import database, drop_database
from crm_kit.words import UNSET
from crm_kit.work import Work

GOLDEN = next(
    (folder / "tests" / "contract" / "golden" for folder in Path(__file__).parents if (folder / "constraints.txt").exists()),
    Path("tests/contract/golden"),
)


class ProblemRaised(AssertionError):
    """A reply was a problem; `.problem` is its document."""

    def __init__(self, problem: dict[str, Any]):
        super().__init__(json.dumps(problem, ensure_ascii=False))
        self.problem = problem


class ServiceUnderTest:
    """One service with its database; give each test its own by `fresh()`."""

    def __init__(self, name: str, app: App | None = None):
        self.app = app or load_app(name)
        if not hasattr(self.app, "sessions"):
            self.app.open(database(name))
        self.tenant_id = uuid4()
        self._waiting: dict[str, list[dict[str, Any]]] | None = None

    def close(self) -> None:
        """Let the connections go and drop the database."""
        self.app.close()
        drop_database(database(self.app.name))

    def fresh(self) -> ServiceUnderTest:
        """The same service in an empty tenant."""
        return ServiceUnderTest(self.app.name, self.app)

    # --- people ------------------------------------------------------------------------------------------------------

    def person(self, *grants: str, team: str = "/1/", **more: Any) -> Caller:
        """A caller with grants written `permission:depth`, in the team with that path. Known to the service as a colleague."""
        given = dict(grant.rsplit(":", 1) for grant in grants)
        caller = Caller(tenant_id=self.tenant_id, user_id=uuid4(), team_path=team, grants=given, **more)
        self.introduce(caller.user_id, team)
        return caller

    def administrator(self) -> Caller:
        return self.person("*:all")

    def introduce(self, user_id: UUID, team: str = "/1/", name: str = "Somebody", is_active: bool = True) -> None:
        """Tell the service of a user, as identity's events would."""
        if "on_user_changed" not in self.app.reactions:
            return
        data = {
            "id": user_id, "name": name, "email": f"{user_id}@crm.test", "team_id": None, "team_path": team, "is_active": is_active,
            "role_ids": [], "manager_id": None, "deputy_id": None,
        }  # fmt: skip
        self.hear_data("identity.user.created.v1", user_id, data)

    # --- doors -------------------------------------------------------------------------------------------------------

    def call(self, message: type, caller: Caller, /, *, key: str | None = None, **payload: Any) -> dict[str, Any]:
        """The whole reply: {"result", "version", "replayed"} or {"problem"}."""
        content = {name: as_json(value) for name, value in payload.items() if value is not UNSET}
        return self.app.handle(
            spec_of(message).operation, payload=content, caller=self.app.signer.sign(caller),
            message_id=key or str(uuid4()), context={"request_id": str(uuid4())},
        )  # fmt: skip

    def do(self, message: type, caller: Caller, /, *, key: str | None = None, **payload: Any) -> Any:
        """The result; raises ProblemRaised where there is none."""
        reply = self.call(message, caller, key=key, **payload)
        if "problem" in reply:
            raise ProblemRaised(reply["problem"])
        return reply["result"]

    ask = do

    @contextmanager
    def refused(self, status: int, code: str = "", pointer: str = "") -> Iterator[dict[str, Any]]:
        """The block must be refused with this status (and code, and a pointer among its errors)."""
        problem: dict[str, Any] = {}
        try:
            yield problem
        except ProblemRaised as refusal:
            problem.update(refusal.problem)
        assert problem, f"nothing was refused, {status} {code} was expected"
        codes = {problem["code"], *(error["code"] for error in problem.get("errors", ()))}
        assert problem["status"] == status, problem
        assert not code or code in codes, problem
        assert not pointer or pointer in {error["pointer"] for error in problem.get("errors", ())}, problem

    # --- events ------------------------------------------------------------------------------------------------------

    def events(self, type_: str = "") -> list[dict[str, Any]]:
        """What this tenant's commands recorded, oldest first; all types or one."""
        found = self.rows(select(outbox.c.payload).order_by(outbox.c.position))
        return [envelope for (envelope,) in found if type_ in ("", envelope["type"])]

    def rows(self, statement: Executable) -> list[Any]:
        """The rows of any statement, as the service's role and in this tenant."""
        with Work(self.app.sessions, Caller.for_system(self.tenant_id, self.app.name), "*", "test", {}) as work:
            return list(work.session.execute(statement).all())

    def hear(self, envelope: dict[str, Any], *reactions: str) -> None:
        """Deliver an event to the reactions that are bound to it (or to those named)."""
        for name, reaction in self.app.reactions.items():
            if name in reactions or (not reactions and any(_bound(key, envelope["type"]) for key in reaction.routing_keys)):
                if self._waiting is None:
                    self.app.react(name, envelope)
                else:
                    self._waiting.setdefault(name, []).append(envelope)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """What is told in the block waits till its end, when each reaction hears all of it in one batch."""
        waiting: dict[str, list[dict[str, Any]]] = {}
        self._waiting = waiting
        try:
            yield
        finally:
            self._waiting = None
        for name, envelopes in waiting.items():
            self.app.react_all(name, envelopes)

    def hear_all(self, reaction: str, *envelopes: dict[str, Any]) -> None:
        """Deliver several events to a reaction in one batch."""
        self.app.react_all(reaction, envelopes)

    def told_again(self, aggregate: str, type_: str) -> list[dict[str, Any]]:
        """What readers that come later hear of this tenant's records; each is an event of the type."""
        self.app.announce(aggregate, None, 100, self.tenant_id)
        news = [each for each in self.events(type_) if each.get("announced")]
        for each in news:
            load_event(event_types[type_], each["data"])
        return news

    def hear_data(self, type_: str, subject: UUID, data: dict[str, Any], **extra: Any) -> dict[str, Any]:
        """Deliver an event made here: `data` under a fresh envelope of this tenant."""
        envelope = {
            "specversion": "1.0", "id": str(new_id()), "source": f"/crm/{type_.split('.', 1)[0]}", "type": type_,
            "subject": str(subject), "time": "2026-11-21T12:00:00Z", "tenantid": str(self.tenant_id), "actorid": str(uuid4()),
            "correlationid": "", "causationid": "", "aggregateversion": 1, "data": as_json(data), **extra,
        }  # fmt: skip
        self.hear(envelope)
        return envelope

    def hear_golden(self, type_: str, /, *, aggregateversion: int = 1, **changes: Any) -> dict[str, Any]:
        """Deliver the golden event of a type, with some of its data changed. It is what its publisher's tests wrote."""
        data = {**json.loads((GOLDEN / f"{type_}.json").read_text(encoding="utf-8"))["data"], **as_json(changes)}
        subject = data.get("id") or next(iter(data.values()))
        return self.hear_data(type_, subject, data, aggregateversion=aggregateversion)

    # --- time --------------------------------------------------------------------------------------------------------

    def ring(self, name: str) -> int:
        """Do what is scheduled under a name as though its time had come: a job once, or all timers. Gives how many."""
        schedule = self.app.schedules[name]
        with Work(self.app.sessions, Caller.for_system(self.tenant_id, self.app.name), "*", "test", {}) as work:
            work.begin()
            if schedule.every is not None:
                timers.put(work.session, name, "", None, work.now, {})
            work.session.execute(update(timer_table).where(timer_table.c.name == name).values(at=func.clock_timestamp()))
            work.finish(dict)
        columns = (timer_table.c.id, timer_table.c.tenant_id, timer_table.c.name, timer_table.c.at, timer_table.c.attempts)
        due = [schedules.Due(*row) for row in self.rows(select(*columns).where(timer_table.c.name == name))]
        return sum(schedules.run(self.app, each) for each in due)


def write_golden(envelope: dict[str, Any]) -> None:
    """Keep an event that a use case caused as the golden one of its type; the contract tests hold readers and document to it."""
    kind = event_types[envelope["type"]]
    assert set(envelope["data"]) == set(hints_of(kind)), "an event carries exactly the fields of its class"
    GOLDEN.mkdir(parents=True, exist_ok=True)
    path = GOLDEN / f"{envelope['type']}.json"
    if path.exists() and set(json.loads(path.read_text(encoding="utf-8"))["data"]) == set(envelope["data"]):
        return
    path.write_text(json.dumps({"type": envelope["type"], "data": envelope["data"]}, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _bound(key: str, type_: str) -> bool:
    """Topic matching: `*` is one word, `#` any number of them."""
    pattern, words = key.split("."), type_.split(".")
    if "#" in pattern:
        return words[: pattern.index("#")] == pattern[: pattern.index("#")]
    return len(pattern) == len(words) and all(wanted in ("*", word) for wanted, word in zip(pattern, words, strict=True))
