"""Identity under test: a company with an administrator, in which tests hire people; and its database from below."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from crm_contracts.identity.commands import CreateRole, CreateTeam, CreateUser
from crm_contracts.identity.queries import GetAccess, GetUser, ListUsers
from crm_contracts.identity.session_commands import CreateSession, ResolveToken
from crm_kit.caller import NOBODY, Caller
from crm_kit.messages import spec_of
from crm_kit.testing.databases import database
from crm_kit.testing.servers import servers
from crm_kit.testing.service import ProblemRaised, ServiceUnderTest
from crm_kit.work import Work
from identity.founding import create_administrator

PASSWORD = "correct horse battery"  # noqa: S105 - of people who exist in tests only
STRANGER = Caller(tenant_id=NOBODY, user_id=NOBODY)


@dataclass(frozen=True)
class Person:
    """Somebody hired: what they sign in with, and who they are to services."""

    id: str
    email: str
    caller: Caller


class Company:
    """A tenant of its own, with an administrator."""

    def __init__(self, service: ServiceUnderTest) -> None:
        self.crm = service.fresh()
        self.name = f"Company {uuid4().hex[:12]}"
        with Work(self.crm.app.sessions, STRANGER, "*", "found", {}) as work:
            work.begin()
            create_administrator(work, self.name, f"{uuid4().hex[:12]}@root.test", "Ada Root", PASSWORD)
            self.crm.tenant_id = work.caller.tenant_id
            work.finish(dict)
        everything = Caller.for_system(self.crm.tenant_id, "identity")
        self.admin = self._person(self._only_user(everything), everything)

    def _only_user(self, everything: Caller) -> dict[str, Any]:
        found: dict[str, Any] = self.crm.ask(ListUsers, everything)["data"][0]
        return found

    def _person(self, user: dict[str, Any], asker: Caller) -> Person:
        return Person(user["id"], user["email"], self.caller(user["id"], asker))

    def caller(self, user_id: str, asker: Caller | None = None) -> Caller:
        """The user as a caller, as they are now."""
        return Caller.from_json(self.crm.ask(GetAccess, asker or self.admin.caller, user_id=user_id)["caller"])

    def hire(self, *grants: str, **fields: Any) -> Person:
        """Somebody with a role that has these grants, written `permission:depth`."""
        fields.setdefault("role_ids", [self.role(*grants)["id"]] if grants else [])
        fields.setdefault("email", f"{uuid4().hex[:12]}@company.test")
        fields = {"name": "Grace", "password": PASSWORD, "must_change_password": False, **fields}
        return self._person(self.crm.do(CreateUser, self.admin.caller, **fields), self.admin.caller)

    def role(self, *grants: str, **fields: Any) -> dict[str, Any]:
        listed = [dict(zip(("permission", "depth"), grant.rsplit(":", 1), strict=True)) for grant in grants]
        fields.setdefault("name", f"Role {uuid4().hex[:8]}")
        made: dict[str, Any] = self.crm.do(CreateRole, self.admin.caller, grants=listed, **fields)
        return made

    def team(self, name: str = "Team", below: dict[str, Any] | None = None) -> dict[str, Any]:
        made: dict[str, Any] = self.crm.do(CreateTeam, self.admin.caller, name=name, parent_id=below and below["id"])
        return made

    def user(self, person: Person) -> dict[str, Any]:
        """Their record as it is now."""
        found: dict[str, Any] = self.crm.ask(GetUser, self.admin.caller, user_id=person.id)
        return found

    # --- from outside --------------------------------------------------------------------------------------------------

    def ask_as_stranger(self, message: type, ip: str | None = "192.0.2.1", **payload: Any) -> dict[str, Any]:
        """The reply to somebody who has not said who they are."""
        app = self.crm.app
        context = {"ip": ip, "user_agent": "Tests/1.0", "request_id": uuid4().hex}
        signed = app.signer.sign(STRANGER)
        return app.handle(spec_of(message).operation, payload=payload, caller=signed, message_id=uuid4().hex, context=context)

    def sign_in(self, person: Person, password: str = PASSWORD, ip: str = "192.0.2.1") -> dict[str, Any]:
        return _result(self.ask_as_stranger(CreateSession, ip, email=person.email, password=password))

    def resolve(self, token: str) -> dict[str, Any]:
        return _result(self.ask_as_stranger(ResolveToken, token=token, ip="192.0.2.1"))

    def signed_in(self, person: Person) -> Caller:
        """The person as a caller with a session, as the gateway gets them."""
        return Caller.from_json(self.resolve(self.sign_in(person)["token"])["caller"])


def _result(reply: dict[str, Any]) -> dict[str, Any]:
    if "problem" in reply:
        raise ProblemRaised(reply["problem"])
    found: dict[str, Any] = reply["result"]
    return found


@contextmanager
def superuser() -> Iterator[psycopg.Connection[Any]]:
    """A connection that no row-level security holds back."""
    name = make_url(database("identity").database_url).database
    url = make_url(servers()["database_url"]).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def rows(statement: str, *values: Any) -> list[Any]:
    """What a superuser's statement gives; nothing where it only changes."""
    with superuser() as connection:
        done = connection.execute(statement, values or None)
        return done.fetchall() if done.description else []
