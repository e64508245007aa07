"""What operators and developers run beside the system."""

import pytest

from crm_kit.testing.system import NotAsExpected, System

pytestmark = pytest.mark.slow


def test_our_commands_run_against_the_running_system(system: System) -> None:
    assert "sales: up to date" in system.command("tool", "crm-migrate sales")
    assert "usage: crm-dead" in system.command("tool", "crm-dead --help")


def test_a_command_that_fails_says_so(system: System) -> None:
    with pytest.raises(NotAsExpected, match="CRM_NOTHING_OWNER_DATABASE_URL"):
        system.command("tool", "crm-migrate nothing")
