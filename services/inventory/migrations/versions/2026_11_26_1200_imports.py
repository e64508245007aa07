"""imports"""

from crm_kit.imports.tables import import_tables

revision = "2026_11_26_1200"
down_revision = "2026_11_26_1155"


def upgrade() -> None:
    import_tables()
