"""Whoever signs out, leaves, or loses their key is outside within a minute; keys reach no further than they say."""

from __future__ import annotations

import datetime as dt
from typing import Any

from company import PASSWORD, Company
from made import Record, account, lead, match, word
from tenants import administrator_of

from crm_kit.testing.system import Client, System, eventually

WITHIN = 60.0
EVERYTHING = [{"permission": "*", "depth": "all"}]


def test_who_signs_out_is_out_at_once(system: System, company: Company) -> None:
    person = company.hire("sales_representative", company.teams["south"])
    person.client.get("/v1/leads").must(200)

    person.client.delete("/v1/sessions/current").must(204)

    eventually(lambda: person.client.get("/v1/leads").status == 401, within=WITHIN)
    assert system.sign_in(person.user["email"], PASSWORD).get("/v1/leads").status == 200


def test_who_is_deactivated_is_out_with_every_session_and_key(system: System, company: Company) -> None:
    person = company.hire("sales_representative", company.teams["south"])
    second = system.sign_in(person.user["email"], PASSWORD)
    key = system.visitor()
    key.token = _key(person.client, [{"permission": "sales.lead.read", "depth": "own"}])["token"]
    assert [client.get("/v1/leads").status for client in (person.client, second, key)] == [200, 200, 200]

    company.admin.post(f"/v1/users/{person.id}/actions/deactivate", {}, **match(person.user)).must(200)

    eventually(lambda: [one.get("/v1/leads").status for one in (person.client, second, key)] == [401, 401, 401], within=WITHIN)
    again = system.visitor().post("/v1/sessions", {"email": person.user["email"], "password": PASSWORD})
    assert (again.status, again.json["code"]) == (401, "wrong_credentials")


def test_who_has_left_owns_nothing_new(company: Company) -> None:
    person = company.hire("sales_representative", company.teams["south"])
    company.admin.post(f"/v1/users/{person.id}/actions/deactivate", {}, **match(person.user)).must(200)

    def refused() -> bool:
        answer = company.admin.post("/v1/leads", {"company_or_person": word(), "source": "web", "email": f"{word()}@example.com",
                                                  "owner_id": person.id})  # fmt: skip
        return answer.status == 422 and answer.json["code"] == "inactive_user"

    assert eventually(refused)


def test_a_new_password_ends_the_old_sessions(system: System, company: Company) -> None:
    person = company.hire("sales_representative", company.teams["south"])
    thief = system.sign_in(person.user["email"], PASSWORD)
    change = {"current_password": PASSWORD, "new_password": f"{PASSWORD} {word()}"}

    answer = person.client.post("/v1/me/actions/change-password", change).must(200).json

    eventually(lambda: thief.get("/v1/me").status == 401, within=WITHIN)
    person.client.token = answer["token"]
    assert person.client.get("/v1/me").status == 200


def test_a_session_goes_on_under_a_new_token(system: System, company: Company) -> None:
    person = company.hire("sales_representative", company.teams["south"])

    renewed = person.client.post("/v1/sessions/current/actions/renew").must(200).json

    fresh = system.visitor()
    fresh.token = renewed["token"]
    assert renewed["token"] != person.client.token
    assert fresh.get("/v1/me").must(200).json["id"] == person.id


def test_nobody_but_an_administrator_ends_the_sessions_of_others(company: Company) -> None:
    victim = company.hire("sales_representative", company.teams["north"])
    session = victim.client.get("/v1/sessions").must(200).json["data"][0]["id"]
    others = [company[who] for who in ("sales_manager", "mate", "auditor")]

    refused = [client.delete(f"/v1/sessions/{session}").status for client in others]
    refused += [client.post("/v1/sessions/actions/end", {"user_id": victim.id}).status for client in others]

    assert refused == [404, 404, 404, 403, 403, 403]
    assert victim.client.get("/v1/me").status == 200
    company.admin.delete(f"/v1/sessions/{session}").must(204)
    eventually(lambda: victim.client.get("/v1/me").status == 401, within=WITHIN)


def test_the_last_administrator_stays(system: System) -> None:
    only = administrator_of(system, f"tenant {word()}")
    me = only.get("/v1/me").must(200).json["id"]
    user = only.get(f"/v1/users/{me}").must(200).json

    answers = [
        only.post(f"/v1/users/{me}/actions/deactivate", {}, **match(user)),
        only.patch(f"/v1/users/{me}", {"role_ids": []}, **match(user)),
        only.delete(f"/v1/users/{me}", **match(user)),
    ]

    assert [(answer.status, answer.json["code"]) for answer in answers] == [(409, "last_administrator")] * 3


