"""What the server offers, and what the shell may offer."""

import json
import os
from pathlib import Path

import pytest

from crm_cli.routes import known_routes, routes_of
from crm_cli.server import Server

DOCUMENT = json.loads((Path(__file__).parents[3] / "docs/api/openapi.json").read_text(encoding="utf-8"))


def completed(run, *words, **environment):
    """What the shell is offered for the last word."""
    line = " ".join(("crm", *words))
    said = run(_CRM_COMPLETE="bash_complete", COMP_WORDS=line, COMP_CWORD=str(len(words)), **environment)
    return [offer.partition(",")[2] for offer in said.stdout.split()]


def test_every_route_for_people_has_words():
    words = {route.words for route in routes_of(DOCUMENT)}

    assert words >= {
        "crm list accounts", "crm get accounts ID", "crm create accounts", "crm change accounts ID", "crm delete accounts ID",
        "crm act accounts ID transfer", "crm get accounts/ID/360", "crm list accounts/ID/timeline",
        "crm delete accounts/ID/shares ID", "crm act sessions end", "crm act sessions/current renew",
        "crm get me", "crm act me change-password",
    }  # fmt: skip
    assert not [text for text in words if "batch" in text or "{" in text]


def test_what_takes_or_gives_files_is_left_to_the_commands_for_files():
    csv, other = {"text/csv": {}}, {"application/json": {}}
    document = {
        "paths": {
            "/v1/imports": {"post": {"requestBody": {"content": csv}, "responses": {"201": {"content": other}}}},
            "/v1/jobs/{job_id}/errors": {"get": {"responses": {"200": {"content": csv}}}},
            "/v1/jobs/{job_id}": {"get": {"responses": {"200": {"content": other}}}},
        }
    }

    assert [route.words for route in routes_of(document)] == ["crm get jobs ID"]


def test_the_table_names_what_can_be_done_with_a_collection(server, run):
    server.answer(200, DOCUMENT)

    said = run("routes", "leads", "--table")

    assert "crm act leads ID convert" in said.stdout
    assert "crm list accounts" not in said.stdout


def test_a_collection_that_there_is_not_is_wrong_use(server, run):
    server.answer(200, DOCUMENT)

    assert run("routes", "nonsense").exit_code == 2


def test_routes_are_asked_for_once_a_day(server, home):
    server.answer(200, DOCUMENT)

    first, second = known_routes(Server(server.url)), known_routes(Server(server.url))
    for kept in (home / "cache").rglob("*.json"):
        os.utime(kept, (0, 0))
    known_routes(Server(server.url))

    assert first == second
    assert len(server.asked) == 2


def test_what_is_kept_and_broken_is_asked_for_again(server, home):
    server.answer(200, DOCUMENT)
    known_routes(Server(server.url))
    for kept in (home / "cache").rglob("*.json"):
        kept.write_text('[{"nonsense": 1}]', encoding="utf-8")

    assert known_routes(Server(server.url))
    assert len(server.asked) == 2


def test_collections_and_actions_are_completed(server, run):
    server.answer(200, DOCUMENT)

    assert completed(run, "list", "opp") == [
        "opportunities", "opportunities/pipeline", "opportunities/stage-history",
    ]  # fmt: skip
    assert completed(run, "act", "leads", "7", "rec") == ["record-first-contact", "recycle"]
    assert completed(run, "act", "sessions", "e") == ["end"]
    assert len(server.asked) == 1


def test_without_a_server_the_shell_is_offered_nothing(run):
    assert completed(run, "list", "acc", CRM_URL="http://127.0.0.1:9") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(run, shell):
    said = run("completion", shell)

    assert said.exit_code == 0
    assert f"_CRM_COMPLETE={shell}_complete" in said.stdout


def test_the_help_is_a_table_of_contents(run):
    text = run("--help").stdout

    chapters = [text.index(f"\n{chapter}:") for chapter in ("Who one is", "Records", "Files", "Events", "What there is")]
    assert chapters == sorted(chapters)
