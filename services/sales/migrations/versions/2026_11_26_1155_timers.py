"""timers"""

from crm_kit.migrations import timers_table

revision = "2026_11_26_1155"
down_revision = "2026_11_26_1140"


def upgrade() -> None:
    timers_table()
