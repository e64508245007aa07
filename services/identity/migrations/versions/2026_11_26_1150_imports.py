"""imports"""

from crm_kit.imports.tables import import_tables

revision = "b7c1d0f5e243"
down_revision = "68e4d6c35052"


def upgrade() -> None:
    import_tables()
