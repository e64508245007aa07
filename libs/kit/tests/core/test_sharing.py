"""Sharing one record with one more user, team or role."""

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest
from shelf.audit import ListBookShares, ListHistory, ShareBook, UnshareBook
from shelf.words import ChangeBook, DeleteBook, GetBook, ListBooks, PlaceBook
from sqlalchemy import text

from crm_kit.caller import Caller
from crm_kit.testing.service import ServiceUnderTest

SOON = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)


@pytest.fixture
def owner(crm: ServiceUnderTest) -> Caller:
    return crm.person("shelf.*:own", team="/1/2/")


@pytest.fixture
def book(crm: ServiceUnderTest, owner: Caller) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(PlaceBook, owner, title="Candide")
    return made


def share(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any], kind: str, whom: UUID, **more: Any) -> dict[str, Any]:
    made: dict[str, Any] = crm.do(ShareBook, owner, book_id=book["id"], grantee_kind=kind, grantee_id=whom, **more)
    return made


def sees(crm: ServiceUnderTest, caller: Caller) -> bool:
    return bool(crm.ask(ListBooks, caller, count="exact")["count"])


def test_user_team_and_role_meet_what_is_shared_with_them(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    team, above, role = uuid4(), uuid4(), uuid4()
    user = crm.person("shelf.*:own", team="/1/3/")
    member = crm.person("shelf.*:own", team="/1/4/", team_ids=(team,))
    below = crm.person("shelf.*:own", team="/1/5/6/", team_ids=(uuid4(), above))
    holder = crm.person("shelf.*:own", team="/1/7/", role_ids=(role,))
    invited = {"user": (user, user.user_id), "team": (member, team), "role": (holder, role)}
    assert not any(sees(crm, caller) for caller in (user, member, below, holder))

    for kind, (_, grantee) in invited.items():
        share(crm, owner, book, kind, grantee)
    share(crm, owner, book, "team", above)

    assert all(sees(crm, caller) for caller in (user, member, below, holder))
    assert not sees(crm, crm.person("shelf.*:own", team="/1/3/"))


def test_a_deputy_meets_what_is_shared_with_whom_they_stand_in_for(
    crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]
) -> None:
    absent = uuid4()
    share(crm, owner, book, "user", absent)

    assert sees(crm, crm.person("shelf.*:own", stands_for=((absent, "/1/9/"),)))


def test_reading_is_not_writing_and_writing_is_not_owning(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    guest = crm.person("shelf.*:own", team="/1/3/")
    share(crm, owner, book, "user", guest.user_id)
    with crm.refused(404):
        crm.do(ChangeBook, guest, book_id=book["id"], version=1, title="Zadig")

    share(crm, owner, book, "user", guest.user_id, level="write")

    assert crm.do(ChangeBook, guest, book_id=book["id"], version=1, title="Zadig")["title"] == "Zadig"
    for message in (DeleteBook, ShareBook):
        with crm.refused(404):
            more = {"version": 2} if message is DeleteBook else {"grantee_kind": "user", "grantee_id": uuid4()}
            crm.do(message, guest, book_id=book["id"], **more)


def test_a_share_gives_nothing_to_whom_the_permission_is_denied(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    guest = crm.person("shelf.book.read:none", "shelf.book.update:own")
    share(crm, owner, book, "user", guest.user_id, level="write")

    with crm.refused(403):
        crm.ask(GetBook, guest, book_id=book["id"])


def test_shares_are_listed_changed_in_place_and_revoked(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    guest = crm.person("shelf.*:own", team="/1/3/")
    first = share(crm, owner, book, "user", guest.user_id)
    again = share(crm, owner, book, "user", guest.user_id, level="write")
    assert again["id"] == first["id"]
    assert crm.ask(ListBookShares, owner, book_id=book["id"])["shares"] == [again]

    crm.do(UnshareBook, owner, book_id=book["id"], share_id=first["id"])

    assert crm.ask(ListBookShares, owner, book_id=book["id"])["shares"] == []
    assert not sees(crm, guest)
    with crm.refused(404):
        crm.do(UnshareBook, owner, book_id=book["id"], share_id=first["id"])


def test_a_share_ends_when_its_time_is_over(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    guest = crm.person("shelf.*:own", team="/1/3/")
    made = share(crm, owner, book, "user", guest.user_id, expires_at=SOON)
    assert sees(crm, guest)

    with crm.app.engine.begin() as connection:
        connection.execute(text("SELECT set_config('crm.tenant', :tenant, true)"), {"tenant": str(crm.tenant_id)})
        connection.execute(text("UPDATE shares SET expires_at = now() - interval '1 s' WHERE id = :id"), {"id": made["id"]})

    assert not sees(crm, guest)
    assert crm.ask(ListBookShares, owner, book_id=book["id"])["shares"] == []


def test_a_share_cannot_end_in_the_past(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    with crm.refused(422, "in_the_past", "/expires_at"):
        share(crm, owner, book, "user", uuid4(), expires_at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1))


def test_sharing_and_its_end_are_in_the_history(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    whom = uuid4()
    made = share(crm, owner, book, "role", whom)
    crm.do(UnshareBook, owner, book_id=book["id"], share_id=made["id"])

    ended, given, _ = crm.ask(ListHistory, crm.administrator(), where={"field": "record_id", "value": book["id"]})["data"]

    terms = {"grantee_kind": "role", "grantee_id": str(whom), "level": "read", "expires_at": None}
    assert given["changes"] == {"shares": [None, terms]}
    assert ended["changes"] == {"shares": [terms, None]}


def test_a_share_does_not_cross_tenants(crm: ServiceUnderTest, owner: Caller, book: dict[str, Any]) -> None:
    stranger = crm.fresh().person("shelf.*:own")
    share(crm, owner, book, "user", stranger.user_id)

    with crm.refused(404):
        crm.ask(GetBook, stranger, book_id=book["id"])
