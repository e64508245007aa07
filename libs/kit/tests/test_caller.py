"""Who asks, and what their grants come to."""

import time
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_kit.caller import DEPTHS, NOBODY, SIGNATURE_SECONDS, Caller, Signer, deepest, families
from crm_kit.errors import Forbidden, Unauthenticated

KEY = "a-key-for-tests-of-at-least-32-characters"
depths = st.sampled_from(DEPTHS)
words = st.sampled_from(["sales", "customers", "lead", "order", "read", "update"])
permissions = st.builds("{}.{}.{}".format, words, words, words)
grants = st.dictionaries(st.one_of(permissions, permissions.flatmap(lambda name: st.sampled_from(list(families(name))))), depths)


def caller(**fields: object) -> Caller:
    return Caller(tenant_id=uuid4(), user_id=uuid4(), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", ["sales.order.read", "sales.order.*", "sales.*.read", "sales.*", "*.read", "*"])
def test_each_family_covers_the_permission(pattern: str) -> None:
    assert caller(grants={pattern: "team"}).depth("sales.order.read") == "team"


@pytest.mark.parametrize("pattern", ["sales.order.update", "sales.lead.*", "sales.*.update", "customers.*", "*.update", "sales"])
def test_no_other_family_does(pattern: str) -> None:
    assert caller(grants={pattern: "all"}).depth("sales.order.read") == "none"


def test_the_deepest_grant_counts() -> None:
    assert deepest({"*": "own", "sales.*": "subtree", "sales.order.read": "none"}, "sales.order.read") == "subtree"


@given(grants, grants, permissions)
def test_limits_only_narrow(granted: dict[str, str], limits: dict[str, str], permission: str) -> None:
    whole, narrowed = caller(grants=granted), caller(grants=granted, limits=limits)

    assert DEPTHS.index(narrowed.depth(permission)) <= DEPTHS.index(whole.depth(permission))
    assert DEPTHS.index(narrowed.depth(permission)) <= DEPTHS.index(deepest(limits, permission))


@given(grants, st.one_of(st.none(), grants))
def test_a_caller_survives_the_wire(granted: dict[str, str], limits: dict[str, str] | None) -> None:
    sent = caller(
        grants=granted, limits=limits, team_id=uuid4(), team_path="/1/4/", team_ids=(uuid4(), uuid4()), role_ids=(uuid4(),),
        stands_for=((uuid4(), "/1/"), (uuid4(), "")), session_id=uuid4(), on_behalf_of=uuid4(),
    )  # fmt: skip

    assert Caller.from_json(sent.as_json()) == sent


def test_limits_that_are_empty_leave_nothing_but_being_signed_in() -> None:
    held = Caller.from_json(caller(grants={"*": "all"}, limits={}).as_json())

    assert held.may("signed-in")
    assert not held.may("sales.order.read")


def test_nobody_is_asked_to_sign_in_and_somebody_is_refused() -> None:
    nobody = Caller(tenant_id=UUID(int=0), user_id=NOBODY)

    nobody.require("public")
    for permission in ("signed-in", "sales.order.read"):
        with pytest.raises(Unauthenticated):
            nobody.require(permission)
    with pytest.raises(Forbidden):
        caller(grants={"sales.order.read": "none"}).require("sales.order.read")


def test_a_signature_holds_for_a_minute_and_only_with_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    somebody, signer = caller(grants={"sales.*": "own"}), Signer(KEY)
    signed = signer.sign(somebody)
    assert signer.verify(signed) == somebody == Signer(KEY).verify(signed)
    for forged in (
        signed[:-1] + ("A" if signed[-1] != "A" else "B"),
        "",
        Signer("another-key-of-32-characters-or-more").sign(somebody),
    ):
        with pytest.raises(Unauthenticated):
            signer.verify(forged)

    later = time.time() + SIGNATURE_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)

    for verifier in (signer, Signer(KEY)):
        with pytest.raises(Unauthenticated):
            verifier.verify(signed)
