"""A record of each kind for every owner that the policy speaks of."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from campaigns import budget_transfer, campaign, cost, plan, target_list
from company import PASSWORD, Company
from enquiries import form, message, submission, template
from goods import delivery, purchase_order, receipt, shipment_notice, supplier, supplier_price, waybill
from made import (
    Record,
    account,
    contact,
    invoice,
    known_account,
    lead,
    match,
    once_known,
    opportunity,
    order,
    payment,
    quotation,
    revision,
    ticket,
    word,
)

from crm_kit.testing.system import Client, eventually

OTHERS = {"team": "mate", "subtree": "inner", "sibling": "sibling"}
READERS = ("auditor",)
LIMITS = [{"permission": "identity.user.read", "depth": "all"}]


class Samples:
    """`of(kind, role, whose)` is a record that belongs to the role's holder, to a teammate, below, beside, or to another tenant."""

    def __init__(self, company: Company, stranger: Client):
        self._company, self._stranger = company, stranger
        self._made: dict[tuple[str, str], Record] = {}

    def of(self, kind: str, role: str, whose: str) -> Record | None:
        """None where such a record cannot be: nobody reads only and owns something, and some kinds have no owner."""
        if kind in COMMON:
            return self._of_all(kind, whose) if whose in ("own", "other") else None
        if whose == "own" and role in READERS and kind in OWN_DOING:
            return None
        who = {"own": role, "other": "stranger"}.get(whose) or OTHERS[whose]
        key = (kind, who)
        if key not in self._made:
            self._made[key] = self._make(kind, who)
        return self._made[key]

    def spent(self, kind: str, role: str, whose: str) -> None:
        """The record is gone; another one takes its place."""
        who = {"own": role, "other": "stranger"}.get(whose) or OTHERS[whose]
        self._made.pop((kind, who), None)

    def _make(self, kind: str, who: str) -> Record:
        if who == "stranger":
            return MAKERS[kind](self._stranger, self._stranger, _me(self._stranger))
        person = self._company.people[who]
        return MAKERS[kind](self._company.admin, person.client, person.user)

    def _of_all(self, kind: str, whose: str) -> Record:
        """A record without an owner, of this tenant or of the other."""
        maker = self._company.admin if whose == "own" else self._stranger
        key = (kind, maker.token)
        if key not in self._made:
            self._made[key] = COMMON[kind](maker)
        return self._made[key]


def _me(client: Client) -> Record:
    found: Record = client.get(f"/v1/users/{client.get('/v1/me').must(200).json['id']}").must(200).json
    return found


Make = Callable[[Client, Client, Record], Record]


def _owned(make: Callable[..., Record], admin: Client, _own: Client, user: Record) -> Record:
    return make(admin, owner_id=user["id"])


def _account(admin: Client, _own: Client, user: Record) -> Record:
    return account(admin, owner_id=user["id"], contacts=[{"full_name": "Ada Byron"}])


def _link(admin: Client, own: Client, user: Record) -> Record:
    found: Record = _account(admin, own, user)["contacts"][0]
    return found


def _opportunity(admin: Client, _own: Client, user: Record) -> Record:
    return opportunity(admin, account(admin)["id"], owner_id=user["id"])


def _of_account(make: Callable[..., Record], admin: Client, _own: Client, user: Record) -> Record:
    return make(admin, account(admin)["id"], owner_id=user["id"])


def _consent(admin: Client, own: Client, user: Record) -> Record:
    person = contact(admin, owner_id=user["id"])
    body = {"channel": "email", "status": "opted_in"}
    made: Record = admin.post(f"/v1/contacts/{person['id']}/consents", body).must(201).json
    return made


def _deleted(collection: str, make: Make, admin: Client, own: Client, user: Record) -> Record:
    made = make(admin, own, user)
    admin.delete(f"/v1/{collection}/{made['id']}", **match(made)).must(204)
    return made


def _with_share(collection: str, make: Make, admin: Client, own: Client, user: Record) -> Record:
    made = make(admin, own, user)
    body = {"grantee_kind": "user", "grantee_id": str(uuid4())}
    share = admin.post(f"/v1/{collection}/{made['id']}/shares", body).must(201).json
    return made | {"share_id": share["id"]}


def _view(_admin: Client, own: Client, _user: Record) -> Record:
    made: Record = own.post("/v1/views", {"collection": "accounts", "name": f"View {word()}"}).must(201).json
    return made


def _key(_admin: Client, own: Client, _user: Record) -> Record:
    made: Record = own.post("/v1/api-keys", {"name": f"Key {word()}", "limits": LIMITS}).must(201).json
    return made


