"""crm-dead: look, try again, drop."""

import json

import pytest

from crm_kit import dead_letters
from crm_kit.broker import Outgoing, Publisher, event_properties
from crm_kit.dead_letters import DeadLetters, NotReplayed
from crm_kit.deliveries import ATTEMPTS, FAILED_AT, QUEUE, REASON
from crm_kit.topology import dead, direct


def everything(_letter):
    return True


@pytest.fixture
def dead_ones(probe):
    """Three events that two reactions have given up."""
    publisher = Publisher(probe.amqp_url, "tests")
    for name, reaction in (("a", "on_note_judged"), ("b", "on_note_judged"), ("c", "on_note_written")):
        headers = {QUEUE: probe.queue(reaction), REASON: f"because {name}", ATTEMPTS: 5, FAILED_AT: "2026-11-21T12:00:00Z"}
        properties = event_properties(name, "x.note.written.v1", probe.name, **headers)
        publisher.publish([Outgoing(direct(probe.name), dead(probe.name), name.encode(), properties)])
    publisher.close()
    return DeadLetters(probe.name, probe.amqp_url)


@pytest.fixture
def command(probe, monkeypatch, capsys):
    """crm-dead for the probe, giving its exit code and its lines."""
    monkeypatch.setenv("CRM_AMQP_URL", probe.amqp_url)

    def run(action, *arguments):
        code = dead_letters.main([action, probe.name, *arguments])
        return code, capsys.readouterr().out.splitlines()

    return run


def test_looking_shows_what_why_and_where_and_changes_nothing(probe, dead_ones, command):
    for _ in range(3):
        code, lines = command("list")
    listed = [json.loads(line) for line in lines]

    assert code == 0
    assert sorted(each["id"] for each in listed) == ["a", "b", "c"]
    assert {each["queue"] for each in listed} == {probe.queue("on_note_judged"), probe.queue("on_note_written")}
    assert listed[0]["reason"].startswith("because ")
    assert listed[0]["attempts"] == 5
    probe.eventually(lambda: probe.waiting(dead(probe.name)) == 3)


def test_one_is_shown_with_its_body(dead_ones, command):
    code, (line,) = command("show", "b")

    assert code == 0
    assert json.loads(line)["body"] == "b"
    assert command("show", "unknown") == (1, [])


def test_one_is_replayed_once_to_where_it_came_from_as_if_it_had_never_failed(probe, dead_ones, command, client):
    assert command("replay", "a") == (0, ["1 replayed"])
    assert command("replay", "a") == (1, ["0 replayed"])

    method, properties, body = client.channel.basic_get(probe.queue("on_note_judged"), auto_ack=True)
    assert (method.routing_key, properties.message_id, body) == (probe.queue("on_note_judged"), "a", b"a")
    assert ATTEMPTS not in (properties.headers or {})
    assert client.channel.basic_get(probe.queue("on_note_judged"))[0] is None
    probe.eventually(lambda: probe.waiting(dead(probe.name)) == 2)


def test_all_of_one_reaction_are_replayed(probe, dead_ones, command):
    assert command("replay", "--reaction", "on_note_judged") == (0, ["2 replayed"])

    assert probe.waiting(probe.queue("on_note_judged")) == 2
    assert [letter.id for letter in dead_ones.all()] == ["c"]


def test_what_is_dropped_is_gone(probe, dead_ones, command):
    assert command("drop", "b") == (0, ["1 dropped"])
    assert sorted(letter.id for letter in dead_ones.all()) == ["a", "c"]

    assert command("drop", "--all") == (0, ["2 dropped"])
    assert probe.waiting(dead(probe.name)) == 0


def test_nothing_is_replayed_or_dropped_without_saying_what(command):
    with pytest.raises(SystemExit):
        command("drop")


def test_a_letter_whose_queue_is_no_more_stays(probe, dead_ones, client):
    properties = event_properties("lost", "x", probe.name, **{QUEUE: f"{probe.name}.on_nothing"})
    publisher = Publisher(probe.amqp_url, "tests")
    publisher.publish([Outgoing(direct(probe.name), dead(probe.name), b"lost", properties)])
    publisher.close()

    with pytest.raises(NotReplayed, match="on_nothing"):
        dead_ones.replay(lambda letter: letter.id == "lost")

    assert "lost" in {letter.id for letter in dead_ones.all()}
    assert dead_ones.drop(everything) == 4
