"""AsyncAPI 3 of events: one channel for each type, CloudEvents 1.0 in structured JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import getdoc
from typing import Any

from crm_kit.apidocs.json_schemas import Schema, Schemas
from crm_kit.messages import Spec, spec_of

EXCHANGE = "crm.events"
_UUID: Schema = {"type": "string", "format": "uuid"}
_ENVELOPE: Schema = {
    "specversion": {"const": "1.0"},
    "id": {**_UUID, "description": "The event's own id; a repeat has the same."},
    "source": {"type": "string", "description": "/crm/ and the service."},
    "type": {"type": "string"},
    "subject": {**_UUID, "description": "The record it is about."},
    "time": {"type": "string", "format": "date-time"},
    "datacontenttype": {"const": "application/json"},
    "tenantid": _UUID,
    "actorid": {**_UUID, "description": "Who caused it."},
    "correlationid": {"type": "string", "description": "The request it began with."},
    "causationid": {"type": "string", "description": "The message that caused it."},
    "aggregateversion": {"type": "integer", "description": "The record's version; older news than what is known is to be ignored."},
    "traceparent": {"type": "string"},
    "data": {"type": "object"},
}
_NEEDED = [
    "specversion",
    "id",
    "source",
    "type",
    "subject",
    "time",
    "tenantid",
    "actorid",
    "aggregateversion",
    "data",
]


def asyncapi(events: Sequence[type], info: Mapping[str, Any]) -> dict[str, Any]:
    """The document of these events."""
    schemas = Schemas()
    specs = sorted((spec_of(event) for event in events), key=lambda spec: spec.type)
    messages = {spec.type: _message(spec, schemas) for spec in specs}
    schemas.refer("Envelope", {"type": "object", "properties": _ENVELOPE, "required": _NEEDED})
    return {
        "asyncapi": "3.0.0",
        "info": dict(info),
        "defaultContentType": "application/cloudevents+json",
        "channels": {spec.type: _channel(spec) for spec in specs},
        "operations": {spec.operation_name: _operation(spec) for spec in map(_Named, specs)},
        "components": {"messages": messages, "schemas": dict(sorted(schemas.components.items()))},
    }


class _Named:
    """An event with the name of the operation that tells it."""

    def __init__(self, spec: Spec) -> None:
        self.type = spec.type
        self.operation_name = f"tell.{spec.type}"


def _message(spec: Spec, schemas: Schemas) -> Schema:
    data = schemas.message(spec.cls)
    payload: Schema = {
        "allOf": [
            {"$ref": "#/components/schemas/Envelope"},
            {"type": "object", "properties": {"type": {"const": spec.type}, "data": data}},
        ]
    }
    found: Schema = {"name": spec.cls.__name__, "title": spec.type, "summary": getdoc(spec.cls) or spec.type, "payload": payload}
    return {**found, "x-personal-data": True} if spec.personal else found


def _channel(spec: Spec) -> Schema:
    binding = {"is": "routingKey", "exchange": {"name": EXCHANGE, "type": "topic", "durable": True}}
    return {
        "address": spec.type,
        "messages": {spec.cls.__name__: {"$ref": f"#/components/messages/{spec.type}"}},
        "bindings": {"amqp": binding},
    }


def _operation(spec: _Named) -> Schema:
    return {"action": "send", "channel": {"$ref": f"#/channels/{spec.type}"}}
