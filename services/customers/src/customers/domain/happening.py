"""What the timeline says of an event: whom it concerns, a sentence, where to look, and who may know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from customers.domain.sentences import QUIET, SENTENCES, VARIANTS

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A kind of record in the timeline: the permission that lets one know of it, and the collection where it is opened."""

    permission: str
    collection: str | None = None


def _kinds(service: str, **collections: str) -> dict[str, Kind]:
    return {f"{service}.{noun}": Kind(f"{service}.{noun}.read", where) for noun, where in collections.items()}


KINDS: dict[str, Kind] = {
    **_kinds("customers", account="accounts", contact="contacts", consent="consents"),
    "customers.credit": Kind("customers.credit.read"),
    **_kinds("sales", lead="leads", opportunity="opportunities", quotation="quotations", order="orders", contract="contracts"),
    **_kinds("sales", invoice="invoices", payment="payments"),
    **_kinds("marketing", campaign="campaigns", response="responses", form="forms", coupon="coupons", segment="segments"),
    **_kinds("service_desk", ticket="tickets", service_order="service-orders", asset="assets", agreement="agreements"),
    **_kinds("inventory", delivery="deliveries", shipment_notice="shipment-notices", waybill="waybills", loan="loans"),
    **_kinds("inventory", supplier="suppliers"),
    **_kinds("workplace", activity="activities"),
    "service_desk.complaint": Kind("service_desk.ticket.read"),
    "service_desk.csat": Kind("service_desk.ticket.read"),
    "inventory.return": Kind("inventory.delivery.read"),
    "inventory.stock": Kind("sales.order.read", "orders"),
    "sales.account": Kind("sales.receivable.read", "receivables"),
    "workplace.contact_record": Kind("workplace.activity.read"),
}
LONGEST = 500


def sentence(type_: str, data: Event) -> str:
    """The event in words: `sales.order.held.v1` without a sentence of its own is 'Order held'."""
    known = _template(_unversioned(type_), data)
    if known is None:
        _, noun, *verb = _unversioned(type_).split(".")
        return " ".join([noun, *verb, str(data.get("number") or data.get("name") or "")]).replace("_", " ").strip().capitalize()
    return known.format_map(_Words(data))[:LONGEST]


def _template(name: str, data: Event) -> str | None:
    field, variants = VARIANTS.get(name, ("", {}))
    return variants.get(data.get(field)) or SENTENCES.get(name)


def is_told(type_: str, data: Event) -> bool:
    """Whether an event makes a line. What another line says already does not, nor what happens with goods alone."""
    name = _unversioned(type_)
    return name not in QUIET and f"{name}:{data.get('status')}" not in QUIET


class _Words(dict[str, str]):
    """The fields of an event in words, found as a sentence asks for them."""

    def __init__(self, data: Event) -> None:
        self._data = data

    def __missing__(self, name: str) -> str:
        value = self._data.get(name)
        if value in (None, ""):
            return "–"
        return " ".join(str(part) for part in value.values()) if isinstance(value, Mapping) else str(value)


def kind_of(type_: str) -> Kind:
    """By whom and where events of the type are met; of a kind that is new here, only by those who may read that kind."""
    service, noun, *_ = type_.split(".")
    return KINDS.get(f"{service}.{noun}") or Kind(f"{service}.{noun}.read")


def accounts_in(type_: str, subject: str, data: Event) -> list[str]:
    """The ids of the accounts that an event names. A lead that is no customer yet stands for the account it may become."""
    if type_.startswith("customers.account."):
        return [str(data.get("survivor_id") or subject)]
    named = [*_ids(data, "account_id"), *_ids(data, "account_ids"), *_ids(data, "accounts")]
    if not named and type_.startswith("sales.lead."):
        return [subject]
    return list(dict.fromkeys(named))


def contacts_in(type_: str, subject: str, data: Event) -> list[str]:
    """The ids of the contacts that an event names."""
    if type_.startswith("customers.contact."):
        return [str(data.get("survivor_id") or subject)]
    return list(dict.fromkeys([*_ids(data, "contact_id"), *_ids(data, "contacts")]))


def _ids(data: Event, name: str) -> Iterator[str]:
    value = data.get(name)
    for each in value if isinstance(value, list) else [value]:
        found = (each.get("id") or each.get(name.removesuffix("s") + "_id")) if isinstance(each, Mapping) else each
        if found:
            yield str(found)


def _unversioned(type_: str) -> str:
    return type_.rpartition(".v")[0] or type_