def _session(_admin: Client, own: Client, _user: Record) -> Record:
    sessions = own.get("/v1/sessions", limit=200).must(200).json["data"]
    found: Record = next(session for session in sessions if session["is_current"])
    return found


def _asset(admin: Client, _own: Client, user: Record) -> Record:
    owner, product = account(admin, owner_id=user["id"]), _product(admin)
    body = {"account_id": owner["id"], "product_id": product["id"], "sold_on": "2026-01-01"}
    made: Record = once_known(lambda: admin.post("/v1/assets", body)).must(201).json
    return made


def _agreement(admin: Client, _own: Client, user: Record) -> Record:
    body = {"name": f"Agreement {word()}", "account_id": account(admin, owner_id=user["id"])["id"]}
    period = {"starts_on": "2026-01-01", "ends_on": "2030-12-31"}
    made: Record = once_known(lambda: admin.post("/v1/agreements", body | period)).must(201).json
    return made


def _former_colleague(admin: Client, _own: Client, user: Record) -> Record:
    body = {"email": f"{word()}@stories.example", "name": "Former", "team_id": user["team_id"], "password": PASSWORD}
    made: Record = admin.post("/v1/users", body).must(201).json
    admin.delete(f"/v1/users/{made['id']}", **match(made)).must(204)
    return made


def _taken_ticket(admin: Client, _own: Client, user: Record) -> Record:
    made = ticket(admin)
    at = f"/v1/tickets/{made['id']}/actions"
    accepted = admin.post(f"{at}/accept", **match(made)).must().json
    allocated: Record = admin.post(f"{at}/allocate", {"owner_id": user["id"]}, **match(accepted)).must().json
    return allocated


_CONTACT, _LEAD, _TICKET = partial(_owned, contact), partial(_owned, lead), partial(_owned, ticket)
MAKERS: dict[str, Make] = {
    "account": _account, "contact": _CONTACT, "lead": _LEAD, "opportunity": _opportunity, "link": _link, "consent": _consent,
    "deleted_account": partial(_deleted, "accounts", _account), "deleted_contact": partial(_deleted, "contacts", _CONTACT),
    "deleted_lead": partial(_deleted, "leads", _LEAD), "deleted_opportunity": partial(_deleted, "opportunities", _opportunity),
    "shared_account": partial(_with_share, "accounts", _account), "shared_contact": partial(_with_share, "contacts", _CONTACT),
    "shared_lead": partial(_with_share, "leads", _LEAD),
    "shared_opportunity": partial(_with_share, "opportunities", _opportunity),
    "invoice": partial(_of_account, invoice), "payment": partial(_of_account, payment),
    "order": partial(_of_account, order), "quotation": partial(_of_account, quotation),
    "revision": partial(_of_account, revision),
    "known_account": partial(_owned, known_account),
    "shipment_notice": partial(_of_account, shipment_notice), "delivery": partial(_of_account, delivery),
    "waybill": partial(_of_account, waybill), "supplier": partial(_owned, supplier),
    "purchase_order": partial(_owned, purchase_order),
    "asset": _asset, "agreement": _agreement,
    "view": _view, "api_key": _key, "session": _session, "user": lambda _admin, _own, user: user,
    "deleted_user": _former_colleague,
    "ticket": _TICKET, "deleted_ticket": partial(_deleted, "tickets", _TICKET), "taken_ticket": _taken_ticket,
    "shared_ticket": partial(_with_share, "tickets", _TICKET),
    "plan": partial(_owned, plan), "campaign": partial(_owned, campaign), "target_list": partial(_owned, target_list),
    "template": partial(_owned, template), "form": partial(_owned, form), "submission": partial(_owned, submission),
    "cost": partial(_owned, cost), "budget_transfer": partial(_owned, budget_transfer),
}  # fmt: skip
OWN_DOING = ("view", "api_key")


# --- what has no owner -----------------------------------------------------------------------------------------------


def _process(admin: Client) -> Record:
    stages = [{"code": "first", "name": "First", "probability": 10}]
    made: Record = admin.post("/v1/processes", {"name": f"Process {word()}", "stages": stages}).must(201).json
    return made


def _deleted_process(admin: Client) -> Record:
    made = _process(admin)
    admin.delete(f"/v1/processes/{made['id']}", **match(made)).must(204)
    return made


def _reason(admin: Client) -> Record:
    made: Record = admin.post("/v1/reasons", {"outcome": "lost", "code": f"r{word()}", "name": "Reason"}).must(201).json
    return made


