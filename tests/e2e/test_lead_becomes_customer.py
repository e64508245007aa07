"""An enquiry becomes a customer: from signing in to the entry on the customer's timeline."""

from __future__ import annotations

import time

import pytest
from company import PASSWORD, Company
from made import SOON, contact, lead, match, once_known, word

from crm_kit.testing.system import Answer, Client, System, eventually

PROMPT_SECONDS = 1.0
LOADED_SECONDS = 5.0


def test_the_first_administrator_signs_in_and_may_do_everything(system: System) -> None:
    signed_in = system.sign_in(system.access["user"], system.access["password"])

    me = signed_in.get("/v1/me").must(200).json

    assert me["email"] == system.access["user"]
    assert {"permission": "*", "depth": "all"} in me["grants"]
    assert (system.directory / "access.json").stat().st_mode & 0o077 == 0


def test_teams_are_a_tree_and_users_have_a_team_and_roles(admin: Client, company: Company) -> None:
    north, inner = company.teams["north"], company.teams["inner"]

    user = admin.get(f"/v1/users/{company.people['inner'].id}").must(200).json
    teams = admin.get("/v1/teams", limit=200).must(200).json["data"]

    assert inner["parent_id"] == north["id"]
    assert inner["path"].startswith(north["path"])
    assert user["team_path"] == inner["path"]
    assert user["role_ids"] == [company.role_ids["sales_representative"]]
    assert {"north", "inner", "south"} <= {team["name"].lower() for team in teams}


def test_a_new_user_signs_in_with_the_password_shown_once_and_must_change_it(system: System, company: Company) -> None:
    body = {"email": f"{word()}@stories.example", "name": "New colleague", "role_ids": [company.role_ids["sales_representative"]]}
    user = company.admin.post("/v1/users", body).must(201).json

    newcomer = system.sign_in(user["email"], user["initial_password"])
    refused = newcomer.get("/v1/leads")
    change = {"current_password": user["initial_password"], "new_password": PASSWORD}
    newcomer.post("/v1/me/actions/change-password", change).must(200)

    assert refused.status == 403
    system.sign_in(user["email"], PASSWORD).get("/v1/leads").must(200)


def test_a_lead_is_assigned_accepted_and_converted_and_everything_is_there_within_a_second(company: Company) -> None:
    marketing, rep = company["marketing"], company["sales_representative"]
    enquiry = lead(marketing, owner_id=company.people["sales_representative"].id)
    assert enquiry["status"] == "assigned"
    accepted = rep.post(f"/v1/leads/{enquiry['id']}/actions/accept", **match(enquiry)).must(200).json
    body = {"opportunity": {"name": f"Deal {word()}", "close_date": SOON, "amount": {"amount": "12.50", "currency": "CNY"}}}

    done = rep.post(f"/v1/leads/{enquiry['id']}/actions/convert", body, **match(accepted)).must(200).json
    waited = _until_on_the_timeline(rep, done)

    account = rep.get(f"/v1/accounts/{done['account_id']}").must(200).json
    assert account["name"] == enquiry["company_or_person"]
    assert [person["contact_id"] for person in account["contacts"]] == [done["contact_id"]]
    assert rep.get(f"/v1/contacts/{done['contact_id']}").must(200).json["email"] == enquiry["email"]
    deal = rep.get(f"/v1/opportunities/{done['opportunity_id']}").must(200).json
    assert (deal["status"], deal["lead_id"], deal["accounts"][0]["id"]) == ("open", enquiry["id"], account["id"])
    assert rep.get(f"/v1/leads/{enquiry['id']}").must(200).json["status"] == "converted"
    assert waited < LOADED_SECONDS


def _until_on_the_timeline(client: Client, done: dict[str, str]) -> float:
    """Seconds until the account's timeline tells of the conversion and of the opportunity."""
    since = time.monotonic()
    wanted = {("leads", done["id"]), ("opportunities", done["opportunity_id"])}

    def is_told() -> bool:
        page = client.get(f"/v1/accounts/{done['account_id']}/timeline", limit=100)
        told = {(entry["collection"], entry["record_id"]) for entry in page.json["data"]} if page.status == 200 else set()
        return wanted <= told

    eventually(is_told, within=LOADED_SECONDS)
    return time.monotonic() - since


def test_on_an_idle_system_an_effect_is_seen_within_a_second(company: Company) -> None:
    rep, times = company["sales_representative"], []

    for _ in range(5):
        enquiry = lead(rep, owner_id=company.people["sales_representative"].id)
        accepted = rep.post(f"/v1/leads/{enquiry['id']}/actions/accept", **match(enquiry)).must(200).json
        body = {"opportunity": {"name": f"Deal {word()}", "close_date": SOON}}
        done = rep.post(f"/v1/leads/{enquiry['id']}/actions/convert", body, **match(accepted)).must(200).json
        times.append(_until_on_the_timeline(rep, done))

    assert min(times) < PROMPT_SECONDS, times


@pytest.mark.parametrize("second_key", ["the same key", "another key"])
def test_the_same_conversion_again_gives_the_same_answer(company: Company, second_key: str) -> None:
    rep, key = company["sales_representative"], word()
    enquiry = lead(rep, owner_id=company.people["sales_representative"].id)
    accepted = rep.post(f"/v1/leads/{enquiry['id']}/actions/accept", **match(enquiry)).must(200).json
    path, body = f"/v1/leads/{enquiry['id']}/actions/convert", {"opportunity": {"name": f"Deal {word()}", "close_date": SOON}}
    first = rep.post(path, body, Idempotency_Key=key, **match(accepted)).must(200)

    again = rep.post(path, body, Idempotency_Key=key if second_key == "the same key" else word(), **match(accepted)).must(200)

    assert again.json == first.json
    assert _is_replayed(again) == (second_key == "the same key")


def _is_replayed(answer: Answer) -> bool:
    return answer.headers.get("idempotency-replayed") == "true"


def test_a_conversion_may_take_an_account_and_a_contact_that_are_there(company: Company) -> None:
    rep = company["sales_representative"]
    known = rep.post("/v1/accounts", {"name": f"Known {word()}"}).must(201).json
    person = contact(rep, account_id=known["id"])
    enquiry = lead(rep, owner_id=company.people["sales_representative"].id)
    accepted = rep.post(f"/v1/leads/{enquiry['id']}/actions/accept", **match(enquiry)).must(200).json
    body = {"account": {"id": known["id"]}, "contact": {"id": person["id"]}}

    path = f"/v1/leads/{enquiry['id']}/actions/convert"
    done = once_known(lambda: rep.post(path, body, **match(accepted))).must(200).json

    assert (done["account_id"], done["contact_id"], done["opportunity_id"]) == (known["id"], person["id"], None)
    assert done["created"] == {"account": False, "contact": False, "opportunity": False}


def test_a_conversion_without_a_close_date_names_the_missing_field_and_leaves_nothing(company: Company) -> None:
    rep = company["sales_representative"]
    enquiry = lead(rep, owner_id=company.people["sales_representative"].id)
    accepted = rep.post(f"/v1/leads/{enquiry['id']}/actions/accept", **match(enquiry)).must(200).json

    refused = rep.post(f"/v1/leads/{enquiry['id']}/actions/convert", {"opportunity": {"name": "x"}}, **match(accepted))

    assert refused.status == 422
    assert refused.json["errors"][0]["pointer"] == "/opportunity/close_date"
    unchanged = rep.get(f"/v1/leads/{enquiry['id']}").must(200).json
    assert (unchanged["status"], unchanged["account_id"]) == ("accepted", None)
