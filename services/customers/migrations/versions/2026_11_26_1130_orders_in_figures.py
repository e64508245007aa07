"""orders in the figures of accounts"""

import sqlalchemy as sa
from alembic import op

from crm_kit.migrations import protect

revision = "8a4e1d90c3f7"
down_revision = "5f0c1c7a2d11"


def upgrade() -> None:
    op.create_table(
        "order_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("opportunity_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.Numeric(precision=18, scale=6), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_path", sa.String(length=200, collation="C"), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_copies")),
    )
    op.add_column("account_figures", sa.Column("orders", sa.Integer(), server_default="0", nullable=False))
    op.add_column("account_figures", sa.Column("ordered", sa.Numeric(precision=18, scale=6), server_default="0", nullable=False))
    op.add_column("account_figures", sa.Column("last_ordered_on", sa.Date(), nullable=True))
    protect("order_copies")
    op.execute("CREATE INDEX ix_order_copies_account ON order_copies (tenant_id, account_id)")
    op.execute("CREATE INDEX ix_order_copies_opportunity ON order_copies (tenant_id, opportunity_id)")
