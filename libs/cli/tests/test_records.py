"""list, get, create, change, delete and act: what is sent, and what is printed."""

import json

import pytest

STALE = {"title": "The record has changed", "code": "stale", "version": 5, "changed": ["name"]}


def page(*rows, cursor=None):
    return {"data": list(rows), "has_more": cursor is not None, "next_cursor": cursor}


def test_a_list_follows_its_cursors(server, run):
    server.answer(200, page({"id": 1}, {"id": 2}, cursor="c1")).answer(200, page({"id": 3}))

    said = run("list", "accounts", "--all", "--filter", "status=active", "--filter", "total[gte]=100", "--sort", "-created_at")

    assert [json.loads(line)["id"] for line in said.stdout.splitlines()] == [1, 2, 3]
    first, second = (asked.query for asked in server.asked)
    assert first == {"filter[status]": "active", "filter[total][gte]": "100", "sort": "-created_at", "limit": "200"}
    assert second == {**first, "cursor": "c1"}


def test_a_list_ends_at_its_limit_and_says_that_there_is_more(server, run):
    server.answer(200, page({"id": 1}, {"id": 2}, {"id": 3}, cursor="c1"))

    said = run("list", "accounts", "--limit", "2")

    assert said.stdout == '{"id": 1}\n{"id": 2}\n'
    assert "more than these 2" in said.stderr
    assert len(server.asked) == 1


def test_a_list_that_is_shown_whole_says_nothing_more(server, run):
    server.answer(200, page({"id": 1}, {"id": 2}))

    assert run("list", "accounts", "--limit", "2").stderr == ""


def test_a_count_is_a_number_and_nothing_else(server, run):
    server.answer(200, {**page({"id": 1}), "count": 1234})

    assert run("list", "accounts", "--count", "--search", "ada").stdout == "1234\n"
    assert server.asked[0].query == {"filter[q]": "ada", "count": "exact", "limit": "1"}


def test_csv_has_the_fields_that_were_asked_for(server, run):
    server.answer(200, page({"id": 1, "status": "new", "name": "Ada"}))

    assert run("list", "leads", "--csv", "--fields", "name,status").stdout == "id,name,status\n1,Ada,new\n"


def test_what_is_no_list_is_wrong_use(server, run):
    server.answer(200, {"id": 1})

    assert run("list", "me").exit_code == 2


def test_a_record_below_a_record_can_be_shown(server, run):
    server.answer(200, {"account": {"id": "7"}})

    said = run("get", "accounts/7/360", "--query", "sections=orders")

    assert json.loads(said.stdout) == {"account": {"id": "7"}}
    assert (server.asked[0].path, server.asked[0].query) == ("/v1/accounts/7/360", {"sections": "orders"})


def test_a_record_is_made_of_fields_under_the_key_that_was_given(server, run):
    server.answer(201, {"id": "7"})

    said = run("create", "accounts", "name=Engines", 'types:=["customer"]', "--file", "-", "--key", "k1", fed='{"region": "north"}')

    assert said.exit_code == 0
    assert server.asked[0].json == {"region": "north", "name": "Engines", "types": ["customer"]}
    assert server.asked[0].headers["idempotency-key"] == "k1"
    assert "if-match" not in server.asked[0].headers


def test_a_change_names_the_version_that_the_record_has(server, run):
    server.answer(200, {"id": "7", "version": 4}).answer(200, {"id": "7", "version": 5})

    assert run("change", "accounts", "7", "region:=null").exit_code == 0

    read, changed = server.asked
    assert (read.method, changed.method, changed.json) == ("GET", "PATCH", {"region": None})
    assert changed.headers["if-match"] == '"4"'


def test_a_version_that_is_given_is_the_one_that_is_meant(server, run):
    server.answer(412, STALE)

    said = run("change", "accounts", "7", "name=x", "--version", "3")

    assert said.exit_code == 1
    assert "at version 5 now; changed since: name" in said.stderr
    assert [asked.headers["if-match"] for asked in server.asked] == ['"3"']


def test_a_delete_names_the_version_and_prints_nothing(server, run):
    server.answer(200, {"id": "7", "version": 4}).answer(204)

    said = run("delete", "accounts", "7")

    assert (said.exit_code, said.output) == (0, "")
    assert (server.asked[1].method, server.asked[1].headers["if-match"]) == ("DELETE", '"4"')


def test_what_cannot_be_read_is_deleted_without_a_version(server, run):
    server.answer(405, {"title": "Method Not Allowed"}).answer(204)

    assert run("delete", "accounts/7/shares", "9").exit_code == 0
    assert "if-match" not in server.asked[1].headers


def test_an_action_goes_to_the_record_at_its_version(server, run):
    server.answer(200, {"version": 4}).answer(200, {"status": "won"})

    assert run("act", "opportunities", "7", "win", "reason=price").exit_code == 0

    assert server.asked[1].path == "/v1/opportunities/7/actions/win"
    assert server.asked[1].json == {"reason": "price"}
    assert server.asked[1].headers["if-match"] == '"4"'


def test_an_action_on_a_collection_needs_no_record(server, run):
    server.answer(200, {"ended": 2})

    assert run("act", "sessions", "end", "keep_current:=true").exit_code == 0
    assert [(asked.method, asked.path) for asked in server.asked] == [("POST", "/v1/sessions/actions/end")]


def test_a_deleted_record_is_restored_at_the_version_it_was_deleted_at(server, run):
    server.answer(200, page({"id": "6", "version": 1}, {"id": "7", "version": 9})).answer(200, {"version": 10})

    assert run("act", "leads", "7", "restore").exit_code == 0

    assert server.asked[0].query["deleted"] == "true"
    assert server.asked[1].headers["if-match"] == '"9"'


@pytest.mark.parametrize(
    "words",
    [
        ("act", "leads"),
        ("act", "leads", "7", "8", "win"),
        ("act", "leads", "reason=x"),
        ("create", "leads", "name"),
        ("create", "leads", "a=1", "--key", "two words"),
        ("list", "leads", "--filter", "open"),
        ("list", "leads", "--all", "--limit", "3"),
        ("list", "../metrics"),
        ("change", "leads", "7", "a:=x"),
        ("nonsense",),
    ],
)
def test_wrong_use_ends_with_2_and_asks_nothing(server, run, words):
    said = run(*words)

    assert said.exit_code == 2
    assert server.asked == []


def test_a_refusal_is_readable_and_ends_with_1(server, run):
    server.answer(422, {"title": "The input breaks a rule", "errors": [{"pointer": "/lines/2/qty", "message": "Too small"}]})

    said = run("create", "quotations", "x=1")

    assert (said.exit_code, said.stdout) == (1, "")
    assert "/lines/2/qty: Too small" in said.stderr


def test_a_server_that_is_broken_ends_with_3(server, run):
    server.answer(500, {"title": "A mistake of ours"}, Retry_After="0")

    said = run("get", "accounts", "7")

    assert said.exit_code == 3
    assert "A mistake of ours" in said.stderr
    assert "Traceback" not in said.output


def test_without_a_server_one_is_told_how_to_name_it(run):
    said = run("list", "accounts", CRM_URL="", CRM_TOKEN="")

    assert said.exit_code == 2
    assert "crm login" in said.stderr
