"""Strangers write to us, and we to them: a form in a browser, a mail within a minute, a lead with a clock, and the way out."""

from __future__ import annotations

import json
import re
import time
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen
from uuid import uuid4

from campaigns import campaign, target_list
from company import Company
from enquiries import form, template
from made import Record, contact, match, word

from crm_kit.testing.system import Client, System, eventually

ACKNOWLEDGED_SECONDS = 60.0
FORM = "application/x-www-form-urlencoded"
SCRIPT = "<script>alert(1)</script>"


def mails(system: System, to: str) -> list[dict[str, Any]]:
    """What the mailbox has for an address."""
    with urlopen(f"{system.access['mailbox']}/messages?{urlencode({'to': to})}", timeout=10) as answer:
        found: list[dict[str, Any]] = json.load(answer)
        return found


def send(url: str, **fields: str) -> str:
    """What a browser shows after it has sent a form."""
    asked = Request(url, urlencode(fields).encode(), {"Content-Type": FORM})
    with urlopen(asked, timeout=20) as answer:
        shown: str = answer.read().decode()
        return shown


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]


def lead_of(client: Client, email: str) -> Record | None:
    rows = client.get("/v1/leads", **{"filter[q]": email}).must(200).json["data"]
    return rows[0] if rows else None


def test_a_form_is_acknowledged_and_becomes_an_assigned_lead_whose_clock_runs(
    system: System, admin: Client, company: Company
) -> None:
    asked, email = form(admin, min_seconds=1, consent_wording="You may write to me"), f"{word().lower()}@stories.example"
    team = company.people["mate"].user["team_id"]
    rule = {"name": "Ours", "position": 0, "team_id": team, "strategy": "least_open", "products": [email.partition("@")[0]]}
    made = admin.post("/v1/lead-rules", rule).must(201).json
    page = system.visitor().get(f"/f/{asked['slug']}").must(200)

    assert "script-src" not in page.headers["content-security-policy"]
    time.sleep(1.2)
    answers = {"full_name": "Ada Byron", "email": email, "message": SCRIPT, "product_line": email.partition("@")[0], "trap": ""}
    fields = {name: hidden(page.body.decode(), name) for name in ("began", "submission_id")}
    thanks = [send(f"{system.url}/f/{asked['slug']}", **answers, **fields) for _ in range(2)]

    assert thanks[0] == thanks[1]
    (mail,) = eventually(lambda: mails(system, email), within=ACKNOWLEDGED_SECONDS)
    assert re.findall(r"E-\d{4}-\d+", thanks[0]) == re.findall(r"E-\d{4}-\d+", mail["subject"])
    lead = eventually(lambda: lead_of(admin, email))
    shown = admin.get(f"/v1/leads/{lead['id']}").must(200).json
    assert (shown["message"], shown["submission_id"], shown["status"]) == (SCRIPT, fields["submission_id"], "assigned")
    assert shown["response_due"] is not None
    assert len(mails(system, email)) == 1
    admin.delete(f"/v1/lead-rules/{made['id']}", **match(made)).must(204)


def test_what_looks_like_a_machine_is_put_aside_and_released_by_a_person(system: System, admin: Client) -> None:
    asked, email = form(admin), f"{word().lower()}@stories.example"
    body = {"submission_id": str(uuid4()), "enquirer": {"full_name": "Bot", "email": email}, "trap": "x"}

    system.visitor().post(f"/v1/forms/{asked['slug']}/submissions", body).must(201)

    (row,) = admin.get("/v1/form-submissions", **{"filter[form_id]": asked["id"]}).must(200).json["data"]
    assert (row["status"], row["spam_reason"], mails(system, email)) == ("quarantined", "honeypot", [])
    admin.post(f"/v1/form-submissions/{row['id']}/actions/release", **match(row)).must(200)
    assert eventually(lambda: mails(system, email), within=ACKNOWLEDGED_SECONDS)


def test_whoever_leaves_a_mailing_gets_no_more_of_it(system: System, admin: Client, company: Company) -> None:
    name, topic = f"Reader {word()}", word().lower()
    email = f"{word().lower()}@stories.example"
    reader = contact(admin, full_name=name, emails=[{"address": email}])
    said = {"channel": "email", "status": "opted_in", "topic": topic, "evidence": "signed"}
    admin.post(f"/v1/contacts/{reader['id']}/consents", said).must(201)
    listed = target_list(admin, where={"field": "name", "value": name})
    first = _launched(admin, company, topic, listed)
    (mail,) = eventually(lambda: mails(system, email), within=ACKNOWLEDGED_SECONDS)
    way_out = mail["headers"]["List-Unsubscribe"].strip("<>")
    assert f"{way_out}" in mail["text"]
    door = f"{system.url}{urlsplit(way_out).path}"

    with urlopen(door, timeout=10) as page:
        assert topic in page.read().decode()
    assert _refusals(admin, reader) == []
    send(door, **{"List-Unsubscribe": "One-Click"})

    second = _launched(admin, company, topic, listed, hindered=True)
    assert [row["reason"] for row in _messages(admin, second)] == ["opted_out"]
    assert [row["status"] for row in _messages(admin, first)] == ["sent"]
    assert eventually(lambda: _refusals(admin, reader)) == [topic]
    counters = admin.get(f"/v1/campaigns/{first['id']}/counters").must(200).json
    assert (counters["sent"], counters["unsubscribed"]) == (1, 1)
    assert len(mails(system, email)) == 1


def _launched(admin: Client, company: Company, topic: str, listed: Record, *, hindered: bool = False) -> Record:
    """A campaign to the list that somebody else has approved, as soon as somebody is in it."""
    made = campaign(
        admin, topic=topic, legal_basis="consent", sender_name="Acme", sender_email="news@acme.example", list_id=listed["id"],
        steps=[{"template_id": template(admin)["id"]}],
    )  # fmt: skip
    at = f"/v1/campaigns/{made['id']}"
    wanted = 0 if hindered else 1
    eventually(lambda: admin.get(f"{at}/preflight").must(200).json["reachable"] == wanted, within=30)
    asked = admin.post(f"{at}/actions/submit", **match(made)).must(200).json
    approved = company["marketing"].post(f"{at}/actions/approve", **match(asked)).must(200).json
    launched: Record = admin.post(f"{at}/actions/launch", **match(approved)).must(200).json
    return launched


def _messages(admin: Client, launched: Record) -> list[Record]:
    found: list[Record] = admin.get("/v1/messages", **{"filter[campaign_id]": launched["id"]}).must(200).json["data"]
    return found


def _refusals(admin: Client, reader: Record) -> list[str]:
    asked = {"filter[status]": "opted_out", "filter[is_current]": "true"}
    return [row["topic"] for row in admin.get(f"/v1/contacts/{reader['id']}/consents", **asked).must(200).json["data"]]
