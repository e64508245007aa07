"""A second tenant on the same installation."""

from __future__ import annotations

import json
import subprocess
from uuid import uuid4

from company import PASSWORD

from crm_kit.testing.system import CHECKOUT, Client, NotAsExpected, System


def environment_of(system: System, process: str) -> dict[str, str]:
    """What a process of the system was given."""
    plan = json.loads((system.directory / "plan.json").read_text(encoding="utf-8"))
    found: dict[str, str] = next(one["environment"] for one in plan["processes"] if one["name"] == process)
    return found


def administrator_of(system: System, tenant: str) -> Client:
    """Make a tenant on the machine itself, as its owner would, and sign in as its administrator."""
    email = f"{uuid4().hex[:8]}@{tenant.replace(' ', '-')}.example"
    done = subprocess.run(
        [str(CHECKOUT / ".venv/bin/crm-identity"), "create-administrator", "--tenant", tenant, "--email", email],
        env=environment_of(system, "identity"), input=f"{PASSWORD}\n", capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    if done.returncode:
        raise NotAsExpected(done.stderr)
    return system.sign_in(email, PASSWORD)
