"""What is sent at random goes to a tenant of its own: the stories' company must not find its settings changed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from crm_kit.testing.system import Client, System

sys.path.insert(0, str(Path(__file__).parents[1] / "e2e" / "support"))

from tenants import administrator_of


@pytest.fixture(scope="session")
def admin(system: System) -> Client:
    return administrator_of(system, "whatever is sent")
