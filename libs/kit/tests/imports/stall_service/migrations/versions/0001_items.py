"""items"""

import sqlalchemy as sa
from alembic import op

from crm_kit.imports.tables import import_tables
from crm_kit.migrations import index_lists, kit_tables, protect

revision = "0001"
down_revision = None


def upgrade() -> None:
    kit_tables()
    import_tables()
    op.create_table(
        "items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("colour", sa.String(length=100), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("is_fixed", sa.Boolean(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_items")),
        # What only the database knows is wrong with a row.
        sa.CheckConstraint("pieces < 1000", name="ck_items_pieces"),
    )
    op.execute("CREATE UNIQUE INDEX uq_items_code ON items (tenant_id, code) WHERE deleted_at IS NULL")
    protect("items")
    index_lists("items", "code")
