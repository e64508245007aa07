"""Templates, web forms and what comes by them; every name is new."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from made import Record, word

from crm_kit.testing.system import Client

FIELDS = [
    {"maps_to": "full_name", "label": "Your name", "is_required": True},
    {"maps_to": "email", "label": "E-mail", "is_required": True},
    {"maps_to": "company", "label": "Company"},
    {"maps_to": "message", "label": "Message"},
    {"maps_to": "product_line", "label": "About"},
]


def template(client: Client, **more: Any) -> Record:
    body = {"name": f"Letter {word()}", "subject": "News", "text": "Dear {{contact.first_name|friend}}"}
    made: Record = client.post("/v1/templates", body | more).must(201).json
    return made


def form(client: Client, **more: Any) -> Record:
    body = {
        "name": "Enquiry",
        "slug": f"ask-{word().lower()}",
        "fields": FIELDS,
        "sender_email": "hello@acme.example",
        "min_seconds": 0,
    }
    made: Record = client.post("/v1/forms", body | more).must(201).json
    return made


def submit(client: Client, asked: Record, **enquirer: Any) -> Record:
    """What whoever fills in the form is told."""
    written = {"full_name": "Ada Byron", "email": f"{word()}@stories.example", **enquirer}
    body = {"submission_id": str(uuid4()), "enquirer": written}
    told: Record = client.post(f"/v1/forms/{asked['slug']}/submissions", body).must(201).json
    return told


def submission(client: Client, **more: Any) -> Record:
    """What came by a form, as a machine's would: put aside."""
    asked = form(client, **more)
    body = {"submission_id": str(uuid4()), "enquirer": {"full_name": "Bot", "email": f"{word()}@stories.example"}, "trap": "x"}
    client.post(f"/v1/forms/{asked['slug']}/submissions", body).must(201)
    found: Record = client.get("/v1/form-submissions", **{"filter[form_id]": asked["id"]}).must(200).json["data"][0]
    return found


def message(client: Client) -> Record:
    """The acknowledgement of an enquiry."""
    submit(client, form(client))
    found: Record = client.get("/v1/messages", **{"filter[kind]": "acknowledgement"}).must(200).json["data"][0]
    return found
