"""imports"""

from crm_kit.imports.tables import import_tables

revision = "3d2f9b61c7a4"
down_revision = "8a4e1d90c3f7"


def upgrade() -> None:
    import_tables()
