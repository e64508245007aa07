"""what jobs write by the thousand waits in a lane of its own"""

from crm_kit.migrations import outbox_lanes

revision = "2026_11_26_1740"
down_revision = "2026_11_26_1540"


def upgrade() -> None:
    outbox_lanes()
