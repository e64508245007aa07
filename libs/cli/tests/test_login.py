"""Signing in and out."""

import json

import pytest

from crm_cli.profiles import Profile, config_file, read_profile, write_profile

SESSION = {"token": "the-token", "must_change_password": False, "user": {"email": "ada@crm.example"}}
ME = {
    "name": "Ada", "email": "ada@crm.example", "tenant": {"id": "1", "name": "main"}, "team": None, "roles": [{"name": "Auditor"}],
}  # fmt: skip
NOBODY = {"CRM_TOKEN": "", "CRM_URL": ""}


def test_signing_in_keeps_the_token_and_shows_no_secret(server, run):
    server.answer(201, SESSION)

    said = run("login", "--url", server.url, "--user", "ada@crm.example", "--password-stdin", fed="the password\n", **NOBODY)

    assert said.exit_code == 0
    assert read_profile("default") == Profile(server.url, "the-token", "session", "ada@crm.example")
    assert server.asked[0].json == {"email": "ada@crm.example", "password": "the password"}
    assert "authorization" not in server.asked[0].headers
    assert "the-token" not in said.output
    assert "the password" not in said.output


def test_a_password_is_asked_for_without_echo(server, run):
    server.answer(201, SESSION)

    said = run("login", "--url", server.url, fed="ada@crm.example\nthe password\n", **NOBODY)

    assert said.exit_code == 0
    assert "the password" not in said.output


def test_a_wrong_password_keeps_the_profile_as_it_was(server, run):
    write_profile("default", Profile(server.url, "old", "session", "ada@crm.example"))
    server.answer(401, {"title": "Sign in first", "detail": "E-mail and password do not match"})

    said = run("login", "--password-stdin", fed="wrong\n", **NOBODY)

    assert said.exit_code == 1
    assert read_profile("default").token == "old"


def test_an_api_key_is_tried_before_it_is_kept(server, run):
    server.answer(200, ME)

    assert run("--profile", "robot", "login", "--url", server.url, "--api-key-stdin", fed="crm_1_x\n", **NOBODY).exit_code == 0

    assert server.asked[0].headers["authorization"] == "Bearer crm_1_x"
    assert read_profile("robot").kind == "api_key"
    assert read_profile("default") == Profile()


def test_signing_out_ends_the_session_and_forgets_the_token(server, run):
    write_profile("default", Profile(server.url, "the-token", "session", "ada@crm.example", "amqp://broker"))
    server.answer(204)

    assert run("logout", **NOBODY).exit_code == 0

    assert (server.asked[0].method, server.asked[0].path) == ("DELETE", "/v1/sessions/current")
    assert server.asked[0].headers["authorization"] == "Bearer the-token"
    assert "the-token" not in config_file().read_text(encoding="utf-8")
    assert read_profile("default").amqp_url == "amqp://broker"


def test_signing_out_of_a_session_that_is_over_is_no_failure(server, run):
    write_profile("default", Profile(server.url, "the-token"))
    server.answer(401, {"title": "Sign in first"})

    assert run("logout", **NOBODY).exit_code == 0
    assert read_profile("default").token == ""


def test_an_api_key_is_only_forgotten(server, run):
    write_profile("default", Profile(server.url, "crm_1_x", "api_key"))

    assert run("logout", **NOBODY).exit_code == 0
    assert server.asked == []


def test_who_one_is_can_be_asked(server, run):
    server.answer(200, ME)

    said = run("whoami", "--table")

    assert "Auditor" in said.stdout
    assert server.url in said.stdout
    assert json.loads(run("whoami", "--json").stdout) == ME


def test_a_password_does_not_stand_in_an_address_on_the_command_line(server, run):
    said = run("login", "--url", server.url, "--amqp-url", "amqp://reader:secret@broker/", **NOBODY)

    assert said.exit_code == 2
    assert "secret" not in said.output
    assert not config_file().exists()


def test_the_password_of_the_broker_is_asked_for(server, run):
    server.answer(201, SESSION)
    words = ("login", "--url", server.url, "--user", "ada@crm.example", "--amqp-url", "amqp://reader@broker:5672/")

    assert run(*words, fed="p@ss\nthe password\n", **NOBODY).exit_code == 0
    assert read_profile("default").amqp_url == "amqp://reader:p%40ss@broker:5672/"


@pytest.mark.parametrize("url", ["crm.example", "ftp://crm.example", "http://", "https://ada:secret@crm.example"])
def test_what_is_no_address_is_wrong_use(run, url):
    assert run("login", "--url", url, "--user", "a", "--password-stdin", fed="x\n", **NOBODY).exit_code == 2


def test_a_password_without_https_is_warned_of(run):
    said = run("login", "--url", "http://crm.invalid", "--user", "a", "--password-stdin", fed="", **NOBODY)

    assert "without https" in said.stderr
