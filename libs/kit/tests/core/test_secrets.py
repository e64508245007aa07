"""Secrets are kept nowhere; and the commands that are not remembered, or whose failures must leave a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from shelf.audit import ListHistory
from shelf.locks import ForceLock, LockBook, LockBookAgain, PlaceElsewhere
from shelf.words import ListBooks
from sqlalchemy import make_url

from crm_kit.caller import Caller
from crm_kit.testing.databases import database
from crm_kit.testing.servers import servers
from crm_kit.testing.service import ServiceUnderTest

CANARY = "canary-20b1c7"


@pytest.fixture
def caller(crm: ServiceUnderTest) -> Caller:
    return crm.administrator()


@contextmanager
def superuser() -> Iterator[psycopg.Connection[Any]]:
    name = make_url(database("shelf").database_url).database
    url = make_url(servers()["database_url"]).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def titles(crm: ServiceUnderTest, caller: Caller) -> list[str]:
    return sorted(row["title"] for row in crm.ask(ListBooks, caller)["data"])


def test_a_repeat_gives_the_same_answer_less_its_secret(crm: ServiceUnderTest, caller: Caller) -> None:
    first = crm.call(LockBook, caller, key="k", title="Candide", code=CANARY)
    again = crm.call(LockBook, caller, key="k", title="Candide", code=CANARY)

    assert first["result"]["code"] == CANARY
    assert again["replayed"] is True
    assert again["result"] == first["result"] | {"code": None}
    assert titles(crm, caller) == ["Candide"]


def test_neither_the_reply_nor_the_request_is_kept_with_its_secret(crm: ServiceUnderTest, caller: Caller) -> None:
    for key, code in (("1", CANARY), ("2", "another")):
        crm.do(LockBook, caller, key=key, title="Candide", code=code)

    with superuser() as connection:
        kept = connection.execute("SELECT request_hash, inbox::text FROM inbox WHERE tenant_id = %s", [crm.tenant_id]).fetchall()

    assert len(kept) == 2
    assert not any(CANARY in row for _, row in kept)
    assert len({request_hash for request_hash, _ in kept}) == 1, "a fast hash of a secret would tell it to whoever guesses"


def test_what_is_not_to_be_remembered_is_done_again_and_kept_nowhere(crm: ServiceUnderTest, caller: Caller) -> None:
    first = crm.call(LockBookAgain, caller, key="k", title="Candide", code=CANARY)
    again = crm.call(LockBookAgain, caller, key="k", title="Candide", code=CANARY)

    assert again["replayed"] is False
    assert first["result"]["id"] != again["result"]["id"]
    with superuser() as connection:
        assert connection.execute("SELECT count(*) FROM inbox WHERE tenant_id = %s", [crm.tenant_id]).fetchone() == (0,)


def test_what_was_saved_stays_although_the_rest_fails(crm: ServiceUnderTest, caller: Caller) -> None:
    with crm.refused(401):
        crm.do(ForceLock, caller, title="Candide")

    assert titles(crm, caller) == ["trace of Candide"]
    history = crm.ask(ListHistory, caller)["data"]
    assert [entry["changes"]["title"][1] for entry in history] == ["trace of Candide"]


def test_going_on_as_somebody_else_writes_in_their_tenant_only(crm: ServiceUnderTest, caller: Caller) -> None:
    other = crm.fresh()
    stranger = other.administrator()

    made = crm.do(PlaceElsewhere, caller, title="Candide", tenant_id=other.tenant_id, user_id=stranger.user_id)

    assert titles(crm, caller) == ["Candide"]
    theirs = other.ask(ListBooks, stranger)["data"]
    assert [(row["id"], row["owner_id"]) for row in theirs] == [(made["id"], str(stranger.user_id))]
    assert other.ask(ListHistory, stranger)["data"][0]["actor_id"] == str(stranger.user_id)
