"""timers"""

from crm_kit.migrations import let_schedule, timers_table

revision = "2026_11_26_1155"
down_revision = "b7c1d0f5e243"


def upgrade() -> None:
    timers_table()
    let_schedule("tenants")
