"""timers"""

from crm_kit.migrations import timers_table

revision = "2026_11_26_1155"
down_revision = "3d2f9b61c7a4"


def upgrade() -> None:
    timers_table()