# --- API keys --------------------------------------------------------------------------------------------------------


def _key(client: Client, limits: list[dict[str, str]], **more: Any) -> Record:
    made: Record = client.post("/v1/api-keys", {"name": "Robot", "limits": limits, **more}).must(201).json
    return made


def _holder(system: System, key: Record) -> Client:
    client = system.visitor()
    client.token = key["token"]
    return client


def test_a_key_does_what_its_limits_say_and_nothing_else(system: System, company: Company) -> None:
    rep = company["sales_representative"]
    mine, others = lead(rep), lead(company["mate"])
    robot = _holder(system, _key(rep, [{"permission": "sales.lead.read", "depth": "own"}]))

    assert robot.get(f"/v1/leads/{mine['id']}").status == 200
    assert robot.get(f"/v1/leads/{others['id']}").status == 404
    assert robot.patch(f"/v1/leads/{mine['id']}", {"score": 5}, **match(mine)).status == 403
    assert robot.get("/v1/accounts").status == 403


def test_a_key_never_reaches_further_than_its_owner(system: System, company: Company) -> None:
    refused = company["sales_representative"].post("/v1/api-keys", {"name": "Robot", "limits": EVERYTHING})
    manager = company.hire("sales_manager", company.teams["north"])
    robot = _holder(system, _key(manager.client, [{"permission": "customers.account.read", "depth": "subtree"}]))
    record = account(company["mate"])
    assert robot.get(f"/v1/accounts/{record['id']}").status == 200

    demoted = {"role_ids": [company.role_ids["warehouse"]], "team_id": company.teams["south"]["id"]}
    company.admin.patch(f"/v1/users/{manager.id}", demoted, **match(manager.user)).must(200)

    assert (refused.status, refused.json["code"]) == (403, "exceeds_own_grants")
    eventually(lambda: robot.get(f"/v1/accounts/{record['id']}").status == 404, within=WITHIN)


def test_a_key_is_good_from_its_addresses_only(system: System, company: Company) -> None:
    limits = [{"permission": "sales.lead.read", "depth": "own"}]
    here = _holder(system, _key(company["sales_representative"], limits, ip_allow=["127.0.0.0/8"]))
    elsewhere = _holder(system, _key(company["sales_representative"], limits, ip_allow=["203.0.113.7"]))

    assert here.get("/v1/leads").status == 200
    refused = elsewhere.get("/v1/leads")
    assert (refused.status, refused.json["code"]) == (403, "address_not_allowed")
    forged = elsewhere.call("GET", "/v1/leads", headers={"X_Forwarded_For": "203.0.113.7"})
    assert forged.status == 403


def test_a_key_has_a_rate_of_its_own(system: System, company: Company) -> None:
    limits = [{"permission": "sales.lead.read", "depth": "own"}]
    robot = _holder(system, _key(company["sales_representative"], limits, rate_per_minute=5))

    answers = [robot.get("/v1/leads", limit=1) for _ in range(12)]

    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert all(int(answer.headers["retry-after"]) > 0 for answer in refused)
    assert company["sales_representative"].get("/v1/leads").status == 200


def test_a_revoked_key_and_the_old_token_of_a_rotated_one_open_nothing(system: System, company: Company) -> None:
    rep, limits = company["sales_representative"], [{"permission": "sales.lead.read", "depth": "own"}]
    key = _key(rep, limits, expires_at=(dt.datetime.now(dt.UTC) + dt.timedelta(days=1)).isoformat())
    old = _holder(system, key)
    assert old.get("/v1/leads").status == 200

    rotated = rep.post(f"/v1/api-keys/{key['id']}/actions/rotate", {}, **match(key)).must(200).json
    fresh = _holder(system, rotated)
    eventually(lambda: (old.get("/v1/leads").status, fresh.get("/v1/leads").status) == (401, 200), within=WITHIN)

    rep.post(f"/v1/api-keys/{key['id']}/actions/revoke", {}, **match(rotated)).must(200)
    eventually(lambda: fresh.get("/v1/leads").status == 401, within=WITHIN)


def test_a_key_s_token_is_shown_once(company: Company) -> None:
    rep = company["sales_representative"]
    key = _key(rep, [{"permission": "sales.lead.read", "depth": "own"}])

    shown = rep.get(f"/v1/api-keys/{key['id']}").must(200).json
    listed = rep.get("/v1/api-keys", limit=200).must(200).body.decode()

    assert key["token"].startswith("crm_")
    assert "token" not in shown
    assert key["token"] not in listed