def _plain(collection: str, admin: Client) -> Record:
    made: Record = admin.post(f"/v1/{collection}", {"name": f"Sample {word()}"}).must(201).json
    return made


def _product(admin: Client) -> Record:
    mark = word()
    made: Record = admin.post("/v1/products", {"code": mark, "name": f"{mark} pump"}).must(201).json
    return made


def _warehouse(admin: Client) -> Record:
    made: Record = admin.post("/v1/warehouses", {"code": word(), "name": "Sample"}).must(201).json
    return made


def _stock_adjustment(admin: Client) -> Record:
    line = {"product_id": _product(admin)["id"], "qty": "10", "unit_cost": "1"}
    made: Record = admin.post("/v1/stock-adjustments", {"kind": "in", "reason": "found", "lines": [line]}).must(201).json
    return made


def _stock_move(admin: Client) -> Record:
    document = {"filter[document_id]": _stock_adjustment(admin)["id"]}
    found: Record = admin.get("/v1/stock-moves", **document).must(200).json["data"][0]
    return found


def _reservation(admin: Client) -> Record:
    body = {"product_id": _stock_adjustment(admin)["lines"][0]["product_id"], "qty": "1"}
    made: Record = admin.post("/v1/reservations", body).must(201).json
    return made


def _tax_class(admin: Client) -> Record:
    made: Record = admin.post("/v1/tax-classes", {"code": word(), "name": "Tax", "rate": "13"}).must(201).json
    return made


def _payment_terms(admin: Client) -> Record:
    body = {"name": f"Terms {word()}", "instalments": [{"percent": "100", "days": 30}]}
    made: Record = admin.post("/v1/payment-terms", body).must(201).json
    return made


def _price_list(admin: Client) -> Record:
    body = {"name": f"Prices {word()}", "kind": "base", "currency": "CNY"}
    made: Record = admin.post("/v1/price-lists", body).must(201).json
    return made


def _problem_type(admin: Client) -> Record:
    made: Record = admin.post("/v1/problem-types", {"code": f"p{word()}", "name": "Problem"}).must(201).json
    return made


def _calendar(admin: Client) -> Record:
    body = {"name": f"Hours {word()}", "zone": "UTC", "hours": [{"weekday": 1, "starts": "09:00", "ends": "17:00"}]}
    made: Record = admin.post("/v1/calendars", body).must(201).json
    return made


def _service_policy(admin: Client) -> Record:
    target = {"clock": "completed", "minutes": "600"}
    body = {"name": f"Policy {word()}", "calendar_id": _calendar(admin)["id"], "targets": [target]}
    made: Record = admin.post("/v1/service-policies", body).must(201).json
    return made


def _escalation_rule(admin: Client) -> Record:
    body = {"name": f"Rule {word()}", "trigger": "reopen", "reopens": 9, "level": 1}
    made: Record = admin.post("/v1/escalation-rules", body).must(201).json
    return made


def _assignment_rule(admin: Client) -> Record:
    body = {"name": f"Rule {word()}", "languages": ["none"], "owner_id": _me(admin)["id"], "is_active": False}
    made: Record = once_known(lambda: admin.post("/v1/assignment-rules", body)).must(201).json
    return made


def _absence(admin: Client) -> Record:
    body = {"user_id": _me(admin)["id"], "starts_on": "2030-01-01", "ends_on": "2030-01-02"}
    made: Record = once_known(lambda: admin.post("/v1/absences", body)).must(201).json
    return made


def _lead_rule(admin: Client) -> Record:
    """Sales has to hear of the team first."""
    body = {"name": f"Rule {word()}", "position": 1, "team_id": _plain("teams", admin)["id"], "is_active": False}

    def made() -> Record | None:
        answer = admin.post("/v1/lead-rules", body)
        return answer.json if answer.status == 201 else None

    found: Record = eventually(made)
    return found


COMMON: dict[str, Callable[[Client], Record]] = {
    "calendar": _calendar, "service_policy": _service_policy, "escalation_rule": _escalation_rule,
    "assignment_rule": _assignment_rule, "absence": _absence,
    "process": _process, "deleted_process": _deleted_process, "reason": _reason, "team": partial(_plain, "teams"),
    "tax_class": _tax_class, "payment_terms": _payment_terms, "price_list": _price_list,
    "role": partial(_plain, "roles"), "product": _product, "warehouse": _warehouse, "stock_adjustment": _stock_adjustment,
    "stock_move": _stock_move, "reservation": _reservation, "supplier_price": supplier_price, "receipt": receipt,
    "problem_type": _problem_type, "message": message, "lead_rule": _lead_rule,
}  # fmt: skip
