"""Row scope: the predicate against a table written by hand, and against its own explanation."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf.domain import Book, Reader
from sqlalchemy import select

from crm_kit.caller import DEPTHS, Caller
from crm_kit.errors import NotFound
from crm_kit.sharing import reaching, share
from crm_kit.testing.service import ServiceUnderTest
from crm_kit.visibility import rules, visible
from crm_kit.work import Work

# Who owns the record, seen from a caller in team /1/4/, and at which depths the caller meets it.
POLICY = {
    "own": ("me", "/1/4/", {"own", "team", "subtree", "all"}),
    "own, after a change of team": ("me", "/1/9/", {"own", "team", "subtree", "all"}),
    "same team": ("other", "/1/4/", {"team", "subtree", "all"}),
    "team below": ("other", "/1/4/7/", {"subtree", "all"}),
    "far below": ("other", "/1/4/7/12/", {"subtree", "all"}),
    "team above": ("other", "/1/", {"all"}),
    "sibling": ("other", "/1/5/", {"all"}),
    "sibling with a number that begins alike": ("other", "/1/40/", {"all"}),
    "without a team": ("other", "", {"all"}),
}


@pytest.fixture
def work(crm: ServiceUnderTest) -> Iterator[Work]:
    with Work(crm.app.sessions, crm.administrator(), "shelf.book.read", "test", {}) as work:
        work.begin()
        yield work


def add(work: Work, owner: Any, path: str) -> Book:
    book = Book(
        number="B", title="Candide", status="shelved", tags=[], pages=1, note="", lock_code="", team_path=path, owner_id=owner
    )
    work.add(book)
    work.flush()
    return book


def meets(work: Work, caller: Caller, book: Book, permission: str = "shelf.book.read") -> bool:
    found = work.session.scalar(select(Book.id).where(Book.id == book.id, visible(caller, Book, permission)))
    return found is not None


@pytest.mark.parametrize("relation", POLICY)
@pytest.mark.parametrize("depth", DEPTHS)
def test_each_depth_reaches_as_far_as_the_policy_says(crm: ServiceUnderTest, work: Work, relation: str, depth: str) -> None:
    whose, path, depths = POLICY[relation]
    me = crm.person(f"shelf.book.*:{depth}", team="/1/4/")

    book = add(work, me.user_id if whose == "me" else uuid4(), path)

    assert meets(work, me, book) is (depth in depths)


@pytest.mark.parametrize(
    ("depth", "path", "reached"), [("own", "/2/", True), ("team", "/2/", True), ("subtree", "/2/3/", True), ("none", "/2/", False)]
)
def test_a_deputy_sees_with_the_eyes_of_whom_they_stand_in_for(
    crm: ServiceUnderTest, work: Work, depth: str, path: str, reached: bool
) -> None:
    absent = uuid4()
    me = crm.person(f"shelf.*:{depth}", team="/1/", stands_for=((absent, "/2/"),))

    book = add(work, absent, path)

    assert meets(work, me, book) is reached
    assert not meets(work, crm.person(f"shelf.*:{depth}", team="/1/"), book)


def test_a_caller_without_a_team_reaches_no_record_without_one(crm: ServiceUnderTest, work: Work) -> None:
    book = add(work, uuid4(), "")

    for depth in ("own", "team", "subtree"):
        assert not meets(work, crm.person(f"shelf.*:{depth}", team=""), book)


def test_get_find_and_change_obey_it(crm: ServiceUnderTest, work: Work) -> None:
    book = add(work, uuid4(), "/1/5/")
    work.caller = crm.person("shelf.*:subtree", team="/1/4/")

    assert work.find(Book) == []
    with pytest.raises(NotFound):
        work.get(Book, book.id)


def test_copies_without_an_owner_are_the_tenants(crm: ServiceUnderTest, work: Work) -> None:
    work.session.add(Reader(name="Ada"))
    work.flush()

    found = work.session.scalars(select(Reader).where(visible(crm.person("shelf.*:own"), Reader, "shelf.reader.read"))).all()

    assert [reader.name for reader in found] == ["Ada"]


paths = st.sampled_from(["", "/1/", "/1/4/", "/1/4/7/", "/1/5/", "/14/"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    depth=st.sampled_from(DEPTHS), mine=paths, its=paths, whose=st.sampled_from(["me", "absent", "other"]), deputy_of=paths,
    shared=st.sampled_from(["", "read", "write"]), verb=st.sampled_from(["read", "update", "delete"]),
)  # fmt: skip
def test_the_explanation_says_what_the_predicate_does(
    crm: ServiceUnderTest, work: Work, depth: str, mine: str, its: str, whose: str, deputy_of: str, shared: str, verb: str
) -> None:
    absent = uuid4()
    me = crm.person(f"shelf.*:{depth}", team=mine, stands_for=((absent, deputy_of),))
    book = add(work, {"me": me.user_id, "absent": absent, "other": uuid4()}[whose], its)
    if shared:
        share(work, book, "user", me.user_id, shared, None)

    found = rules(me, book, f"shelf.book.{verb}", reaching(work, book, me))

    assert any(rule["grants"] for rule in found if rule["rule"] != "permission") is meets(work, me, book, f"shelf.book.{verb}")
