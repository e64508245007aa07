"""Announcing every record again."""

import pytest

from crm_kit.republish import republish, tenants_of


@pytest.mark.slow
def test_every_record_is_announced_again_for_a_reader_that_lost_its_queue(probe):
    notes = [probe.write_note(f"note {n}") for n in range(7)]
    probe.do("DELETE FROM outbox")

    assert probe.tenant_id in tenants_of(probe.settings)
    republish(probe.app, "Note", [probe.tenant_id])
    probe.relay().when_ready()
    probe.serve("threads", "--only", "reactions").when_ready()

    probe.eventually(lambda: len(probe.ask("SELECT id FROM note_copies")) == 7)
    assert {str(row[0]) for row in probe.ask("SELECT id FROM note_copies")} == {note["id"] for note in notes}


@pytest.mark.slow
def test_the_command_announces_a_tenant_or_all(probe):
    probe.write_note("again")
    probe.do("DELETE FROM outbox")

    probe.run("republish", probe.name, "Note").process.wait(20)
    probe.run("republish", probe.name, "Note", "--tenant", str(probe.tenant_id)).process.wait(20)

    assert probe.ask("SELECT payload -> 'data' ->> 'words', is_bulk FROM outbox") == [("again", True), ("again", True)]


@pytest.mark.slow
def test_what_is_not_announced_is_named(probe):
    command = probe.run("republish", probe.name, "Nothing")

    assert command.process.wait(20) == 2
    assert "announces Note, not Nothing" in command.said()
