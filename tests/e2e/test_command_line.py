"""crm, the command line, as somebody at a terminal and as a script: a process of its own against the running system."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from company import PASSWORD, Company
from made import Record, word
from tenants import environment_of

from crm_kit.testing.system import CHECKOUT, System

Said = subprocess.CompletedProcess[str]
Say = Callable[..., Said]


@pytest.fixture
def crm(system: System, tmp_path: Path) -> Say:
    """Say something, with nothing of whoever runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("CRM_")}
    own = {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def say(*words: str, fed: str = "", **more: str) -> Said:
        return subprocess.run(
            [str(CHECKOUT / ".venv/bin/crm"), *words],
            env={**inherited, **own, **more}, input=fed, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

    return say


@pytest.fixture
def rep(crm: Say, system: System, company: Company) -> Say:
    """The same, signed in as a sales representative."""
    person = company.people["sales_representative"]
    said = crm("login", "--url", system.url, "--user", person.user["email"], "--password-stdin", fed=f"{PASSWORD}\n")
    assert said.returncode == 0, said.stderr
    return crm


def answered(said: Said) -> Record:
    """The record that was printed, by a command that succeeded."""
    assert said.returncode == 0, said.stderr
    found: Record = json.loads(said.stdout)
    return found


def enquiry(say: Say) -> Record:
    mark = word()
    return answered(say("create", "leads", f"company_or_person=Enquirer {mark}", "source=web", f"email=ask@{mark}.example"))


def test_a_lead_is_taken_in_changed_and_accepted(rep: Say) -> None:
    made = enquiry(rep)

    answered(rep("change", "leads", made["id"], "contact_name=Ada Byron"))
    me = answered(rep("whoami", "--json"))
    answered(rep("act", "leads", made["id"], "assign", f"owner_id={me['id']}"))
    answered(rep("act", "leads", made["id"], "accept"))

    shown = answered(rep("get", "leads", made["id"]))
    assert (shown["status"], shown["contact_name"], shown["version"]) == ("accepted", "Ada Byron", 4)


def test_a_list_is_filtered_sorted_and_followed_over_its_pages(rep: Say) -> None:
    mark = word()
    for number in range(5):
        answered(rep("create", "accounts", f"name={mark} number {number}"))
    words = ("list", "accounts", "--search", mark, "--sort", "name", "--fields", "name")

    assert rep(*words, "--count").stdout == "5\n"
    assert [json.loads(line)["name"][-1] for line in rep(*words, "--all").stdout.splitlines()] == list("01234")
    two = rep(*words, "--limit", "2", "--csv")
    assert [line[-1] for line in two.stdout.splitlines()] == ["e", "0", "1"]
    assert "more than these 2" in two.stderr


def test_the_same_key_takes_effect_once(rep: Say) -> None:
    mark = word()

    first = rep("create", "accounts", f"name={mark}", "--key", mark)
    again = rep("create", "accounts", f"name={mark}", "--key", mark)
    other = rep("create", "accounts", f"name={mark} and sons", "--key", mark)

    assert answered(first) == answered(again)
    assert other.returncode == 1
    assert "idempotency_key_reused" in other.stderr


def test_what_is_refused_names_the_field_and_changes_nothing(rep: Say) -> None:
    made = answered(rep("create", "accounts", f"name={word()}"))

    unknown = rep("change", "accounts", made["id"], "nonsense=1")
    answered(rep("change", "accounts", made["id"], "region=north"))
    stale = rep("change", "accounts", made["id"], "region=south", "--version", "1")

    assert (unknown.returncode, stale.returncode) == (1, 1)
    assert "/nonsense:" in unknown.stderr
    assert "at version 2 now; changed since: region" in stale.stderr
    assert answered(rep("get", "accounts", made["id"]))["region"] == "north"


def test_a_deleted_record_comes_back(rep: Say, company: Company) -> None:
    made = enquiry(rep)
    admin = {"CRM_URL": company.system.url, "CRM_TOKEN": company.admin.token}

    gone = rep("delete", "leads", made["id"], **admin)
    missing = rep("get", "leads", made["id"], **admin)
    back = rep("act", "leads", made["id"], "restore", **admin)

    assert (gone.returncode, missing.returncode, back.returncode) == (0, 1, 0), gone.stderr + back.stderr


def test_a_file_is_checked_imported_and_taken_back(rep: Say, company: Company, tmp_path: Path) -> None:
    mark, admin = word(), {"CRM_URL": company.system.url, "CRM_TOKEN": company.admin.token}
    file, errors = tmp_path / "accounts.csv", tmp_path / "errors.csv"
    file.write_text(f"Firma,Mail\n{mark} 有限公司,a@{mark}.example\n,not an address\n", encoding="gb18030")
    words = ("import", "accounts", str(file), "--map", "Firma=name", "--map", "Mail=email")

    checked = rep(*words, "--dry-run", **admin)
    assert rep("list", "accounts", "--search", mark, "--count", **admin).stdout == "0\n", checked.stderr
    done = rep(*words, "--yes", "--errors", str(errors), **admin)

    assert "2 rows: 1 created, 1 error" in done.stderr
    assert (done.returncode, json.loads(done.stdout)["status"]) == (1, "completed_with_errors")
    assert errors.read_text(encoding="utf-8-sig").splitlines()[1].startswith(",not an address,")
    assert answered(rep("list", "accounts", "--search", mark, **admin))["name"] == f"{mark} 有限公司"
    assert "1 undone" in rep("jobs", "undo", json.loads(done.stdout)["id"], **admin).stderr
    assert rep("list", "accounts", "--search", mark, "--count", **admin).stdout == "0\n"


def test_signing_out_ends_the_session_on_the_server(rep: Say, tmp_path: Path) -> None:
    config = tmp_path / "config" / "crm" / "config.json"
    kept = json.loads(config.read_text(encoding="utf-8"))["profiles"]["default"]

    assert rep("logout").returncode == 0

    old = rep("whoami", CRM_URL=kept["url"], CRM_TOKEN=kept["token"])
    assert (old.returncode, kept["token"] in config.read_text(encoding="utf-8")) == (1, False)
    assert "crm login" in old.stderr


def test_everything_that_is_offered_has_a_command_line(rep: Say) -> None:
    offered = [json.loads(line) for line in rep("routes").stdout.splitlines()]

    assert ("act", "leads", "convert") in {(route["verb"], route["collection"], route["action"]) for route in offered}
    assert len(offered) > 80


def test_events_are_told_from_the_stream(rep: Say, system: System) -> None:
    made = enquiry(rep)

    told = system.command("tool", f"crm events tail --from {made['created_at']} --type sales.lead.created.v1 --limit 1")

    assert json.loads(told)["subject"] == made["id"]


def test_who_may_not_read_the_stream_is_told_so(rep: Say, system: System) -> None:
    closed = environment_of(system, "gateway")["CRM_GATEWAY_AMQP_URL"]

    said = rep("events", "tail", "--from", "first", "--limit", "1", CRM_AMQP_URL=closed)

    assert said.returncode == 3
    assert "ACCESS_REFUSED" in said.stderr


def test_a_system_that_is_away_is_not_a_traceback(rep: Say) -> None:
    said = rep("get", "me", CRM_URL="http://127.0.0.1:9", CRM_TOKEN="x")

    assert said.returncode == 3
    assert "cannot be reached" in said.stderr
    assert "Traceback" not in said.stderr
