"""customers with open problems"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from crm_kit.migrations import protect

revision = "2026_11_26_1210"
down_revision = "2026_11_26_1155"


def upgrade() -> None:
    op.create_table(
        "ticket_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("problem", sa.String(length=20), nullable=True),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_copies"),
    )
    protect("ticket_copies")
    op.execute("CREATE INDEX ix_ticket_copies_problems ON ticket_copies (tenant_id, account_id) WHERE problem IS NOT NULL")
    op.add_column("account_copies", sa.Column("parent_id", sa.Uuid(), nullable=True))
    op.execute("CREATE INDEX ix_account_copies_parent ON account_copies (tenant_id, parent_id) WHERE parent_id IS NOT NULL")
    op.add_column("quotations", sa.Column("acknowledged_tickets", postgresql.JSONB(), server_default="[]", nullable=False))
    op.alter_column("quotations", "acknowledged_tickets", server_default=None)
