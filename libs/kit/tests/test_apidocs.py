"""The documents say what the messages say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

import jsonschema_rs
import pytest

from crm_kit.apidocs import asyncapi, openapi
from crm_kit.apidocs.examples import example
from crm_kit.apidocs.json_schemas import Schemas
from crm_kit.errors import Invalid
from crm_kit.lists import ListQuery
from crm_kit.messages import Spec, command, event, load, query, spec_of, value, view
from crm_kit.money import Money
from crm_kit.words import UNSET, Between, CountryCode, Email, Items, Name, Note, Password, Phone, Text, Unset, Website


@value
class Leg:
    """One way of a trip."""

    to: Name
    km: Annotated[int, Between(1, 40_000)]


@view
class TripView:
    """A trip."""

    id: UUID
    version: int
    purpose: str
    status: Literal["planned", "done"]
    cost: Money | None
    leaves_at: dt.datetime
    legs: list[Leg]


@command(allow="travel.trip.create", returns=TripView)
class PlanTrip:
    """Plan a trip.

    It can be changed until it begins.
    """

    purpose: Name
    code: Annotated[str, Text(10, least=3, pattern="^[a-z]+$")]
    traveller: Email
    phone: Phone
    leaves_on: dt.date
    leaves_at: dt.datetime
    legs: Annotated[list[Leg], Items(5, least=1)]
    share: Annotated[Decimal, Between(Decimal(0), Decimal(1))]
    budget: Money
    country: CountryCode
    is_urgent: bool
    site: Website | None = None
    remark: Note = ""
    secret: Password | None = None
    status: Literal["planned", "done"] = "planned"


@command(allow="travel.trip.update", returns=TripView)
class ChangeTrip:
    """Change a trip."""

    trip_id: UUID
    version: int
    purpose: Name | Unset = UNSET
    remark: Note | Unset | None = UNSET


@query(allow="travel.trip.read", returns=TripView)
class ListTrips(ListQuery):
    """Trips."""

    filters: ClassVar = ("status", "cost", "purpose")
    sorts: ClassVar = ("leaves_at", "purpose")
    default_sort: ClassVar = "leaves_at"
    searchable: ClassVar = True

    country: CountryCode | None = None


@event("travel.trip.planned.v1", personal=True)
class TripPlanned:
    """Somebody will travel."""

    id: UUID
    purpose: str
    cost: Money | None


@dataclass(frozen=True)
class Way:
    """A route as the gateway has them."""

    kind: str
    method: str
    template: str
    message: type
    places: tuple[str, ...] = ()
    parameters: Mapping[str, str] = field(default_factory=dict)
    needs_version: bool = False
    takes_version: bool = False
    location: str | None = None
    sections: Sequence[Any] = ()

    @property
    def spec(self) -> Spec:
        return spec_of(self.message)

    @property
    def operation_id(self) -> str:
        return f"{self.spec.operation}_{self.kind}"


WAYS = [
    Way("create", "POST", "/trips", PlanTrip),
    Way("batch", "POST", "/trips/batch", PlanTrip),
    Way("change", "PATCH", "/trips/{trip_id}", ChangeTrip, ("trip_id",), needs_version=True, takes_version=True),
    Way("list", "GET", "/trips", ListTrips),
    Way("search", "POST", "/trips/search", ListTrips),
]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi(WAYS, {"title": "Travel", "version": "1"}, {})


def properties(document: dict[str, Any], name: str) -> dict[str, Any]:
    return dict(document["components"]["schemas"][name]["properties"])


def test_fields_carry_their_rules(document: dict[str, Any]) -> None:
    found = properties(document, "PlanTripBody")

    assert found["purpose"] == {"type": "string", "maxLength": 200, "minLength": 1}
    assert found["code"] == {"type": "string", "maxLength": 10, "minLength": 3, "pattern": "^[a-z]+$"}
    assert (found["traveller"]["format"], found["leaves_on"]["format"], found["leaves_at"]["format"]) == (
        "email",
        "date",
        "date-time",
    )
    assert (found["legs"]["minItems"], found["legs"]["maxItems"]) == (1, 5)
    assert found["legs"]["items"] == {"$ref": "#/components/schemas/Leg"}
    assert properties(document, "Leg")["km"] == {"type": "integer", "minimum": 1, "maximum": 40_000}
    assert found["budget"] == {"$ref": "#/components/schemas/Money"}
    assert found["status"] == {"enum": ["planned", "done"], "default": "planned"}
    assert found["site"]["type"] == ["string", "null"]


def test_unknown_fields_are_refused_and_needed_ones_named(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["PlanTripBody"]

    assert schema["additionalProperties"] is False
    assert {"purpose", "legs"} <= set(schema["required"])
    assert not {"site", "remark", "status"} & set(schema["required"])


def test_a_change_needs_neither_the_id_nor_the_version_in_its_body(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["ChangeTripBody"]
    change = document["paths"]["/v1/trips/{trip_id}"]["patch"]

    assert set(schema["properties"]) == {"version", "purpose", "remark"}
    assert "required" not in schema
    assert {"$ref": "#/components/parameters/IfMatch"} in change["parameters"]
    assert {"412", "428", "422", "409"} <= set(change["responses"])


def test_descriptions_come_from_docstrings(document: dict[str, Any]) -> None:
    plan = document["paths"]["/v1/trips"]["post"]

    assert (plan["summary"], plan["description"]) == ("Plan a trip.", "It can be changed until it begins.")
    assert plan["x-permission"] == "travel.trip.create"


def test_creating_answers_201_with_the_view_and_its_headers(document: dict[str, Any]) -> None:
    answer = document["paths"]["/v1/trips"]["post"]["responses"]["201"]

    assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/TripView"}
    assert {"Location", "ETag"} <= set(answer["headers"])


def test_lists_name_their_filters_with_operators(document: dict[str, Any]) -> None:
    parameters = {each["name"]: each for each in document["paths"]["/v1/trips"]["get"]["parameters"]}

    assert {"limit", "sort", "cursor", "country", "filter[status]", "filter[cost]", "filter[q]"} <= set(parameters)
    assert "where" not in parameters
    assert parameters["filter[cost]"]["x-operators"] == ["eq", "ne", "in", "gt", "gte", "lt", "lte", "null"]
    assert parameters["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 200, "default": 50}
    assert "leaves_at, purpose" in parameters["sort"]["description"]


def test_a_search_takes_a_tree_of_the_lists_own_fields(document: dict[str, Any]) -> None:
    validator = jsonschema_rs.Draft202012Validator(
        {"$ref": "#/components/schemas/ListTripsCondition", "components": document["components"]}
    )
    leaf = {"field": "status", "op": "eq", "value": "done"}

    assert validator.is_valid({"and": [leaf, {"not": leaf}, {"or": [{"field": "q", "value": "rome"}]}]})
    assert not validator.is_valid({"field": "colour", "op": "eq", "value": 1})
    assert not validator.is_valid({"field": "status", "op": "like", "value": "done"})
    assert not validator.is_valid({"and": []})


def test_every_schema_is_one(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert jsonschema_rs.meta.is_valid({**schema, "$schema": "https://json-schema.org/draft/2020-12/schema"}), name


@pytest.mark.parametrize("message", [PlanTrip, ChangeTrip])
def test_examples_are_messages_that_the_service_takes(message: type, document: dict[str, Any]) -> None:
    shown = example(message)

    load(message, shown)
    schema = {"$ref": f"#/components/schemas/{message.__name__}Body", "components": document["components"]}
    body = {name: value for name, value in shown.items() if name != "trip_id"}
    jsonschema_rs.Draft202012Validator(schema).validate(body)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("purpose", ""),
        ("code", "A1"),
        ("legs", []),
        ("share", "x"),
        ("budget", {"amount": 1, "currency": "CNY"}),
        ("status", "lost"),
    ],
)
def test_what_the_document_refuses_the_message_refuses(document: dict[str, Any], name: str, wrong: Any) -> None:
    body = {**example(PlanTrip), name: wrong}
    schema = {"$ref": "#/components/schemas/PlanTripBody", "components": document["components"]}

    assert not jsonschema_rs.Draft202012Validator(schema).is_valid(body)
    with pytest.raises(Invalid):
        load(PlanTrip, body)


def test_a_schema_is_made_the_same_every_time() -> None:
    first, second = (openapi(WAYS, {"title": "Travel", "version": "1"}, {}) for _ in range(2))

    assert str(first) == str(second)


def test_a_type_that_messages_do_not_have_is_an_error() -> None:
    with pytest.raises((TypeError, KeyError, ValueError)):
        Schemas().of(complex)


def test_events_are_channels_with_their_envelope() -> None:
    found = asyncapi([TripPlanned], {"title": "Travel events", "version": "1"})

    assert found["asyncapi"] == "3.0.0"
    channel = found["channels"]["travel.trip.planned.v1"]
    assert channel["bindings"]["amqp"]["exchange"]["name"] == "crm.events"
    message = found["components"]["messages"]["travel.trip.planned.v1"]
    assert (message["summary"], message["x-personal-data"]) == ("Somebody will travel.", True)
    assert found["operations"]["tell.travel.trip.planned.v1"]["action"] == "send"
    assert set(found["components"]["schemas"]["TripPlanned"]["properties"]) == {"id", "purpose", "cost"}
    assert found["components"]["schemas"]["Envelope"]["properties"]["id"]["format"] == "uuid"
