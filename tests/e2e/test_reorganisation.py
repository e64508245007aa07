"""People and teams move, and what managers see moves with them within a minute."""

from __future__ import annotations

from company import Company, Person
from made import account, lead, match

from crm_kit.testing.system import Client, eventually

WITHIN = 60.0


def sees(client: Client, collection: str, record_id: str) -> bool:
    return client.get(f"/v1/{collection}/{record_id}").status == 200


def test_a_user_who_changes_team_takes_their_records_to_the_new_manager(company: Company) -> None:
    old, new = company.team("Old"), company.team("New")
    before, after = company.hire("sales_manager", old), company.hire("sales_manager", new)
    rep = company.hire("sales_representative", old)
    records = {"accounts": account(rep.client)["id"], "leads": lead(rep.client)["id"]}
    assert all(sees(before.client, *record) and not sees(after.client, *record) for record in records.items())

    company.admin.patch(f"/v1/users/{rep.id}", {"team_id": new["id"]}, **match(rep.user)).must(200)

    for record in records.items():
        eventually(lambda record=record: sees(after.client, *record) and not sees(before.client, *record), within=WITHIN)


def test_a_team_that_moves_in_the_tree_is_seen_from_above_its_new_place_only(company: Company) -> None:
    east, west = company.team("East"), company.team("West")
    moving = company.team("Moving", below=east)
    managers: list[Person] = [company.hire("sales_manager", team) for team in (east, west)]
    rep = company.hire("sales_representative", moving)
    record = account(rep.client)["id"]
    assert [sees(manager.client, "accounts", record) for manager in managers] == [True, False]

    body = {"parent_id": west["id"]}
    company.admin.post(f"/v1/teams/{moving['id']}/actions/move", body, **match(moving)).must(200)

    eventually(lambda: [sees(manager.client, "accounts", record) for manager in managers] == [False, True], within=WITHIN)
    new = account(rep.client)["id"]
    assert [sees(manager.client, "accounts", new) for manager in managers] == [False, True]


def test_a_role_that_is_taken_away_takes_its_rights_along(company: Company) -> None:
    manager = company.hire("sales_manager", company.teams["north"])
    record = account(company["mate"])["id"]
    assert sees(manager.client, "accounts", record)

    body = {"role_ids": [company.role_ids["sales_representative"]]}
    company.admin.patch(f"/v1/users/{manager.id}", body, **match(manager.user)).must(200)

    eventually(lambda: not sees(manager.client, "accounts", record), within=WITHIN)


def test_a_deputy_sees_what_the_absent_colleague_sees_until_the_deputy_is_relieved(company: Company) -> None:
    absent = company.hire("sales_representative", company.teams["south"])
    deputy = company.hire("sales_representative", company.teams["north"])
    record = account(absent.client)["id"]
    assert not sees(deputy.client, "accounts", record)

    named = {"deputy_id": deputy.id}
    path = f"/v1/users/{absent.id}/actions/name-deputy"
    user = company.admin.post(path, named, **match(absent.user)).must(200).json
    eventually(lambda: sees(deputy.client, "accounts", record), within=WITHIN)

    company.admin.post(path, {"deputy_id": None}, **match(user)).must(200)
    eventually(lambda: not sees(deputy.client, "accounts", record), within=WITHIN)
