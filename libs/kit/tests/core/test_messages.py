"""Messages: what a dataclass accepts, refuses and becomes."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID, uuid4

import orjson
import pytest
from hypothesis import given as cases
from hypothesis import strategies as st
from marshmallow import ValidationError

from crm_kit.errors import Invalid
from crm_kit.messages import as_json, command, dump, given, hints_of, json_text, load, load_event, spec_of, value, view
from crm_kit.model import Money
from crm_kit.money import decimals, plain
from crm_kit.words import UNSET, Between, Email, Items, Name, Note, Phone, Rich, Unset, Website, needle


@value
class Spot:
    city: Name


@command(allow="test.thing.make")
class MakeThing:
    thing_id: UUID | None = None
    name: Name | Unset = UNSET
    note: Note = ""
    page: Annotated[str, Rich()] = ""
    email: Email | None = None
    phone: Phone | None = None
    site: Website | None = None
    kind: Literal["a", "b"] = "a"
    price: Money | None = None
    size: Annotated[Decimal, Between(Decimal(0), Decimal(100))] | None = None
    count: Annotated[int, Between(1, 5)] | None = None
    is_open: bool = False
    on: dt.date | None = None
    at: dt.datetime | None = None
    spots: Annotated[list[Spot], Items(2)] = ()  # type: ignore[assignment]


GOOD: list[tuple[str, Any, Any]] = [
    ("name", "  Ａda  ", "Ada"),
    ("note", "one\ntwo", "one\ntwo"),
    ("page", "<b>x</b><script>alert(1)</script>", "<b>x</b>"),
    ("email", "Ada@EXAMPLE.com", "Ada@example.com"),
    ("phone", "+86 138 1234 5678", "+8613812345678"),
    ("site", "https://crm.example/x", "https://crm.example/x"),
    ("kind", "b", "b"),
    ("price", {"amount": "1.50", "currency": "CNY"}, Money(Decimal("1.5"), "CNY")),
    ("size", "12.345678", Decimal("12.345678")),
    ("count", 5, 5),
    ("on", "2026-02-28", dt.date(2026, 2, 28)),
    ("at", "2026-02-28T10:00:00+08:00", dt.datetime(2026, 2, 28, 2, tzinfo=dt.UTC)),
    ("spots", [{"city": "上海"}], [Spot(city="上海")]),
]
BAD: list[tuple[str, Any, str]] = [
    ("name", "", "/name"),
    ("name", "x" * 201, "/name"),
    ("name", "a\x00b", "/name"),
    ("name", "a\nb", "/name"),
    ("name", None, "/name"),
    ("name", 7, "/name"),
    ("email", "nobody", "/email"),
    ("phone", "138 1234", "/phone"),
    ("site", "javascript:alert(1)", "/site"),
    ("site", "http://[", "/site"),
    ("kind", "c", "/kind"),
    ("price", {"amount": 1.5, "currency": "CNY"}, "/price/amount"),
    ("price", {"amount": "1.505", "currency": "CNY"}, "/price/amount"),
    ("price", {"amount": "1.5", "currency": "JPY"}, "/price/amount"),
    ("price", {"amount": "1", "currency": "XYZ"}, "/price/currency"),
    ("price", "1 CNY", "/price"),
    ("size", "1e99", "/size"),
    ("size", "NaN", "/size"),
    ("size", "1.2345678", "/size"),
    ("size", 0.5, "/size"),
    ("size", "101", "/size"),
    ("count", 0, "/count"),
    ("count", True, "/count"),
    ("count", "3", "/count"),
    ("is_open", "yes", "/is_open"),
    ("on", "28.02.2026", "/on"),
    ("on", "2026-02-30", "/on"),
    ("at", "2026-02-28T10:00:00", "/at"),
    ("at", "9999-12-31T23:59:59-23:00", "/at"),
    ("thing_id", "7", "/thing_id"),
    ("spots", [{"city": "a"}] * 3, "/spots"),
    ("spots", [{"town": "a"}], "/spots/0/town"),
    ("is_admin", True, "/is_admin"),
]


@pytest.mark.parametrize(("field", "sent", "kept"), GOOD)
def test_good_values_are_kept_in_one_form(field: str, sent: Any, kept: Any) -> None:
    assert getattr(load(MakeThing, {field: sent}), field) == kept


@pytest.mark.parametrize(("field", "sent", "pointer"), BAD)
def test_bad_values_are_refused_and_named(field: str, sent: Any, pointer: str) -> None:
    with pytest.raises(Invalid) as refusal:
        load(MakeThing, {field: sent})

    assert pointer in {error["pointer"] for error in refusal.value.errors}


@pytest.mark.parametrize("payload", [None, [], "x", 7])
def test_a_message_is_an_object(payload: Any) -> None:
    with pytest.raises(Invalid):
        load(MakeThing, payload)


def test_only_what_was_sent_is_given() -> None:
    assert "name" not in given(load(MakeThing, {"note": "x"}))
    assert given(load(MakeThing, {"name": "Ada", "thing_id": str(uuid4())}))["name"] == "Ada"
    assert "thing_id" not in given(load(MakeThing, {"thing_id": str(uuid4())}))


@value
class Told:
    thing_id: UUID
    name: Name
    kind: Literal["a", "b"]
    price: Money | None
    size: Annotated[Decimal, Between(Decimal(0), Decimal(100))] | None
    count: int
    is_open: bool
    on: dt.date | None
    at: dt.datetime | None
    spots: Annotated[list[Spot], Items(2)] = ()  # type: ignore[assignment]


TOLD = {
    "thing_id": str(UUID(int=1)), "name": "Ada", "kind": "b", "price": {"amount": "1.50", "currency": "CNY"}, "size": "2.5",
    "count": 3, "is_open": True, "on": "2026-02-28", "at": "2026-02-28T02:00:00Z", "spots": [{"city": "上海"}],
}  # fmt: skip


def test_an_event_may_grow_and_so_may_its_parts() -> None:
    grown = {**TOLD, "later": 1, "spots": [{"city": "上海", "later": 1}]}

    assert load_event(Told, grown) == load_event(Told, TOLD)


def test_an_event_is_read_as_its_types_say() -> None:
    assert load_event(Told, TOLD) == load(Told, TOLD)


@pytest.mark.parametrize(
    "told",
    [{}, {"city": 1}, {"city": None}, None, [], "city"],
)
def test_an_event_without_what_it_must_have_or_of_another_type_is_none(told: Any) -> None:
    with pytest.raises(ValidationError):
        load_event(Spot, told)


def test_a_message_names_itself() -> None:
    spec = spec_of(MakeThing)

    assert (spec.kind, spec.operation, spec.allow, spec.noun) == ("command", "make_thing", "test.thing.make", "thing")
    assert list(hints_of(MakeThing))[:2] == ["thing_id", "name"]


@pytest.mark.parametrize("allow", ["", "sales", "sales.lead", "Sales.lead.win", "*"])
def test_a_message_without_a_proper_permission_cannot_be_declared(allow: str) -> None:
    with pytest.raises(TypeError):
        command(allow=allow)(type("Nothing", (), {}))


@view
class ThingView:
    id: UUID
    price: Money | None
    at: dt.datetime | None
    spots: list[Spot]


def test_a_view_is_json_types_only() -> None:
    class Thing:
        id = UUID(int=1)
        price = Money(Decimal("1.500000"), "CNY")
        at = dt.datetime(2026, 2, 28, 10, tzinfo=dt.timezone(dt.timedelta(hours=8)))
        spots = (Spot(city="上海"),)

    assert dump(Thing(), ThingView) == {
        "id": str(UUID(int=1)),
        "price": {"amount": "1.50", "currency": "CNY"},
        "at": "2026-02-28T02:00:00Z",
        "spots": [{"city": "上海"}],
    }


@cases(st.decimals(-(10**11), 10**11, places=6), st.sampled_from(["CNY", "JPY", "USD", "KWD"]))
def test_money_survives_the_way_out_and_in(number: Decimal, currency: str) -> None:
    money = Money(number, currency).rounded()

    sent = as_json(money)

    assert load(MakeThing, {"price": sent}).price == money
    assert len(sent["amount"].partition(".")[2]) == decimals(currency)


@cases(st.decimals(-(10**11), 10**11, places=6))
def test_plain_decimals_lose_nothing(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert "E" not in plain(number)


@pytest.mark.parametrize(("amount", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("1.004999", "1.00"), ("2.5", "2.50")])
def test_money_rounds_half_up(amount: str, rounded: str) -> None:
    assert Money(Decimal(amount), "CNY").rounded() == Money(Decimal(rounded), "CNY")


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(TypeError):
        Money(Decimal(1), "CNY") + Money(Decimal(1), "USD")


def test_search_text_is_folded_and_cjk_is_tripled() -> None:
    assert needle("ＨUAWEI 华为") == "huawei 华华华为为为"


SIMPLE = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False, allow_infinity=False), st.uuids(),
    st.text(st.characters(exclude_categories=["Cs"])), st.decimals(allow_nan=False, allow_infinity=False), st.dates(),
    st.datetimes(timezones=st.timezones()), st.builds(Money, st.decimals(0, 10**9, places=2), st.just("CNY")),
    st.builds(Spot, city=st.just("上海")), st.sampled_from(Unset), st.frozensets(st.integers(0, 9), max_size=1),
)  # fmt: skip
KEYS = st.text(st.characters(exclude_categories=["Cs"])) | st.uuids()


@cases(st.recursive(SIMPLE, lambda inner: st.lists(inner) | st.tuples(inner) | st.dictionaries(KEYS, inner)))
def test_the_text_of_a_value_is_that_of_its_json(value: Any) -> None:
    assert orjson.loads(json_text(value)) == orjson.loads(orjson.dumps(as_json(value)))
