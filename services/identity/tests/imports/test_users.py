"""Users from files."""

from __future__ import annotations

import pytest

from crm_contracts.identity import imports
from crm_contracts.identity.commands import ChangeUser
from crm_contracts.identity.queries import GetUser, ListUsers
from crm_contracts.identity.session_commands import CreateSession
from crm_kit.caller import Caller
from crm_kit.testing.imports import ImportsUnderTest
from crm_kit.testing.service import ServiceUnderTest, write_golden
from identity.testing import STRANGER, Company

HEAD = "email,first name,last name,title,team,roles,manager\n"


@pytest.fixture
def files(crm: ServiceUnderTest) -> ImportsUnderTest:
    return ImportsUnderTest(crm, imports)


def users(crm: ServiceUnderTest, who: Caller) -> dict[str, dict[str, object]]:
    return {user["email"]: user for user in crm.ask(ListUsers, who, limit=200)["data"]}


def test_a_row_becomes_a_user_in_a_team_with_roles_and_a_manager(
    crm: ServiceUnderTest, files: ImportsUnderTest, company: Company, admin: Caller
) -> None:  # fmt: skip
    team, role = company.team("North"), company.role("identity.user.read:all", name="Reader")
    rows = f"Ann@{company.name[-6:]}.example,Ann,Lee,Head,north,sales_manager;reader,\n"
    rows += f"bob@{company.name[-6:]}.example,Bob,Lee,,North,,ann@{company.name[-6:]}.example\n"

    run = files.run(admin, "users", HEAD + rows)

    ann, bob = (crm.ask(GetUser, admin, user_id=row["record_id"]) for row in files.rows(admin, run))
    assert (run["status"], ann["name"], ann["position"], ann["team_id"]) == ("completed", "Ann Lee", "Head", team["id"])
    assert role["id"] in ann["role_ids"]
    assert len(ann["role_ids"]) == 2
    assert bob["manager_id"] == ann["id"]
    assert len(crm.events("identity.user.created.v1")) == 3
    write_golden(crm.events("identity.import.completed.v1")[0])


def test_nobody_knows_the_password_of_a_user_from_a_file(files: ImportsUnderTest, company: Company, admin: Caller) -> None:
    email = f"ann@{company.name[-6:]}.example"
    files.run(admin, "users", f"email,name\n{email},Ann\n")

    reply = company.ask_as_stranger(CreateSession, email=email, password="")
    again = company.ask_as_stranger(CreateSession, email=email, password="correct horse battery")

    assert {reply["problem"]["status"], again["problem"]["status"]} <= {401, 422}


def test_what_a_row_refers_to_must_be_there(files: ImportsUnderTest, company: Company, admin: Caller) -> None:
    company.team("Twin")
    company.team("Twin")
    mark = company.name[-6:]
    cells = ["A,,,Nowhere,,", "B,,,Twin,,", "C,,,,king,", "D,,,,,x@x.example"]
    rows = "".join(f"u{number}@{mark}.example,{rest}\n" for number, rest in enumerate(cells))

    run = files.run(admin, "users", f"{HEAD}{rows}nonsense,E,,,,,\nf@{mark}.example,,,,,,\n")

    assert files.codes(admin, run) == [
        ["unknown_team"], ["ambiguous_team"], ["unknown_role"], ["unknown_user"], ["invalid"], ["required"],
    ]  # fmt: skip


def test_nobody_gives_more_than_they_have(files: ImportsUnderTest, company: Company) -> None:
    mark = company.name[-6:]
    north = company.team("North")
    company.team("South")
    hirer = company.hire("identity.user.*:subtree", team_id=north["id"]).caller

    run = files.run(hirer, "users", f"{HEAD}a@{mark}.example,A,,,North,administrator,\nb@{mark}.example,B,,,South,,\n")

    assert files.codes(hirer, run) == [["exceeds_own_grants"], ["beyond_own_team"]]


def test_an_address_that_somebody_has_is_a_duplicate_in_this_tenant_and_in_others(
    files: ImportsUnderTest, company: Company, admin: Caller
) -> None:  # fmt: skip
    mark, elsewhere = company.name[-6:], Company(company.crm)
    known = company.hire(email=f"known@{mark}.example")
    rows = f"KNOWN@{mark}.example,A\n{elsewhere.admin.email},B\nnew@{mark}.example,C\nnew@{mark}.example,D\n"

    run = files.run(admin, "users", f"email,name\n{rows}")

    assert known.email.startswith("known@")
    assert files.outcomes(admin, run) == ["duplicate", "error", "created", "duplicate"]


def test_upsert_changes_users_whom_one_may_change(files: ImportsUnderTest, company: Company, admin: Caller) -> None:
    team, mark = company.team("North"), company.name[-6:]
    known = company.hire(email=f"known@{mark}.example", position="Clerk")

    run = files.run(admin, "users", f"{HEAD}known@{mark}.example,Grace,Hopper,,North,,\n", mode="upsert")

    changed = company.user(known)
    assert files.outcomes(admin, run) == ["updated"]
    assert (changed["name"], changed["position"], changed["team_id"]) == ("Grace Hopper", "Clerk", team["id"])


def test_nobody_is_changed_by_who_may_do_less(files: ImportsUnderTest, company: Company) -> None:
    hirer = company.hire("identity.user.*:all").caller

    run = files.run(hirer, "users", f"email,name\n{company.admin.email},Nobody\n", mode="upsert")

    assert files.outcomes(hirer, run) == ["duplicate"]


def test_the_last_administrator_stays_one(files: ImportsUnderTest, company: Company, admin: Caller) -> None:
    company.role("identity.user.read:all", name="Reader")

    run = files.run(admin, "users", f"{HEAD}{company.admin.email},Ada,Root,,,Reader,\n", mode="upsert")

    assert files.codes(admin, run) == [["last_administrator"]]


def test_undoing_lets_users_go_and_gives_changed_ones_back(
    crm: ServiceUnderTest, files: ImportsUnderTest, company: Company, admin: Caller
) -> None:  # fmt: skip
    team, mark = company.team("North"), company.name[-6:]
    known = company.hire(email=f"known@{mark}.example")
    edited = f"edited@{mark}.example"
    rows = f"known@{mark}.example,Grace,Hopper,,North,,\nnew@{mark}.example,New,,,,,\n{edited},Ed,,,,,\n"
    run = files.run(admin, "users", HEAD + rows, mode="upsert")
    record = files.rows(admin, run)[2]["record_id"]
    crm.do(ChangeUser, admin, user_id=record, version=1, name="Edward")

    undone = files.undo(admin, run)

    assert [row["undo"] for row in files.rows(admin, undone)] == ["undone", "undone", "kept"]
    assert (company.user(known)["name"], company.user(known)["team_id"]) == ("Grace", None)
    assert f"new@{mark}.example" not in users(crm, admin)
    assert users(crm, admin)[edited]["name"] == "Edward"
    assert team["name"] == "North"
    assert len(crm.events("identity.user.deactivated.v1")) == 1
    write_golden(crm.events("identity.import.undone.v1")[0])


def test_users_are_imported_by_those_alone_who_may(crm: ServiceUnderTest, files: ImportsUnderTest, company: Company) -> None:
    creator = company.hire("identity.user.create:all").caller

    with crm.refused(403, "forbidden"):
        files.upload(creator, "users", "email,name\na@x.example,A\n")
    with crm.refused(401):
        files.upload(STRANGER, "users", "email,name\na@x.example,A\n")
