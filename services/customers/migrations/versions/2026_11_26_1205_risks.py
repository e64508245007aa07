"""tickets that endanger accounts"""

import sqlalchemy as sa
from alembic import op

from crm_kit.migrations import protect

revision = "2026_11_26_1205"
down_revision = "2026_11_26_1155"


def upgrade() -> None:
    op.create_table(
        "ticket_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), server_default=sa.FetchedValue(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("risk", sa.String(length=200), nullable=True),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_copies"),
    )
    protect("ticket_copies")
    op.execute("CREATE INDEX ix_ticket_copies_risks ON ticket_copies (tenant_id, account_id) WHERE risk IS NOT NULL")
