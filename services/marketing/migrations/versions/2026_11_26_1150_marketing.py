"""the kit's tables"""

from crm_kit.migrations import kit_tables

revision = "2026_11_26_1150"
down_revision = None


def upgrade() -> None:
    kit_tables()
